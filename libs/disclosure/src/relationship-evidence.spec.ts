import { describe, expect, it } from '@jest/globals';
import type { ClinicalRecord, ClinicalTime } from '@longview/clinical-model';
import { relationshipEvidence } from './relationship-evidence.js';

const NOW_MS = Date.UTC(2026, 10, 20);
const DAY_MS = 86_400_000;
const at = (daysAgo: number): ClinicalTime => ({ local: '', instantMs: NOW_MS - daysAgo * DAY_MS }) as ClinicalTime;
// Fictitious people and places.
const record = (fields: object): ClinicalRecord => ({
  kind: 'visit', visitClass: 'ambulatory', provenance: { sourceId: 'north', custodianId: 'north', sourceRecordId: '1', receivedAtMs: 0 }, subject: { identifiers: [], names: [] }, identifiers: [],
  status: 'final', title: '', time: at(10), ...fields,
});
const visit = (fields: object = {}): ClinicalRecord => record(fields);
const exam = (fields: object = {}): ClinicalRecord => record({ kind: 'imaging-study', modalities: ['CR'], hasImages: true, ...fields });
const sought = (...records: ClinicalRecord[]) => relationshipEvidence(records, { organizationId: 'north', displayName: 'Dr. Renée Côté', notBeforeMs: NOW_MS - 365 * DAY_MS });

describe('what an organization’s own records say about a relationship', () => {
  it('is an encounter where the patient visited or was examined', () => {
    expect(sought(visit())).toBe('encounter');
    expect(sought(exam())).toBe('encounter');
    expect(sought()).toBeUndefined();
  });

  it('is an order where this person asked for the exam, however the name is written', () => {
    for (const referrer of ['Renée Côté', 'COTE, Renee', 'Dre Renée Côté, MD']) expect(sought(visit(), exam({ referrer }))).toBe('order');
    for (const referrer of ['Renée Côté-Roy', 'Côté', 'Dr. Martin Côté']) expect(sought(exam({ referrer }))).toBe('encounter');
  });

  it('is nothing where it is too old, undated, cancelled, entered in error or another custodian’s', () => {
    expect(sought(visit({ time: at(400) }))).toBeUndefined();
    expect(sought(visit({ time: undefined }))).toBeUndefined();
    expect(sought(visit({ status: 'cancelled' }), exam({ status: 'entered-in-error' }))).toBeUndefined();
    expect(sought(visit({ provenance: { sourceId: 'north', custodianId: 'south', sourceRecordId: '1', receivedAtMs: 0 } }))).toBeUndefined();
  });

  it('counts a stay by its end, and one that is still to come', () => {
    expect(sought(visit({ time: at(400), end: at(300) }))).toBe('encounter');
    expect(sought(visit({ time: at(-3), status: 'registered' }))).toBe('encounter');
  });
});
