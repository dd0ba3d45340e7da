import { describe, expect, it } from '@jest/globals';
import { groupRecords } from './record-grouper.js';
import { restrictGroup } from './restrict-group.js';
import { recordOf } from './testing/case-file.js';

const hospital = recordOf({ at: 'north/1', kind: 'report', ids: ['north|R1'], accession: 'north|A1', issued: '2026-03-01T12:00', text: 'No fracture.' });
const amended = recordOf({ at: 'di/9@north', kind: 'report', ids: ['north|R1'], studyInstanceUids: ['1.2.3'], status: 'amended', issued: '2026-03-02T12:00', text: 'Fracture.' });
const study = recordOf({ at: 'di/8@north', kind: 'imaging-study', studyInstanceUid: '1.2.3' });
const from = (sourceId: string) => ({ provenance }: { provenance: { sourceId: string } }): boolean => provenance.sourceId === sourceId;

describe('a group of which somebody may see only a part', () => {
  const group = groupRecords([hospital, amended, study]).find(({ kind }) => kind === 'report')!;

  it('is what it was for somebody who may see all of it', () => {
    expect(restrictGroup(group, () => true)).toBe(group);
  });

  it('does not exist for somebody who may see none of it', () => {
    expect(restrictGroup(group, () => false)).toBeUndefined();
  });

  it('shows preferred copy, reason, conflicts and link of the permitted copies alone', () => {
    expect(group).toMatchObject({ members: [amended, hospital], conflicts: ['status', 'text'], reason: 'business-identifier' });
    expect(group.studyGroupId).toBeDefined();
    const seen = restrictGroup(group, from('north'));
    expect(seen).toEqual({ id: group.id, kind: 'report', members: [hospital], reason: 'single', conflicts: [] });
  });

  it('keeps the link to a study that a permitted copy names itself', () => {
    const plain = recordOf({ at: 'north/1', kind: 'report', ids: ['north|R1'], issued: '2026-03-01T12:00' });
    const linked = groupRecords([plain, amended, study]).find(({ kind }) => kind === 'report')!;
    expect(restrictGroup(linked, from('di'))!.studyGroupId).toBe(linked.studyGroupId);
  });

  it('gives the reason that holds for what is left', () => {
    const [studies] = groupRecords([
      recordOf({ at: 'a/1', kind: 'imaging-study', studyInstanceUid: '1.2.3', accession: 'x|1' }), recordOf({ at: 'b/1', kind: 'imaging-study', studyInstanceUid: '1.2.3' }),
      recordOf({ at: 'c/1', kind: 'imaging-study', accession: 'x|1' }),
    ]);
    expect(studies!.reason).toBe('issuer-and-accession');
    expect(restrictGroup(studies!, ({ provenance }) => provenance.sourceId !== 'c')!.reason).toBe('study-instance-uid');
  });
});
