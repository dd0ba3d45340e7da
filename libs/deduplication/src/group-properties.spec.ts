import { recordKey, type ClinicalRecord } from '@longview/clinical-model';
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordGroup } from './record-group.js';
import { groupRecords, RecordGrouper } from './record-grouper.js';
import { recordOf, type RecordInCase } from './testing/case-file.js';

/** Fixed here, so that nobody lowers it by an environment. Each case is a set of up to nine records. */
const SETS = 100_000;

const maybe = <T>(...values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, ...values);
const common = {
  source: fc.constantFrom('north', 'south', 'di', 'di2'), custodian: fc.constantFrom('north', 'south'),
  time: maybe('2026-03-01T10:00', '2026-03-01T11:00', '2026-03-01'), issued: maybe('2026-03-01T12:00', '2026-03-02'),
  status: fc.constantFrom('final', 'amended', 'preliminary', 'entered-in-error'), title: fc.constantFrom('CT chest', 'CT abdomen', 'CT chest addendum'),
  ids: fc.subarray(['x|1', 'x|2', 'y|1'], { maxLength: 2 }), accession: maybe('x|A1', 'x|A2', 'y|A1'),
};
const UIDS = ['1.2.1', '1.2.2', '1.2.3'];
const TEXTS = ['The lungs are clear and the heart is of normal size.', 'The lungs are clear and the heart is of normal size. Addendum: small nodule.', 'Fracture of the left radius with dorsal displacement seen.'];

/** Few values for every field, so that everything collides with everything. */
const draft: fc.Arbitrary<Omit<RecordInCase, 'at'> & { source: string; custodian: string }> = fc.oneof(
  fc.record({ ...common, kind: fc.constant('imaging-study' as const), studyInstanceUid: maybe(...UIDS), modalities: fc.constantFrom(['CT'], ['MR']) }),
  fc.record({ ...common, kind: fc.constant('report' as const), studyInstanceUids: fc.subarray(UIDS, { maxLength: 2 }), text: maybe(...TEXTS), addendumOf: maybe('0', '1', '2'), performer: maybe('Dr. A', 'Dr. B') }),
  fc.record({ ...common, kind: fc.constant('lab' as const), value: maybe('4', '4.0', '5'), code: fc.constantFrom({ text: 'Sodium' }, { text: 'Sodium', system: 'l', code: 's' }, { text: 'Potassium', system: 'l', code: 'p' }) }),
  fc.record({ ...common, kind: fc.constantFrom('medication' as const, 'allergy' as const, 'condition' as const, 'visit' as const, 'document' as const), text: maybe('Letter.'), dosage: maybe('daily'), reaction: maybe('Hives') }),
);

function recordsOf(drafts: readonly (Omit<RecordInCase, 'at'> & { source: string; custodian: string })[]): ClinicalRecord[] {
  return drafts.map(({ source, custodian, ...fields }, index) =>
    recordOf({ ...fields, at: source.startsWith('di') ? `${source}/${index}@${custodian}` : `${source}/${index}` } as RecordInCase));
}

const partitionOf = (groups: readonly RecordGroup[]): string[] => groups.map(({ members }) => members.map(recordKey).sort().join(' + ')).sort();

/** True when these members hang together by what the sources themselves say: UID, identifier, accession, addendum. */
function haveStrongLink(a: ClinicalRecord, b: ClinicalRecord): boolean {
  if (a.kind === 'imaging-study' && b.kind === 'imaging-study' && a.studyInstanceUid !== undefined && a.studyInstanceUid === b.studyInstanceUid) return true;
  if (a.kind === 'report' && b.kind === 'report' && a.provenance.sourceId === b.provenance.sourceId
    && (a.addendumOf === b.provenance.sourceRecordId || b.addendumOf === a.provenance.sourceRecordId || (a.addendumOf !== undefined && a.addendumOf === b.addendumOf))) return true;
  return a.identifiers.some((one) => one.type !== 'ACSN' && b.identifiers.some((other) => other.system === one.system && other.value === one.value));
}

function areLinkedWithin(a: ClinicalRecord, b: ClinicalRecord, members: readonly ClinicalRecord[]): boolean {
  const reached = new Set([a]);
  for (const one of reached) for (const other of members) if (haveStrongLink(one, other)) reached.add(other);
  return reached.has(b);
}

/** Everything about groups that a screen shows, as text: a hundred times faster to compare than deep equality. */
const written = (groups: readonly RecordGroup[]): string =>
  groups.map(({ id, members, reason, conflicts, studyGroupId }) => [id, members.map(recordKey), reason, conflicts, studyGroupId].join(' ')).join('\n');

/** Fails the property with a sentence; Jest's own matchers would take minutes for as many sets. */
function holds(sentence: string, isTrue: boolean): void {
  if (!isTrue) throw new Error(`It does not hold that ${sentence}.`);
}

function checkGroups(records: readonly ClinicalRecord[], groups: readonly RecordGroup[]): void {
  holds('every record is in exactly one group', groups.flatMap(({ members }) => members.map(recordKey)).sort().join() === records.map(recordKey).sort().join());
  const rowOfStudy = new Map<string, string>();
  for (const { id, members, kind, reason, conflicts } of groups) {
    holds('a group has one kind', members.every((member) => member.kind === kind));
    holds('a record alone is single', (reason === 'single') === (members.length === 1));
    holds('a record alone contradicts nobody', members.length > 1 || conflicts.length === 0);
    holds('what is in error comes last', members[0]!.status !== 'entered-in-error' || members.every(({ status }) => status === 'entered-in-error'));
    for (const a of members) {
      if (a.kind === 'imaging-study' && a.studyInstanceUid !== undefined) {
        holds('one study is one row', (rowOfStudy.get(a.studyInstanceUid) ?? id) === id);
        rowOfStudy.set(a.studyInstanceUid, id);
      }
      for (const b of members) {
        holds('a row holds no two studies', a.kind !== 'imaging-study' || b.kind !== 'imaging-study' || (a.studyInstanceUid ?? b.studyInstanceUid) === (b.studyInstanceUid ?? a.studyInstanceUid));
        holds('a row holds no reports of different studies', a.kind !== 'report' || b.kind !== 'report' || a.studyInstanceUids.length === 0 || b.studyInstanceUids.length === 0
          || a.studyInstanceUids.some((uid) => b.studyInstanceUids.includes(uid)));
        holds('two records of one source are one thing only by what the sources say', a === b || a.provenance.sourceId !== b.provenance.sourceId || areLinkedWithin(a, b, members));
      }
    }
  }
}

describe(`${SETS.toLocaleString('en-CA')} sets of records`, () => {
  it('are grouped without losing, doubling or wrongly joining a record, whatever the order and the batches', () => {
    fc.assert(fc.property(fc.array(draft, { minLength: 1, maxLength: 9 }), fc.array(fc.nat(), { minLength: 9, maxLength: 9 }), fc.integer({ min: 1, max: 4 }), (drafts, dice, batchSize) => {
      const records = recordsOf(drafts);
      const groups = groupRecords(records);
      checkGroups(records, groups);

      const grouper = new RecordGrouper();
      const shown = new Map<string, RecordGroup>();
      for (let at = 0; at < records.length; at += batchSize) {
        const { changed, removedIds } = grouper.add(records.slice(at, at + batchSize));
        for (const id of removedIds) holds('only a group that was told of is removed', shown.delete(id));
        for (const group of changed) shown.set(group.id, group);
      }
      holds('batches make the groups of one batch', written(grouper.groups()) === written(groups));
      holds('the changes told add up to the groups', written([...shown.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) === written(groups.toSorted((a, b) => (a.id < b.id ? -1 : 1))));

      const shuffled = records.map((record, index) => ({ record, roll: dice[index]! })).sort((a, b) => a.roll - b.roll).map(({ record }) => record);
      holds('any order makes the same rows', partitionOf(groupRecords(shuffled)).join() === partitionOf(groups).join());
    }), { numRuns: SETS });
  });
});
