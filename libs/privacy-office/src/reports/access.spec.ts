import { describe, expect, it } from '@jest/globals';
import type { AuditAction, AuditEvent } from '@longview/audit';
import { readAccessId, toAccessId, toAccessNumber } from './access-id.js';
import { accessLine } from './access-line.js';
import { accessKey, bitsFor, bitsOf, continues, isOfAccess, marksOf, mayBegin, PAUSE_MS, sessionHash, type PatientEvent } from './access.js';

const MINUTE_MS = 60_000;
/** Fictitious. */
const event = (action: AuditAction, change: Partial<AuditEvent> = {}): PatientEvent => ({
  id: '1-1', action, outcome: 'success', occurredAtMs: 0, sessionId: 'one', actor: { userId: 'nurse', displayName: 'Nurse Exemple', roles: ['nurse'], organizationId: 'clinic' }, patient: { key: 'patient', sealed: 'sealed' }, ...change,
});

describe('an access', () => {
  it('is one person with one patient, for one organization, in one session', () => {
    const keys = [event('patient-opened'), event('patient-opened', { sessionId: 'two' }), event('patient-opened', { patient: { key: 'other', sealed: '' } }), event('patient-opened', { actor: { userId: 'nurse', displayName: '', roles: [], organizationId: 'hospital' } }), event('patient-opened', { actor: { userId: 'clerk', displayName: '', roles: [], organizationId: 'clinic' } })].map(accessKey);
    expect(new Set(keys).size).toBe(5);
    expect(accessKey(event('printed'))).toBe(keys[0]);
    expect(sessionHash(undefined)).toBe('0');
  });

  it('goes on through half an hour of silence and no longer, whichever event was read first', () => {
    const span = { firstMs: 10 * MINUTE_MS, endedMs: 20 * MINUTE_MS };
    expect([-21, -20, 15, 50, 51].map((minute) => continues(span, minute * MINUTE_MS))).toEqual([false, true, true, true, false]);
    expect(PAUSE_MS).toBe(30 * MINUTE_MS);
  });

  it('is made of looking at the record, not of the work about access, and never begins with an end', () => {
    expect((['patient-search', 'records-shown', 'access-refused', 'override-started'] as const).map((action) => isOfAccess(event(action)) && mayBegin(event(action)))).toEqual([true, true, true, true]);
    expect((['access-log-read', 'directive-entered', 'case-changed', 'flag-decided', 'letter-issued', 'governance-read'] as const).some((action) => isOfAccess(event(action)))).toBe(false);
    const { patient: _, ...aboutNobody } = event('sign-in');
    expect(isOfAccess(aboutNobody)).toBe(false);
    expect((['launch-ended', 'override-ended'] as const).some((action) => mayBegin(event(action)))).toBe(false);
  });

  it('is marked by what stands out in it, and found by it', () => {
    const bits = [event('patient-opened'), event('printed'), event('access-refused', { outcome: 'refused' }), event('report-opened', { purposeOfUse: 'BTG' }), event('study-launched', { outcome: 'failure' })].reduce((all, one) => all | bitsOf(one), 0);
    expect(marksOf(bits)).toEqual(['refused', 'failed', 'override', 'printed', 'report']);
    const { must, mustNot } = bitsFor(['override', 'printed']);
    expect([bits & must, bits & mustNot]).toEqual([must, 0]);
    expect(marksOf(bitsOf(event('patient-search')))).toEqual(['search-only']);
    expect(bitsFor(['search-only'])).toMatchObject({ must: 0 });
    expect(bitsFor(['search-only']).mustNot & bits).not.toBe(0);
  });

  it('is called after its first event, and by nothing else', () => {
    const number = toAccessNumber({ lane: 70_000, sequence: 12_345_678_901 });
    expect(toAccessId(number)).toBe('70000-12345678901');
    expect(readAccessId('70000-12345678901')).toBe(number);
    for (const wrong of ['', '1', '-1', '1-', "1-1'", '1-1-1', '99999999999-1']) expect(readAccessId(wrong)).toBeUndefined();
  });
});

describe('a line of a report', () => {
  const opened = event('patient-opened', { occurredAtMs: 1, details: { relationship: 'missing' }, purposeOfUse: 'TREAT', rule: 'role:nurse', clientAddress: '192.0.2.1', patient: { key: 'patient', sealed: 'with-name' } });
  const shown = event('records-shown', {
    occurredAtMs: 3, details: { relationship: 'stated', statedReason: 'care', hiddenCount: 2 }, objects: ['o'],
    custodians: [{ custodianId: 'clinic', sourceId: 'own', itemCount: 2, use: 'use' }, { custodianId: 'north', sourceId: 'fhir', itemCount: 5, use: 'collection' }],
  });
  const again = event('records-shown', { occurredAtMs: 4, custodians: [{ custodianId: 'north', sourceId: 'fhir', itemCount: 1, use: 'collection' }] });
  const searched = event('patient-search', { occurredAtMs: 0, patient: { key: 'patient', sealed: 'number-only' } });

  it('says for our people what they collected and used, why and by which rule', () => {
    expect(accessLine('1-1', [again, opened, shown, searched], { kind: 'collections', organizationId: 'clinic' })).toMatchObject({
      startedAtMs: 0, endedAtMs: 4, collectedItemCount: 6, usedItemCount: 2, withheldCount: 2, relationship: 'stated', statedReason: 'care', rules: ['role:nurse'], clientAddresses: ['192.0.2.1'], purposes: ['TREAT'],
      // A search knows the number only; who opened the record learned the name.
      patient: { sealed: 'sealed' }, shown: [{ custodianId: 'clinic', itemCount: 2 }, { custodianId: 'north', itemCount: 6 }],
    });
  });

  it('says for a custodian what was disclosed of theirs, and is not there when nothing was', () => {
    const line = accessLine('1-1', [opened, shown, again], { kind: 'disclosures', organizationId: 'north' })!;
    expect(line).toMatchObject({ collectedItemCount: 6, usedItemCount: 0, withheldCount: 0, shown: [{ custodianId: 'north', itemCount: 6 }] });
    expect(line.events.map(({ event: { action } }) => action)).toEqual(['patient-opened', 'records-shown', 'records-shown']);
    expect(accessLine('1-1', [opened, shown, again], { kind: 'disclosures', organizationId: 'south' })).toBeUndefined();
    expect(accessLine('1-1', [opened, shown, again], { kind: 'disclosures', organizationId: 'clinic' })).toBeUndefined();
  });
});
