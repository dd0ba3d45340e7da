import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@longview/access-policy';
import type { AuditEntry, AuditLog } from '@longview/audit';
import type { LabRecord, Provenance, SourceOutcome, SubjectIdentity } from '@longview/clinical-model';
import { NO_EXCEPTIONS, type ConsentOverride, type ConsentReader, type DirectiveScope, type PatientConsent } from '@longview/consent';
import type { FederatedSearch, RecordGroup, SearchScope, SearchSlice } from '@longview/federated-search';
import { createPatientConsents } from './consent-at-the-door.js';
import { createDisclosure } from './create-disclosure.js';
import type { DisclosedSlice, Disclosure, Refusal } from './disclosure.js';

// Fictitious persons.
const BY_NUMBER = { system: 'urn:hn', value: '1' };
const AT_HOSPITAL = { system: 'urn:hospital', value: 'H1' };
const patient: SubjectIdentity = { identifiers: [BY_NUMBER], names: [{ family: 'Testpatient', given: ['Zebulon'] }] };
const actor: Actor = {
  userId: 'u1', displayName: 'Dr. Demo', roles: ['physician'], organizationId: 'clinic', isOrganizationActive: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true,
  assuranceLevel: 2, entitledSourceIds: new Set(['hospital', 'repository']), purposeOfUse: 'TREAT', sessionId: 's1',
};
const facts = { requestId: 'r1', signal: new AbortController().signal, basis: { relationship: 'found', kind: 'encounter' } as const };

const lab = (title: string, provenance: Partial<Provenance> & { readonly sourceId: string }): LabRecord => ({
  kind: 'lab', provenance: { custodianId: `${provenance.sourceId}-org`, sourceRecordId: title, receivedAtMs: 0, ...provenance }, subject: patient, identifiers: [], status: 'final', title, code: { text: title },
});
const group = (...members: LabRecord[]): RecordGroup => ({ id: members.map(({ title }) => title).join(), kind: 'lab', members, reason: 'single', conflicts: [] });
const outcome = (sourceId: string, recordCount: number, more: Partial<SourceOutcome> = {}): SourceOutcome => ({ sourceId, state: 'answered', recordCount, withheldCount: 0, failedKinds: [], ...more });
const slice = (fields: Partial<SearchSlice>): SearchSlice => ({ outcomes: [], groups: [], removedGroupIds: [], consentBlockedSourceIds: [], identity: patient, isLast: true, ...fields });
const record = (custodianId: string): DirectiveScope => ({ kind: 'custodian-record', custodianId });

/** What is kept, by key; and a hand to say more while something is under way. */
class Kept implements ConsentReader {
  reads = 0;
  constructor(readonly byKey: Record<string, PatientConsent>) {}
  async read(patients: readonly (readonly string[])[]): Promise<readonly PatientConsent[]> {
    this.reads++;
    return patients.map((keys) => ({ directives: keys.flatMap((key) => this.byKey[key]?.directives ?? []), overrides: keys.flatMap((key) => this.byKey[key]?.overrides ?? []) }));
  }
}
const says = (...scopes: DirectiveScope[]): PatientConsent => ({ overrides: [], directives: scopes.map((scope, index) => ({ id: `d${index}`, scope, exceptions: NO_EXCEPTIONS, startsAtMs: 0 })) });
const override: ConsentOverride = { id: 'o1', ground: 'harm-to-patient', userId: 'u1', organizationId: 'clinic', startedAtMs: 0, expiresAtMs: 100 };

function house(kept: Kept, slices: readonly SearchSlice[], now = { ms: 50 }): { door: Disclosure; log: AuditEntry[]; scopes: SearchScope[] } {
  const log: AuditEntry[] = [];
  const scopes: SearchScope[] = [];
  const audit: AuditLog = { append: async (entry) => String(log.push(entry)) };
  const search: FederatedSearch = {
    sources: ['hospital', 'repository'].map((sourceId) => ({
      sourceId, custodianId: `${sourceId}-org`, kinds: ['lab' as const], hasImages: false, identifierSystem: `urn:${sourceId}`, canBeToldOfOverride: false, override: { grounds: ['harm-to-patient' as const], durationMs: 1_000, reach: 'person' as const },
    })),
    findPatients: async () => ({ candidates: [], outcomes: [], consentBlockedSourceIds: [] }),
    async *searchRecords(_search, scope) {
      scopes.push(scope);
      for (const one of slices) {
        if (scope.signal.aborted) return;
        yield one;
      }
    },
    readRecord: async () => ({ kind: 'found', record: lab('secret', { sourceId: 'repository', custodianId: 'hospital-org' }) }),
    forgetRecent: () => {}, sweepRecent: () => {}, close: async () => {},
  };
  const consents = createPatientConsents({ reader: kept, keysOf: ({ identifiers }) => identifiers.map(({ value }) => value), sources: search.sources, nowMs: () => now.ms });
  return { log, scopes, door: createDisclosure({ search, audit, pseudonymize: () => ({ key: 'k', sealed: 's' }), consents, nowMs: () => now.ms }) };
}
async function timeline(door: Disclosure, onSlice: (step: DisclosedSlice | Refusal) => void = () => undefined): Promise<(DisclosedSlice | Refusal)[]> {
  const steps = [];
  for await (const step of door.discloseTimeline(actor, patient, { kinds: ['lab'] }, facts)) {
    steps.push(step);
    onSlice(step);
  }
  return steps;
}
const shown = (steps: readonly (DisclosedSlice | Refusal)[]): string[] => {
  const rows = new Map<string, string>();
  for (const step of steps) {
    if (step.kind !== 'slice') continue;
    for (const id of step.removedGroupIds) rows.delete(id);
    for (const one of step.groups) rows.set(one.id, one.members.map(({ title }) => title).join('+'));
  }
  return [...rows.values()];
};

describe('a directive at the door', () => {
  const slices = [slice({
    outcomes: [outcome('hospital', 2, { state: 'truncated', withheldCount: 1 }), outcome('repository', 3)],
    groups: [group(lab('own', { sourceId: 'hospital' }), lab('copy', { sourceId: 'repository', custodianId: 'hospital-org' })), group(lab('other', { sourceId: 'repository', custodianId: 'clinic' })), group(lab('whose', { sourceId: 'repository', isCustodianAssumed: true })), group(lab('more', { sourceId: 'hospital' }))],
  })];

  it('reads once and changes nothing for a patient who said nothing', async () => {
    const kept = new Kept({});
    const { door } = house(kept, slices);
    expect(shown(await timeline(door))).toEqual(['own+copy', 'other', 'whose', 'more']);
    expect(kept.reads).toBe(1);
  });

  it('holds back a custodian’s record, its copies behind a repository, and what may be one; counts nothing of it', async () => {
    const { door, log } = house(new Kept({ 1: says(record('hospital-org')) }), slices);
    const steps = await timeline(door);
    expect(shown(steps)).toEqual(['other']);
    const last = steps.at(-1) as DisclosedSlice;
    expect(last.completeness!.outcomes).toEqual([outcome('hospital', 0), outcome('repository', 1)]);
    expect(last.outcomes).toEqual(last.completeness!.outcomes);
    expect(last.restriction).toEqual({ extent: 'some', grounds: [{ ground: 'harm-to-patient', durationMs: 1_000 }] });
    expect(JSON.stringify(last.restriction)).not.toContain('hospital');
    expect(log.at(-1)).toMatchObject({ action: 'records-shown', consentBlockedSourceIds: ['hospital', 'repository'] });
  });

  it('takes back rows that were shown when a later answer tells who the patient is', async () => {
    const learned = { ...patient, identifiers: [BY_NUMBER, AT_HOSPITAL] };
    const { door } = house(new Kept({ H1: says(record('hospital-org')) }), [
      slice({ isLast: false, outcomes: [outcome('hospital', 1)], groups: [group(lab('early', { sourceId: 'hospital' }))] }),
      slice({ identity: learned, outcomes: [outcome('repository', 1)], groups: [group(lab('late', { sourceId: 'repository', custodianId: 'clinic' }))] }),
    ]);
    const steps = await timeline(door);
    expect(shown(steps.slice(0, 1))).toEqual(['early']);
    expect(shown(steps)).toEqual(['late']);
    expect((steps[1] as DisclosedSlice).completeness!.outcomes).toEqual([outcome('hospital', 0), outcome('repository', 1)]);
  });

  it('ends a timeline that is filling when it is entered, and no other patient’s', async () => {
    const long = [slice({ isLast: false, groups: [group(lab('a', { sourceId: 'hospital' }))] }), slice({ groups: [group(lab('b', { sourceId: 'hospital' }))] })];
    const { door } = house(new Kept({}), long);
    expect((await timeline(door, () => door.consentChanged(['other', '1']))).map(({ kind }) => kind)).toEqual(['slice', 'consent-changed']);
    expect((await timeline(door, () => door.consentChanged(['2']))).map(({ kind }) => kind)).toEqual(['slice', 'slice']);
  });

  it('makes a report look as if it were not there, by its own custodian, and writes the rule down', async () => {
    const { door, log } = house(new Kept({ 1: says(record('hospital-org')) }), []);
    expect(await door.discloseRecord(actor, patient, { sourceId: 'repository', kind: 'lab', sourceRecordId: 'secret' }, facts)).toEqual({ kind: 'not-found' });
    expect(await door.discloseRecord(actor, patient, { sourceId: 'hospital', kind: 'lab', sourceRecordId: 'secret' }, facts)).toEqual({ kind: 'not-found' });
    expect(log.map(({ action, rule }) => [action, rule])).toEqual([['access-refused', 'consent-blocked-overridable'], ['access-refused', 'consent-blocked-overridable']]);
  });

  it('lets nothing leave on paper or as a file when everything is restricted', async () => {
    const { door } = house(new Kept({ 1: says({ kind: 'everything' }) }), []);
    for (const way of ['print', 'export'] as const) expect(await door.noteLeaving(actor, patient, way, ['row'], facts)).toMatchObject({ kind: 'refused', rule: 'consent-blocked-overridable' });
    const open = house(new Kept({}), []);
    expect(await open.door.noteLeaving(actor, patient, 'export', ['row'], facts)).toEqual({ kind: 'noted' });
    expect(open.log).toMatchObject([{ action: 'exported', objects: ['row'] }]);
  });

  it('leaves out the record numbers of a closed source, and keeps the rest of who the person is', async () => {
    const { door } = house(new Kept({ 1: says(record('hospital-org')) }), []);
    expect(await door.shownIdentity(actor, { ...patient, identifiers: [BY_NUMBER, AT_HOSPITAL], birthDate: '1980-01-01' })).toEqual({ ...patient, birthDate: '1980-01-01' });
  });
});

describe('an override at the door', () => {
  const consent = { ...says({ kind: 'everything' }), overrides: [override] };

  it('opens until its end, tells the sources, and stands in every event', async () => {
    const now = { ms: 99 };
    const { door, log, scopes } = house(new Kept({ 1: consent }), [slice({ outcomes: [outcome('hospital', 1)], groups: [group(lab('a', { sourceId: 'hospital' }))] })], now);
    const steps = await timeline(door);
    expect(shown(steps)).toEqual(['a']);
    expect((steps[0] as DisclosedSlice).restriction).toEqual({ extent: 'none', grounds: [], override: { overrideId: 'o1', ground: 'harm-to-patient', startedAtMs: 0, untilMs: 100, isOwn: true } });
    expect(scopes[0]!.overriddenSourceIds).toEqual(new Set(['hospital', 'repository']));
    for (const entry of log) expect(entry).toMatchObject({ purposeOfUse: 'BTG', details: { overrideId: 'o1' } });
    now.ms = 100;
    expect(shown(await timeline(door))).toEqual([]);
  });

  it('closes in the middle of a timeline', async () => {
    const now = { ms: 99 };
    const { door } = house(new Kept({ 1: consent }), [slice({ isLast: false, groups: [group(lab('a', { sourceId: 'hospital' }))] }), slice({ groups: [group(lab('b', { sourceId: 'hospital' }))] })], now);
    const steps = await timeline(door, () => { now.ms = 100; });
    expect(shown(steps)).toEqual(['a']);
    expect((steps[1] as DisclosedSlice).restriction.extent).toBe('all');
  });
});
