import type { ClinicalRecord } from '@longview/clinical-model';
import { buildGroup } from './build-group.js';
import { EntryReader, type Entry } from './entry.js';
import type { RecordGroup } from './record-group.js';

/**
 * The group as somebody may see it who may see only some of its members; `undefined` when they may see none. Preferred
 * copy, reason and conflicts are those of the permitted members alone, and the link to a study stays only if a permitted
 * member names the same study or accession: nothing tells that there was another copy.
 */
export function restrictGroup(group: RecordGroup, allows: (record: ClinicalRecord) => boolean): RecordGroup | undefined {
  const permitted = group.members.filter(allows);
  if (permitted.length === group.members.length) return group;
  if (permitted.length === 0) return undefined;
  const reader = new EntryReader();
  const read = (record: ClinicalRecord, index: number): Entry => reader.read(record, index);
  const entries = permitted.map(read);
  const anchors = new Set(entries.flatMap(({ studyUids, accessions }) => [...studyUids, ...accessions]));
  const isLinkTheirs = group.members.map(read).every(({ studyUids, accessions }) => [...studyUids, ...accessions].every((anchor) => anchors.has(anchor)));
  const restricted = buildGroup(group.id, entries);
  return isLinkTheirs && group.studyGroupId !== undefined ? { ...restricted, studyGroupId: group.studyGroupId } : restricted;
}
