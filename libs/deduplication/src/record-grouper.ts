import { recordKey, type ClinicalRecord } from '@longview/clinical-model';
import { BlockIndex, holdersOf } from './block-index.js';
import { buildGroup } from './build-group.js';
import { EntryReader, type Entry } from './entry.js';
import { groupIdOf } from './group-id.js';
import { partition } from './partition.js';
import type { GroupChange, RecordGroup } from './record-group.js';
import type { Holder } from './shared-keys.js';
import { findStudyGroupId } from './study-links.js';

/** Entries that hang together by blocks: what has to be looked at again when one of them changes. */
interface Cluster {
  entries: Entry[];
  groups: Group[];
}

interface Group {
  readonly entries: readonly Entry[];
  shown: Shown;
  /** The batch that formed it: until that batch has been told, nobody has seen it. */
  readonly batch: number;
}

type Shown = { -readonly [Field in keyof RecordGroup]: RecordGroup[Field] };

/**
 * Groups records as they arrive. After any number of batches the groups are those of one batch with all records; only an
 * id may differ, because it comes from the member that arrived first. A record told again (same source, kind and id) is
 * ignored. Every record is in exactly one group, and nothing is ever left out.
 */
export class RecordGrouper {
  private readonly reader = new EntryReader();
  private readonly blocks = new BlockIndex();
  private readonly entries: Entry[] = [];
  /** By source and its id of the record, which may be that of several kinds. */
  private readonly known = new Map<string, Map<string, Entry>>();
  /** By the entry's order; an entry that shares no key with another is in no cluster. */
  private readonly clusterOf: (Cluster | undefined)[] = [];
  private readonly groupOf: Group[] = [];
  /** Additions whose original has not arrived yet, by the original's key. */
  private readonly waitingAddenda = new Set<string>();
  private batch = 0;
  private readonly shownIdOf = (entry: Entry): string => this.groupOf[entry.order]!.shown.id;

  /** @param idOf makes a group's id from the key of its earliest member; must be one-to-one. */
  constructor(private readonly idOf?: (memberKey: string) => string) {}

  /** Adds records and says which groups are new or changed and which ids no longer exist. */
  add(records: readonly ClinicalRecord[]): GroupChange {
    this.batch++;
    const firstNew = this.entries.length;
    const touched = new Set<Cluster>();
    for (const record of records) {
      const entry = this.enter(record);
      if (!entry) continue;
      this.place(entry, touched);
    }
    const changed: Group[] = [];
    const removedIds = new Set<string>();
    for (let order = firstNew; order < this.entries.length; order++) {
      if (this.clusterOf[order] === undefined) changed.push(this.form([this.entries[order]!]));
    }
    for (const cluster of touched) this.regroup(cluster, changed, removedIds);
    if (removedIds.size > 0) for (const { shown } of changed) removedIds.delete(shown.id);
    this.relink(changed);
    return { changed: changed.map(({ shown }) => shown), removedIds: [...removedIds] };
  }

  /** All groups, in the order in which their earliest members arrived. */
  groups(): RecordGroup[] {
    const groups: RecordGroup[] = [];
    for (const entry of this.entries) {
      const group = this.groupOf[entry.order]!;
      if (group.entries[0] === entry) groups.push(group.shown);
    }
    return groups;
  }

  /** `undefined` for a record that is known. */
  private enter(record: ClinicalRecord): Entry | undefined {
    const { kind, provenance: { sourceId, sourceRecordId } } = record;
    let ofSource = this.known.get(sourceId);
    if (!ofSource) this.known.set(sourceId, (ofSource = new Map()));
    const sameId = ofSource.get(sourceRecordId);
    for (let known = sameId; known; known = known.namesake) if (known.record.kind === kind) return undefined;
    const entry = this.reader.read(record, this.entries.length);
    entry.namesake = sameId;
    ofSource.set(sourceRecordId, entry);
    this.entries.push(entry);
    return entry;
  }

  private reportOf(sourceId: string, sourceRecordId: string): Entry | undefined {
    let entry = this.known.get(sourceId)?.get(sourceRecordId);
    while (entry && entry.record.kind !== 'report') entry = entry.namesake;
    return entry;
  }

  private place(entry: Entry, touched: Set<Cluster>): void {
    this.blocks.place(entry);
    this.placeAddendum(entry);
    let cluster: Cluster | undefined;
    for (const block of entry.blocks) {
      const met = block.entries[0]!;
      if (block.isTelling) cluster = this.gather(entry, cluster, met);
      else if (block.hasJustOverflowed) touched.add(this.clusterOf[met.order]!);
    }
    if (cluster) touched.add(cluster);
  }

  /** @param cluster the new entry's, if it has one already. */
  private gather(entry: Entry, cluster: Cluster | undefined, met: Entry): Cluster {
    const others = this.clusterOf[met.order] ?? this.openCluster(met);
    if (cluster) return this.join(cluster, others);
    others.entries.push(entry);
    this.clusterOf[entry.order] = others;
    return others;
  }

  private openCluster(entry: Entry): Cluster {
    const group = this.groupOf[entry.order];
    const cluster: Cluster = { entries: [entry], groups: group ? [group] : [] };
    this.clusterOf[entry.order] = cluster;
    return cluster;
  }

  /** The smaller cluster moves into the larger one, which keeps the whole near-linear. */
  private join(a: Cluster, b: Cluster): Cluster {
    if (a === b) return a;
    const [small, large] = a.entries.length < b.entries.length ? [a, b] : [b, a];
    for (const entry of small.entries) {
      large.entries.push(entry);
      this.clusterOf[entry.order] = large;
    }
    large.groups.push(...small.groups);
    small.entries = [];
    small.groups = [];
    return large;
  }

  /** A report and its additions share a block under the original's key, whichever comes first. */
  private placeAddendum(entry: Entry): void {
    const { record } = entry;
    if (record.kind !== 'report') return;
    if (this.waitingAddenda.size > 0 && this.waitingAddenda.delete(recordKey(record))) this.blocks.enterFamily(entry, recordKey(record));
    if (record.addendumOf === undefined) return;
    const originalKey = `${record.provenance.sourceId}/report/${record.addendumOf}`;
    const original = this.reportOf(record.provenance.sourceId, record.addendumOf);
    if (original && original !== entry) this.blocks.enterFamily(original, originalKey);
    else this.waitingAddenda.add(originalKey);
    this.blocks.enterFamily(entry, originalKey);
  }

  private regroup(cluster: Cluster, changed: Group[], removedIds: Set<string>): void {
    const { entries } = cluster;
    if (entries.length === 0) return;
    sortByOrder(entries);
    const previous = cluster.groups;
    cluster.groups = [];
    for (const part of partition(entries)) {
      sortByOrder(part);
      const before = previous.find((group) => group.entries[0] === part[0]);
      const isUnchanged = before && before.entries.length === part.length && before.entries.every((entry, index) => entry === part[index]);
      const group = isUnchanged ? before : this.form(part, before?.shown.id);
      if (!isUnchanged) changed.push(group);
      cluster.groups.push(group);
    }
    for (const { shown: { id } } of previous) if (!cluster.groups.some(({ shown }) => shown.id === id)) removedIds.add(id);
  }

  /** @param entries earliest first. */
  private form(entries: readonly Entry[], id = this.newIdFor(entries[0]!)): Group {
    const group: Group = { entries, shown: buildGroup(id, entries), batch: this.batch };
    for (const entry of entries) this.groupOf[entry.order] = group;
    return group;
  }

  private newIdFor({ record }: Entry): string {
    return this.idOf ? this.idOf(recordKey(record)) : groupIdOf(record);
  }

  /** Studies that changed may be what other reports were waiting for, or no longer the only one with their accession. */
  private relink(changed: Group[]): void {
    const waiting = new Set<Group>();
    for (const { shown: { kind }, entries } of changed) {
      if (kind !== 'imaging-study') continue;
      for (const { studyUids, accessions } of entries) {
        for (const { reports } of studyUids) this.collectOlder(reports, waiting);
        for (const { reports } of accessions) this.collectOlder(reports, waiting);
      }
    }
    for (const group of changed) {
      const studyGroupId = group.shown.kind === 'report' ? this.studyGroupIdFor(group) : undefined;
      if (studyGroupId !== undefined) group.shown.studyGroupId = studyGroupId;
    }
    for (const group of waiting) {
      const studyGroupId = this.studyGroupIdFor(group);
      if (studyGroupId === group.shown.studyGroupId) continue;
      group.shown = { ...group.shown, studyGroupId };
      changed.push(group);
    }
  }

  /** Those of this batch are linked anyway. */
  private collectOlder(reports: Holder | undefined, waiting: Set<Group>): void {
    if (reports === undefined) return;
    for (const { order } of holdersOf(reports)) {
      const group = this.groupOf[order]!;
      if (group.batch !== this.batch) waiting.add(group);
    }
  }

  private studyGroupIdFor(group: Group): string | undefined {
    return findStudyGroupId(group.entries, this.shownIdOf);
  }
}

function sortByOrder(entries: Entry[]): void {
  if (entries.length > 2) entries.sort((a, b) => a.order - b.order);
  else if (entries.length === 2 && entries[0]!.order > entries[1]!.order) entries.reverse();
}

/** Groups a whole set of records at once. */
export function groupRecords(records: readonly ClinicalRecord[], idOf?: (memberKey: string) => string): RecordGroup[] {
  const grouper = new RecordGrouper(idOf);
  grouper.add(records);
  return grouper.groups();
}
