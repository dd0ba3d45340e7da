import { recordKey, type ClinicalRecord } from '@longview/clinical-model';
import { BlockIndex } from './block-index.js';
import { buildGroup } from './build-group.js';
import { readEntry, type Entry } from './entry.js';
import { TextFolder } from './fold-text.js';
import { groupIdFor } from './group-id.js';
import { partition } from './partition.js';
import type { GroupChange, RecordGroup } from './record-group.js';
import { findStudyGroupId } from './study-links.js';

/** Entries that hang together by blocks: what has to be looked at again when one of them changes. */
interface Cluster {
  entries: Entry[];
  groups: Group[];
}

interface Group {
  readonly entries: readonly Entry[];
  shown: RecordGroup;
}

/**
 * Groups records as they arrive. After any number of batches the groups are those of one batch with all records; only an
 * id may differ, because it comes from the member that arrived first. A record told again (same source, kind and id) is
 * ignored. Every record is in exactly one group, and nothing is ever left out.
 */
export class RecordGrouper {
  private readonly folder = new TextFolder();
  private readonly blocks = new BlockIndex();
  private readonly entries: Entry[] = [];
  private readonly known = new Map<string, Entry>();
  /** By the entry's order; an entry that shares no key with another is in no cluster. */
  private readonly clusterOf: (Cluster | undefined)[] = [];
  private readonly groupOf: Group[] = [];
  /** Additions whose original has not arrived yet, by the original's key. */
  private readonly waitingAddenda = new Set<string>();
  private readonly groupIdOf = (entry: Entry): string => this.groupOf[entry.order]!.shown.id;

  /** @param idOf makes a group's id from the key of its earliest member; must be one-to-one. */
  constructor(private readonly idOf: (memberKey: string) => string = groupIdFor) {}

  /** Adds records and says which groups are new or changed and which ids no longer exist. */
  add(records: readonly ClinicalRecord[]): GroupChange {
    const firstNew = this.entries.length;
    const touched = new Set<Cluster>();
    for (const record of records) {
      const key = recordKey(record);
      if (this.known.has(key)) continue;
      const entry = readEntry(record, key, this.entries.length, this.folder);
      this.known.set(key, entry);
      this.entries.push(entry);
      this.place(entry, touched);
    }
    const changed = new Set<Group>();
    const removedIds = new Set<string>();
    for (let order = firstNew; order < this.entries.length; order++) {
      if (this.clusterOf[order] === undefined) changed.add(this.form([this.entries[order]!]));
    }
    for (const cluster of touched) this.regroup(cluster, changed, removedIds);
    for (const { shown } of changed) removedIds.delete(shown.id);
    this.relink(changed);
    return { changed: Array.from(changed, ({ shown }) => shown), removedIds: [...removedIds] };
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

  private place(entry: Entry, touched: Set<Cluster>): void {
    this.blocks.place(entry);
    this.placeAddendum(entry);
    let cluster: Cluster | undefined;
    for (const block of entry.blocks) {
      const met = block.entries[0]!;
      if (block.isTelling) cluster = this.join(cluster ?? this.openCluster(entry), this.clusterOf[met.order] ?? this.openCluster(met));
      else if (block.hasJustOverflowed) touched.add(this.clusterOf[met.order]!);
    }
    if (cluster) touched.add(cluster);
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
    if (this.waitingAddenda.delete(entry.key)) this.blocks.enterFamily(entry, entry.key);
    if (record.addendumOf === undefined) return;
    const originalKey = `${record.provenance.sourceId}/report/${record.addendumOf}`;
    const original = this.known.get(originalKey);
    if (original && original !== entry) this.blocks.enterFamily(original, originalKey);
    else this.waitingAddenda.add(originalKey);
    this.blocks.enterFamily(entry, originalKey);
  }

  private regroup(cluster: Cluster, changed: Set<Group>, removedIds: Set<string>): void {
    const { entries } = cluster;
    if (entries.length === 0) return;
    entries.sort((a, b) => a.order - b.order);
    const previous = cluster.groups;
    cluster.groups = [];
    for (const part of partition(entries)) {
      if (part.length > 1) part.sort((a, b) => a.order - b.order);
      const before = previous.find((group) => group.entries[0] === part[0]);
      const isUnchanged = before && before.entries.length === part.length && before.entries.every((entry, index) => entry === part[index]);
      const group = isUnchanged ? before : this.form(part, before?.shown.id);
      if (!isUnchanged) changed.add(group);
      cluster.groups.push(group);
    }
    for (const { shown: { id } } of previous) if (!cluster.groups.some(({ shown }) => shown.id === id)) removedIds.add(id);
  }

  /** @param entries earliest first. */
  private form(entries: readonly Entry[], id = this.idOf(entries[0]!.key)): Group {
    const group: Group = { entries, shown: buildGroup(id, entries) };
    for (const entry of entries) this.groupOf[entry.order] = group;
    return group;
  }

  /** Studies that changed may be what other reports were waiting for, or no longer the only one with their accession. */
  private relink(changed: Set<Group>): void {
    const reports = new Set<Group>();
    for (const group of changed) {
      if (group.shown.kind === 'report') reports.add(group);
      if (group.shown.kind !== 'imaging-study') continue;
      for (const { studyUids, accessions } of group.entries) {
        for (const uid of studyUids) for (const { order } of this.blocks.reportsByUid(uid)) reports.add(this.groupOf[order]!);
        for (const accession of accessions) for (const { order } of this.blocks.reportsByAccession(accession)) reports.add(this.groupOf[order]!);
      }
    }
    for (const group of reports) {
      const studyGroupId = findStudyGroupId(group.entries, this.blocks, this.groupIdOf);
      if (studyGroupId === group.shown.studyGroupId) continue;
      group.shown = { ...group.shown, studyGroupId };
      changed.add(group);
    }
  }
}

/** Groups a whole set of records at once. */
export function groupRecords(records: readonly ClinicalRecord[], idOf?: (memberKey: string) => string): RecordGroup[] {
  const grouper = new RecordGrouper(idOf);
  grouper.add(records);
  return grouper.groups();
}
