import { describe, expect, it } from '@jest/globals';
import type { RecordGroup } from './record-group.js';
import { groupRecords, RecordGrouper } from './record-grouper.js';
import { readCases, recordOf, type RecordInCase } from './testing/case-file.js';

interface GroupInCase { readonly members: readonly string[]; readonly reason: string; readonly conflicts?: readonly string[]; readonly study?: string }
interface Case { readonly sentence: string; readonly records: readonly RecordInCase[]; readonly groups: readonly GroupInCase[] }
const cases = readCases<Case>('group-records').map((each) => [each.sentence, each] as const);

const address = ({ provenance }: RecordGroup['members'][number]): string => `${provenance.sourceId}/${provenance.sourceRecordId}`;

function summarize(groups: readonly RecordGroup[]): GroupInCase[] {
  const firstOf = new Map(groups.map((group) => [group.id, address(group.members[0]!)]));
  return groups.map(({ members, reason, conflicts, studyGroupId }) => ({
    members: members.map(address), reason, ...(conflicts.length > 0 && { conflicts }), ...(studyGroupId !== undefined && { study: firstOf.get(studyGroupId)! }),
  }));
}

const sorted = (groups: readonly GroupInCase[]): GroupInCase[] => groups.toSorted((a, b) => (a.members[0]! < b.members[0]! ? -1 : 1));

describe('the rows that records make', () => {
  it.each(cases)('%s', (_, { records, groups }) => {
    expect(sorted(summarize(groupRecords(records.map(recordOf))))).toEqual(sorted(groups));
  });

  it.each(cases)('in any order of arrival, one by one: %s', (_, { records, groups }) => {
    const grouper = new RecordGrouper();
    for (const record of records.toReversed()) grouper.add([recordOf(record)]);
    expect(sorted(summarize(grouper.groups()))).toEqual(sorted(groups));
  });
});

describe('what a batch changed', () => {
  const study = recordOf({ at: 'north/1', kind: 'imaging-study', studyInstanceUid: '1.2.3', accession: 'north|A1' });
  const copy = recordOf({ at: 'di/9@north', kind: 'imaging-study', studyInstanceUid: '1.2.3' });
  const other = recordOf({ at: 'north/2', kind: 'imaging-study', studyInstanceUid: '1.2.4', accession: 'north|A1' });
  const report = recordOf({ at: 'north/7', kind: 'report', accession: 'north|A1' });

  it('keeps a group’s id when a copy arrives', () => {
    const grouper = new RecordGrouper();
    const [first] = grouper.add([study]).changed;
    const { changed, removedIds } = grouper.add([copy]);
    expect(changed).toHaveLength(1);
    expect(changed[0]!.id).toBe(first!.id);
    expect(removedIds).toEqual([]);
  });

  it('says which group lives on in another', () => {
    const grouper = new RecordGrouper();
    const [one] = grouper.add([recordOf({ at: 'a/1', kind: 'document', ids: ['x|1'] })]).changed;
    const [two] = grouper.add([recordOf({ at: 'b/1', kind: 'document', ids: ['x|2'] })]).changed;
    const merged = grouper.add([recordOf({ at: 'c/1', kind: 'document', ids: ['x|1', 'x|2'] })]);
    expect(merged.changed.map(({ id, members }) => [id, members.length])).toEqual([[one!.id, 3]]);
    expect(merged.removedIds).toEqual([two!.id]);
  });

  it('says nothing about groups that did not change, and ignores a record told again', () => {
    const grouper = new RecordGrouper();
    grouper.add([study, report]);
    expect(grouper.add([study, report])).toEqual({ changed: [], removedIds: [] });
    expect(grouper.add([recordOf({ at: 'south/1', kind: 'lab' })]).changed.map(({ kind }) => kind)).toEqual(['lab']);
  });

  it('links a report when its study arrives and unlinks it when the accession turns out to be shared', () => {
    const grouper = new RecordGrouper();
    expect(grouper.add([report]).changed[0]!.studyGroupId).toBeUndefined();
    const linked = grouper.add([study]);
    expect(linked.changed.map(({ kind, studyGroupId }) => [kind, studyGroupId !== undefined])).toEqual([['imaging-study', false], ['report', true]]);
    const unlinked = grouper.add([other]);
    expect(unlinked.changed.find(({ kind }) => kind === 'report')).toMatchObject({ studyGroupId: undefined });
  });

  it('parts a record from a study again when a second study with its accession arrives', () => {
    const grouper = new RecordGrouper();
    grouper.add([study, recordOf({ at: 'di/9@north', kind: 'imaging-study', accession: 'north|A1' })]);
    expect(grouper.groups()).toHaveLength(1);
    const { changed } = grouper.add([other]);
    expect(changed).toHaveLength(3);
    expect(grouper.groups()).toHaveLength(3);
  });
});

describe('a group’s id', () => {
  it('tells nothing of source, record or patient', () => {
    const [group] = groupRecords([recordOf({ at: 'north/MRN7788', kind: 'lab' })]);
    expect(group!.id).toMatch(/^g[a-z0-9]+-[a-z0-9]+$/);
    expect(group!.id).not.toMatch(/north|7788/i);
  });

  it('may be made by the caller', () => {
    expect(groupRecords([recordOf({ at: 'north/1', kind: 'lab' })], (key) => `id of ${key}`)[0]!.id).toBe('id of north/lab/1');
  });
});

describe('a flood', () => {
  it('of records under one number joins nothing and takes no square of time', () => {
    const flood = Array.from({ length: 5_000 }, (_, index) => recordOf({ at: `s${index % 256}/${index}`, kind: 'document', ids: ['habit|1'], title: `Letter ${index}` }));
    const grouper = new RecordGrouper();
    for (let at = 0; at < flood.length; at += 100) grouper.add(flood.slice(at, at + 100));
    expect(grouper.groups()).toHaveLength(5_000);
  });
});
