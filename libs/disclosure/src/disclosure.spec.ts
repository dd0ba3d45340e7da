import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry, type AuditLog } from '@longview/audit';
import { NO_DIRECTIVES, type ConsentReader } from '@longview/consent';
import type { LabRecord, SubjectIdentity } from '@longview/clinical-model';
import type { FederatedSearch, RecordGroup, RecordSearch, SearchScope, SearchSlice } from '@longview/federated-search';
import { createPatientConsents } from './consent-at-the-door.js';
import { createDisclosure } from './create-disclosure.js';
import type { DisclosedSlice, Refusal, RequestFacts } from './disclosure.js';

// Fictitious persons.
const patient: SubjectIdentity = { identifiers: [{ system: 'urn:hn', value: '9876543217' }], names: [{ family: 'Testpatient', given: ['Zebulon'] }] };
const physician: Actor = {
  userId: 'u1', displayName: 'Dr. Demo', roles: ['physician'], organizationId: 'clinic', isOrganizationActive: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, assuranceLevel: 2,
  entitledSourceIds: new Set(['hospital', 'repository']), purposeOfUse: 'TREAT', sessionId: 's1',
};
const facts: RequestFacts = { requestId: 'r1', signal: new AbortController().signal, basis: { relationship: 'found', kind: 'roster' } };

const lab = (sourceId: string, id: string): LabRecord => ({
  kind: 'lab', provenance: { sourceId, custodianId: `${sourceId}-org`, sourceRecordId: id, receivedAtMs: 0 }, subject: patient, identifiers: [], status: 'final', title: id, code: { text: id },
});
const groupOf = (...members: LabRecord[]): RecordGroup => ({ id: members.map(({ title }) => title).join(), kind: 'lab', members, reason: 'single', conflicts: [] });
const sliceOf = (groups: RecordGroup[], isLast: boolean, more: Partial<SearchSlice> = {}): SearchSlice => ({ outcomes: [], groups, removedGroupIds: [], consentBlockedSourceIds: [], identity: patient, isLast, ...more });

function searchOf(slices: SearchSlice[], seen?: (scope: SearchScope) => void): FederatedSearch {
  return {
    sources: ['hospital', 'repository', 'elsewhere'].map((sourceId) => ({ sourceId, custodianId: `${sourceId}-org`, kinds: ['lab' as const], hasImages: false, override: { grounds: ['harm-to-patient' as const], durationMs: 60_000, reach: 'person' as const }, canBeToldOfOverride: false })),
    findPatients: async (_query, scope) => { seen?.(scope); return { candidates: [], outcomes: [], consentBlockedSourceIds: [] }; },
    async *searchRecords(_search, scope) { seen?.(scope); yield* slices; },
    readRecord: async (_patient, { sourceId }) => (sourceId === 'hospital' ? { kind: 'found', record: lab('hospital', '1') } : { kind: 'withheld' }),
    forgetRecent: () => {}, sweepRecent: () => {}, close: async () => {},
  };
}

/** A log that remembers, and fails from the n-th event on. */
function logOf(failFrom = Number.POSITIVE_INFINITY): AuditLog & { entries: AuditEntry[] } {
  const entries: AuditEntry[] = [];
  return { entries, append: async (entry) => { if (entries.length >= failFrom) throw new AuditAppendFailed(); entries.push(entry); return String(entries.length); } };
}
const silent: ConsentReader = { read: async (patients) => patients.map(() => NO_DIRECTIVES) };
const doorOf = (search: FederatedSearch, audit: AuditLog, reader = silent) => createDisclosure({
  search, audit, pseudonymize: () => ({ key: 'k', sealed: 's' }), nowMs: () => 7,
  consents: createPatientConsents({ reader, keysOf: ({ identifiers }) => identifiers.map(({ value }) => `key of ${value}`), sources: search.sources, nowMs: () => 7 }),
});

async function timeline(search: FederatedSearch, audit: AuditLog, actor = physician): Promise<(DisclosedSlice | Refusal)[]> {
  const steps = [];
  for await (const step of doorOf(search, audit).discloseTimeline(actor, patient, { kinds: ['lab'] }, facts)) steps.push(step);
  return steps;
}
const shown = (steps: (DisclosedSlice | Refusal)[]): string[] => steps.flatMap((step) => (step.kind === 'slice' ? step.groups.flatMap(({ members }) => members.map(({ title }) => title)) : []));

describe('the one door', () => {
  it('asks only the sources the person is entitled to', async () => {
    const scopes: SearchScope[] = [];
    await timeline(searchOf([sliceOf([], true)], (scope) => scopes.push(scope)), logOf());
    expect([...scopes[0]!.permittedSourceIds]).toEqual(['hospital', 'repository']);
  });

  it('tells whose timeline is opened, once and before anything is shown, and of nobody who is refused', async () => {
    const told: unknown[] = [];
    const search = searchOf([sliceOf([groupOf(lab('hospital', 'a'))], false), sliceOf([], true)]);
    const door = createDisclosure({ search, audit: logOf(), pseudonymize: () => ({ key: 'k', sealed: 's' }), nowMs: () => 7, consents: createPatientConsents({ reader: silent, keysOf: () => [], sources: search.sources, nowMs: () => 7 }), noteOpened: (whom) => void told.push(whom) });
    for await (const step of door.discloseTimeline(physician, patient, { kinds: ['lab'] }, facts)) if (step.kind === 'slice') expect(told).toEqual([patient]);
    for await (const step of door.discloseTimeline({ ...physician, roles: [] }, patient, { kinds: ['lab'] }, facts)) expect(step.kind).toBe('refused');
    expect(told).toHaveLength(1);
  });

  it('writes what it shows, per custodian, before it shows it', async () => {
    const log = logOf();
    const steps = await timeline(searchOf([sliceOf([groupOf(lab('hospital', 'a'), lab('repository', 'b'))], false), sliceOf([groupOf(lab('hospital', 'c'))], true)]), log);
    expect(shown(steps)).toEqual(['a', 'b', 'c']);
    expect(log.entries.map(({ action }) => action)).toEqual(['patient-opened', 'records-shown', 'records-shown']);
    expect(log.entries[1]!.custodians).toEqual([
      { custodianId: 'hospital-org', sourceId: 'hospital', itemCount: 1, use: 'collection' },
      { custodianId: 'repository-org', sourceId: 'repository', itemCount: 1, use: 'collection' },
    ]);
    expect(log.entries[1]!.details).toMatchObject({ itemCount: 1, kinds: 'lab', isLast: false });
    expect(log.entries[2]!.completeness).toMatchObject({ asOfMs: 7 });
  });

  it('shows nothing when the log cannot be written, from the first event or in the middle', async () => {
    const search = searchOf([sliceOf([groupOf(lab('hospital', 'a'))], false), sliceOf([groupOf(lab('hospital', 'b'))], true)]);
    expect(await timeline(search, logOf(0))).toEqual([{ kind: 'audit-unavailable' }]);
    const later = await timeline(search, logOf(2));
    expect(shown(later)).toEqual(['a']);
    expect(later.at(-1)).toEqual({ kind: 'audit-unavailable' });
  });

  it('drops copies from a source outside the entitlement, even when the search brings them', async () => {
    const steps = await timeline(searchOf([sliceOf([groupOf(lab('elsewhere', 'secret'), lab('hospital', 'a')), groupOf(lab('elsewhere', 'hidden'))], true)]), logOf());
    expect(shown(steps)).toEqual(['a']);
  });

  it('does not fetch kinds that a role does not see, nor point to a study that is hidden', async () => {
    const searches: RecordSearch[] = [];
    const search = searchOf([sliceOf([groupOf(lab('elsewhere', 'study')), { ...groupOf(lab('hospital', 'report')), studyGroupId: 'study' }], true)]);
    const steps = await timeline({ ...search, searchRecords: (asked, scope) => { searches.push(asked); return search.searchRecords(asked, scope); } }, logOf());
    expect(steps[0]).toMatchObject({ groups: [expect.not.objectContaining({ studyGroupId: 'study' })] });
    await timeline({ ...search, searchRecords: (asked, scope) => { searches.push(asked); return search.searchRecords(asked, scope); } }, logOf(), { ...physician, roles: ['pacs-administrator'], purposeOfUse: 'HOPERAT' });
    expect(searches.map(({ kinds }) => kinds)).toEqual([['lab'], []]);
  });

  it('says that something is restricted, and names the source in the log only', async () => {
    const log = logOf();
    const steps = await timeline(searchOf([sliceOf([], true, { consentBlockedSourceIds: ['repository'] })]), log);
    expect(steps[0]).toMatchObject({ isRestricted: true, completeness: { isRestricted: true } });
    expect(JSON.stringify(steps)).not.toContain('repository');
    expect(log.entries.at(-1)!.consentBlockedSourceIds).toEqual(['repository']);
  });

  it.each([['nobody chosen to act for', { organizationId: undefined }], ['a suspended user', { isUserActive: false }], ['a clerk', { roles: ['clerk' as const] }]])('refuses %s, and writes the attempt', async (_who, change) => {
    const log = logOf();
    const steps = await timeline(searchOf([sliceOf([groupOf(lab('hospital', 'a'))], true)]), log, { ...physician, ...change });
    expect(steps).toHaveLength(1);
    expect(steps[0]!.kind).toBe('refused');
    expect(log.entries.map(({ action, outcome }) => [action, outcome])).toEqual([['access-refused', 'refused']]);
  });

  it('opens one record after writing it down, and hides whether a withheld one exists', async () => {
    const log = logOf();
    const door = doorOf(searchOf([]), log);
    expect((await door.discloseRecord(physician, patient, { sourceId: 'hospital', kind: 'lab', sourceRecordId: '1' }, facts)).kind).toBe('record');
    expect(log.entries[0]).toMatchObject({ action: 'report-opened', outcome: 'success', objects: ['hospital/lab/1'] });
    expect(await door.discloseRecord(physician, patient, { sourceId: 'repository', kind: 'lab', sourceRecordId: '1' }, facts)).toEqual({ kind: 'not-found' });
    expect(await doorOf(searchOf([]), logOf(0)).discloseRecord(physician, patient, { sourceId: 'hospital', kind: 'lab', sourceRecordId: '1' }, facts)).toEqual({ kind: 'audit-unavailable' });
  });

  it('writes down of a refusal whose record it was, with nothing of it shown, and tells the person no source', async () => {
    const log = logOf();
    const refused = await doorOf(searchOf([]), log).discloseRecord({ ...physician, roles: ['clerk'] }, patient, { sourceId: 'hospital', kind: 'lab', sourceRecordId: '1' }, facts);
    expect(refused).toEqual({ kind: 'refused', rule: 'role-does-not-permit' });
    expect(log.entries).toMatchObject([{ action: 'access-refused', custodians: [{ custodianId: 'hospital-org', sourceId: 'hospital', itemCount: 0, use: 'collection' }] }]);
  });

  it('writes every search, also one that finds nobody', async () => {
    const log = logOf();
    const answer = await doorOf(searchOf([]), log).disclosePatients(physician, { by: 'identifier', identifier: patient.identifiers[0]! }, facts);
    expect(answer).toMatchObject({ kind: 'patients', candidates: [] });
    expect(log.entries).toEqual([expect.objectContaining({ action: 'patient-search', outcome: 'success', patient: { key: 'k', sealed: 's' } })]);
    expect(JSON.stringify(log.entries)).not.toContain('9876543217');
  });
});
