import { recordKey, type ClinicalRecord } from '@longview/clinical-model';
import { blockingKeys } from './blocking-keys.js';
import { buildGroup } from './build-group.js';
import { readEntry, type Entry } from './entry.js';
import { TextFolder } from './fold-text.js';
import { groupIdFor } from './group-id.js';
import { partition } from './partition.js';
import { comparePreferred } from './preferred-order.js';
import type { GroupChange, RecordGroup } from './record-group.js';
import { findStudyGroupId, type StudyIndex } from './study-links.js';

/** More records than this under one key: a placeholder or a habit, which says nothing about the records. */
const MAX_HOLDERS = 512;

/** Entries that hang together by blocking keys: what has to be looked at again when one of them changes. */
interface Cluster {
  entries: Entry[];
  groups: Group[];
}

interface Group {
  readonly id: string;
  readonly entries: readonly Entry[];
  shown: RecordGroup;
}

/**
 * Groups records as they arrive. After any number of batches the groups are those of one batch with all records; only an
 * id may differ, because it comes from the member that arrived first. A record told again (same source, kind and id) is
 * ignored. Every record is in exactly one group, and nothing is ever left out.
 */
export class RecordGrouper implements StudyIndex {
  private readonly folder = new TextFolder();
  private readonly entries: Entry[] = [];
  private readonly known = new Set<string>();
  /** The cluster each entry is in, by the entry's order. */
  private readonly clusterOf: Cluster[] = [];
  private readonly groupOf: Group[] = [];
  private readonly keysOf: (readonly string[])[] = [];
  private readonly holders = new Map<string, Entry[]>();
  private readonly idOf: (memberKey: string) => string;

  /** @param idOf makes a group's id from the key of its earliest member; must be one-to-one. */
  constructor(idOf: (memberKey: string) => string = groupIdFor) {
    this.idOf = idOf;
  }

  /** Adds records and says which groups are new or changed and which ids no longer exist. */
  add(records: readonly ClinicalRecord[]): GroupChange {
    const touched = new Set<Cluster>();
    for (const record of records) {
      const key = recordKey(record);
      if (this.known.has(key)) continue;
      this.known.add(key);
      this.place(readEntry(record, this.entries.length, this.folder), touched);
    }
    const changed = new Set<Group>();
    const removedIds = new Set<string>();
    for (const cluster of touched) if (cluster.entries.length > 0) this.regroup(cluster, changed, removedIds);
    for (const { id } of changed) removedIds.delete(id);
    this.relink(changed);
    return { changed: [...changed].map(({ shown }) => shown), removedIds: [...removedIds] };
  }

  /** All groups, in the order in which their earliest members arrived. */
  groups(): RecordGroup[] {
    return this.entries.filter((entry) => this.groupOf[entry.order]!.entries[0] === entry).map((entry) => this.groupOf[entry.order]!.shown);
  }

  groupIdOf(entry: Entry): string {
    return this.groupOf[entry.order]!.id;
  }

  studiesByUid(uid: string): readonly Entry[] {
    return this.holders.get(`imaging-study u ${uid}`) ?? [];
  }

  studiesByAccession(accession: string): readonly Entry[] {
    return this.holders.get(`imaging-study a ${accession}`) ?? [];
  }

  private place(entry: Entry, touched: Set<Cluster>): void {
    let cluster: Cluster = { entries: [entry], groups: [] };
    this.entries.push(entry);
    this.clusterOf.push(cluster);
    const keys = blockingKeys(entry);
    this.keysOf.push(keys);
    for (const key of keys) {
      const holders = this.holders.get(key);
      if (!holders) {
        this.holders.set(key, [entry]);
        continue;
      }
      holders.push(entry);
      // A study UID is never a habit; any other key stops telling anything once too many have it.
      if (holders.length > MAX_HOLDERS && !isStudyUid(key)) {
        if (holders.length === MAX_HOLDERS + 1) touched.add(this.clusterOf[holders[0]!.order]!);
        continue;
      }
      cluster = this.join(cluster, this.clusterOf[holders[0]!.order]!);
    }
    touched.add(cluster);
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

  private regroup(cluster: Cluster, changed: Set<Group>, removedIds: Set<string>): void {
    const { entries } = cluster;
    if (entries.length > 1) entries.sort((a, b) => a.order - b.order);
    const parts = entries.length === 1 ? [entries] : partition(entries, (entry) => this.tellingKeysOf(entry));
    const previous = new Map(cluster.groups.map((group) => [group.id, group]));
    cluster.groups = parts.map((part) => {
      if (part.length > 1) part.sort((a, b) => a.order - b.order);
      const id = this.idOf(part[0]!.key);
      const before = previous.get(id);
      previous.delete(id);
      if (before && before.entries.length === part.length && before.entries.every((entry, index) => entry === part[index])) return before;
      const group: Group = { id, entries: part, shown: buildGroup(id, part, undefined) };
      for (const entry of part) this.groupOf[entry.order] = group;
      changed.add(group);
      return group;
    });
    for (const id of previous.keys()) removedIds.add(id);
  }

  private tellingKeysOf(entry: Entry): readonly string[] {
    return this.keysOf[entry.order]!.filter((key) => this.holders.get(key)!.length <= MAX_HOLDERS || isStudyUid(key));
  }

  /** Studies that changed may be what other reports were waiting for, or no longer the only one with their accession. */
  private relink(changed: Set<Group>): void {
    const reports = new Set<Group>();
    for (const group of changed) {
      if (group.shown.kind === 'report') reports.add(group);
      if (group.shown.kind !== 'imaging-study') continue;
      for (const { studyUids, accessions } of group.entries) {
        for (const key of [...studyUids.map((uid) => `report u ${uid}`), ...accessions.map((accession) => `report a ${accession}`)]) {
          for (const entry of this.holders.get(key) ?? []) reports.add(this.groupOf[entry.order]!);
        }
      }
    }
    for (const group of reports) {
      const studyGroupId = findStudyGroupId(group.entries.toSorted(comparePreferred), this);
      if (studyGroupId === group.shown.studyGroupId) continue;
      group.shown = buildGroup(group.id, group.entries, studyGroupId);
      changed.add(group);
    }
  }
}

const isStudyUid = (key: string): boolean => key.startsWith('imaging-study u ');

/** Groups a whole set of records at once. */
export function groupRecords(records: readonly ClinicalRecord[], idOf?: (memberKey: string) => string): RecordGroup[] {
  const grouper = new RecordGrouper(idOf);
  grouper.add(records);
  return grouper.groups();
}
