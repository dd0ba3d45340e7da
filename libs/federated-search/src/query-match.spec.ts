import { describe, expect, it } from '@jest/globals';
import type { PatientRecord } from '@longview/clinical-model';
import { answersQuery } from './query-match.js';

const lafreniere: PatientRecord = {
  identifiers: [{ system: 'urn:site', value: 'A1' }], birthDate: '1980-02-03',
  names: [{ family: 'Lafrenière-Côté', given: ['Anne-Marie', 'Louise'] }],
  provenance: { sourceId: 's', custodianId: 'c', sourceRecordId: '1', receivedAtMs: 0 },
};

describe('what a source returned for a patient search', () => {
  it('counts only with the identifier and its domain', () => {
    expect(answersQuery(lafreniere, { by: 'identifier', identifier: { system: 'urn:site', value: 'A1' } })).toBe(true);
    expect(answersQuery(lafreniere, { by: 'identifier', identifier: { system: 'urn:other', value: 'A1' } })).toBe(false);
  });
  it.each([['lafreniere', undefined], ['Côté', undefined], ['LAFRENIERE COTE', 'anne marie'], ['Lafrenière', 'Louise']])('fits %s %s whatever the accents', (family, given) => {
    expect(answersQuery(lafreniere, { by: 'demographics', family, ...(given && { given }), birthDate: '1980-02-03' })).toBe(true);
  });
  it('is dropped with another birth date, another name or an empty one', () => {
    expect(answersQuery(lafreniere, { by: 'demographics', family: 'Lafrenière', birthDate: '1980-03-02' })).toBe(false);
    expect(answersQuery(lafreniere, { by: 'demographics', family: 'Roy', birthDate: '1980-02-03' })).toBe(false);
    expect(answersQuery(lafreniere, { by: 'demographics', family: '--', birthDate: '1980-02-03' })).toBe(false);
  });
});
