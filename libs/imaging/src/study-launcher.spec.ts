import { describe, expect, it } from '@jest/globals';
import type { SubjectIdentity } from '@longview/clinical-model';
import type { RequestFacts } from '@longview/disclosure';
import { createSequentialIds } from '@longview/platform';
import { InMemoryStudyGrants } from './in-memory-study-grants.js';
import { NO_DIRECTIVES, NO_EXCEPTIONS, type PatientConsent } from '@longview/consent';
import { actor, archive, clock, consentsOf, grant, RecordingAuditLog, type ScriptedArchive } from './spec-fixtures.js';
import { createStudyLauncher, type LaunchRequest } from './study-launcher.js';
import type { DescribedStudy } from './image-archive.js';

const opened: SubjectIdentity = { identifiers: [{ system: 'urn:test', value: 'P1' }], names: [] };
const somebodyElse: SubjectIdentity = { identifiers: [{ system: 'urn:test', value: 'P2' }], names: [] };
const study = (fields: Partial<DescribedStudy> = {}): DescribedStudy => ({ studyInstanceUid: '1.2.3', subject: opened, custodianId: 'hospital-custodian', ...fields });
const holding = (id: string, fields: Partial<DescribedStudy> = {}, isRepository = false) => archive(id, { isRepository, findStudy: async () => study(fields) });
const failing = (id: string) => archive(id, { findStudy: async () => Promise.reject(Object.assign(new Error('down'), { code: 'SOURCE_UNREACHABLE' })) });
const facts: RequestFacts = { requestId: 'r-1', signal: new AbortController().signal, basis: { relationship: 'found', kind: 'encounter' } };

function house(...archives: readonly ScriptedArchive[]) {
  return houseOf(NO_DIRECTIVES, ...archives);
}

function houseOf(consent: PatientConsent, ...archives: readonly ScriptedArchive[]) {
  const grants = new InMemoryStudyGrants();
  const audit = new RecordingAuditLog();
  const launcher = createStudyLauncher({
    archives: new Map(archives.map((one) => [one.definition.id, one])), grants, audit, consents: consentsOf(consent), clock, ids: createSequentialIds(), grantLifetimeMs: 60_000, graceMs: 30,
    compareIdentity: (a, b) => ({ kind: a.identifiers[0]?.value === b.identifiers[0]?.value ? 'same-person' : 'uncertain' }),
    pseudonymize: ({ identifiers }) => ({ key: `key-of-${identifiers[0]?.value}`, sealed: 'sealed' }),
    describeFault: () => ({ state: 'down', faultCode: 'SOURCE_UNREACHABLE' }),
  });
  const request: LaunchRequest = { patient: { patientKey: 'p-1', identity: opened }, studyInstanceUid: '1.2.3', sourceIds: archives.map(({ definition }) => definition.id), sealDisplay: ({ sourceId }) => `sealed for ${sourceId}` };
  return { launcher, grants, audit, request, launch: (as = actor) => launcher.launch(as, request, facts) };
}

describe('a launch', () => {
  it('grants this session the most complete copy of the opened patient’s study', async () => {
    const { launch, grants, audit } = house(holding('hospital', { numberOfInstances: 2 }), holding('repository', { numberOfInstances: 3 }, true));
    const outcome = await launch();
    expect(outcome).toMatchObject({ kind: 'launched', copy: { sourceId: 'repository' }, grant: { sessionId: 's-1', userId: 'u-1', organizationId: 'clinic', patientKey: 'p-1', studyInstanceUid: '1.2.3', sourceId: 'repository', purposeOfUse: 'TREAT', sealedDisplay: 'sealed for repository', expiresAtMs: clock.nowMs() + 60_000, auditPatient: { key: 'key-of-P1' } } });
    expect([...grants.all.keys()]).toEqual([outcome.kind === 'launched' && outcome.grant.id]);
    expect(audit.entries).toMatchObject([{ action: 'study-launched', outcome: 'success', objects: ['1.2.3'], patient: { key: 'key-of-P1' }, custodians: [{ custodianId: 'hospital-custodian', sourceId: 'repository', itemCount: 3, use: 'collection' }] }]);
  });

  it('grants nothing while the log cannot be written', async () => {
    const { launch, grants, audit } = house(holding('hospital'));
    audit.isBroken = true;
    expect(await launch()).toEqual({ kind: 'audit-unavailable' });
    expect(grants.all.size).toBe(0);
  });

  it('never opens a copy that is, or may be, somebody else’s', async () => {
    const { launch, audit } = house(holding('hospital', { subject: somebodyElse, numberOfInstances: 900 }), holding('repository', { numberOfInstances: 1 }));
    expect(await launch()).toMatchObject({ kind: 'launched', copy: { sourceId: 'repository' } });
    expect(audit.entries[0]?.details).toMatchObject({ copiesWithheld: 1 });
  });

  it('does not tell a study that is somebody else’s from one that is not there', async () => {
    expect(await house(holding('hospital', { subject: somebodyElse })).launch()).toEqual({ kind: 'not-found' });
    expect(await house(archive('hospital')).launch()).toEqual({ kind: 'not-found' });
  });

  it('takes no other study for the one it asked for', async () => {
    expect(await house(holding('hospital', { studyInstanceUid: '1.2.9' })).launch()).toEqual({ kind: 'not-found' });
  });

  it('says unavailable, never not found, when a source did not answer and no other has it', async () => {
    expect(await house(archive('hospital'), failing('repository')).launch()).toMatchObject({ kind: 'unavailable', outcome: { sourceId: 'repository', state: 'down', faultCode: 'SOURCE_UNREACHABLE' } });
  });

  it('opens what is at hand when another archive fails or hangs', async () => {
    const hanging = archive('repository', { findStudy: () => new Promise(() => undefined) });
    expect(await house(holding('hospital'), failing('repository')).launch()).toMatchObject({ kind: 'launched', copy: { sourceId: 'hospital' } });
    expect(await house(holding('hospital'), hanging).launch()).toMatchObject({ kind: 'launched', copy: { sourceId: 'hospital' } });
  });

  it('gives up on an archive at its deadline, whether it heeds the signal or not', async () => {
    expect(await house(archive('hospital', { deadlineMs: 20, findStudy: () => new Promise(() => undefined) })).launch()).toMatchObject({ kind: 'unavailable' });
  });

  it('asks only the sources that policy permits, and names the rule when there are none', async () => {
    const asked: string[] = [];
    const spy = (id: string) => archive(id, { findStudy: async () => { asked.push(id); return study(); } });
    const { launch } = house(spy('hospital'), spy('repository'));
    await launch({ ...actor, entitledSourceIds: new Set(['repository']) });
    expect(asked).toEqual(['repository']);
    const refused = house(spy('hospital'));
    expect(await refused.launch({ ...actor, entitledSourceIds: new Set() })).toEqual({ kind: 'refused', rule: 'not-entitled-to-source' });
    expect(refused.audit.actions()).toEqual(['access-refused refused']);
    expect(asked).toEqual(['repository']);
  });

  it('of a source that nobody knows is not found', async () => {
    const { launcher, request } = house(holding('hospital'));
    expect(await launcher.launch(actor, { ...request, sourceIds: ['unknown', 'constructor'] }, facts)).toEqual({ kind: 'not-found' });
  });
});

describe('a launch that is loaded again', () => {
  it('is found by its own session, user and organization, and by nobody else', async () => {
    const { launch, launcher } = house(holding('hospital'));
    const outcome = await launch();
    const id = outcome.kind === 'launched' ? outcome.grant.id : '';
    expect(await launcher.findLive(actor, id)).toMatchObject({ id });
    for (const other of [{ sessionId: 's-2' }, { userId: 'u-2' }, { organizationId: 'elsewhere' }]) expect(await launcher.findLive({ ...actor, ...other }, id)).toBeUndefined();
  });
});

describe('the end of a launch', () => {
  it('is written down once, and is an end', async () => {
    const { launch, launcher, audit } = house(holding('hospital'));
    const outcome = await launch();
    const id = outcome.kind === 'launched' ? outcome.grant.id : '';
    expect(await launcher.end({ id }, actor, 'closed')).toMatchObject([{ id, endedAtMs: clock.nowMs() }]);
    expect(await launcher.end({ id }, actor, 'closed')).toEqual([]);
    expect(await launcher.findLive(actor, id)).toBeUndefined();
    expect(audit.entries.at(-1)).toMatchObject({ action: 'launch-ended', objects: ['1.2.3'], details: { reason: 'closed', hadImagesShown: false } });
  });

  it('holds even when the log cannot be written', async () => {
    const { launch, launcher, audit } = house(holding('hospital'));
    const outcome = await launch();
    audit.isBroken = true;
    await expect(launcher.end({ sessionId: 's-1' }, actor, 'signed-out')).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    expect(await launcher.findLive(actor, outcome.kind === 'launched' ? outcome.grant.id : '')).toBeUndefined();
  });

  it('of everything needs a choice of what', async () => {
    const { launch, launcher } = house(holding('hospital'));
    await launch();
    expect(await launcher.end({}, actor, 'revoked')).toEqual([]);
  });
});

describe('a patient’s directives', () => {
  const directive = (custodianId: string): PatientConsent['directives'][number] => ({ id: 'd-1', scope: { kind: 'custodian-record', custodianId }, exceptions: NO_EXCEPTIONS, startsAtMs: 0 });
  const override = { id: 'o-1', ground: 'harm-to-patient' as const, userId: 'u-1', organizationId: 'clinic', startedAtMs: clock.nowMs(), expiresAtMs: clock.nowMs() + 20_000 };

  it('close the images of their custodian as if there were none, and write down by which rule', async () => {
    const { launch, grants, audit } = houseOf({ directives: [directive('hospital-custodian')], overrides: [] }, holding('hospital'));
    expect(await launch()).toEqual({ kind: 'not-found' });
    expect(grants.all.size).toBe(0);
    expect(audit.entries).toMatchObject([{ action: 'access-refused', outcome: 'refused', rule: 'consent-blocked-overridable' }]);
  });

  it('close the copy that a repository passes on, too, and leave another custodian’s', async () => {
    const consent: PatientConsent = { directives: [directive('hospital-custodian')], overrides: [] };
    expect((await houseOf(consent, holding('repository', {}, true)).launch()).kind).toBe('not-found');
    expect((await houseOf(consent, holding('repository', { custodianId: 'another-custodian' }, true)).launch()).kind).toBe('launched');
    expect((await houseOf(consent, holding('repository', { custodianId: 'repository-custodian', isCustodianAssumed: true }, true)).launch()).kind).toBe('not-found');
  });

  it('are opened by an override, for no longer than it lasts', async () => {
    const { launch, audit } = houseOf({ directives: [directive('hospital-custodian')], overrides: [override] }, holding('hospital'));
    expect(await launch()).toMatchObject({ kind: 'launched', grant: { expiresAtMs: clock.nowMs() + 20_000, patientKeys: ['key-of-P1'] } });
    expect(audit.entries).toMatchObject([{ action: 'study-launched', purposeOfUse: 'BTG', details: { overrideId: 'o-1' } }]);
  });

  it('close an image window that is loaded again', async () => {
    const { launcher, grants } = houseOf({ directives: [directive('hospital-custodian')], overrides: [] }, holding('hospital'));
    await grants.insert(grant());
    await grants.insert(grant({ id: 'g-2', sourceId: 'repository', custodianId: 'another-custodian' }));
    expect(await launcher.findLive(actor, 'g-1')).toBeUndefined();
    expect(await launcher.findLive(actor, 'g-2')).toMatchObject({ id: 'g-2' });
  });

  it('are not opened by somebody else’s override', async () => {
    const { launch } = houseOf({ directives: [directive('hospital-custodian')], overrides: [{ ...override, userId: 'u-2' }] }, holding('hospital'));
    expect((await launch()).kind).toBe('not-found');
  });
});
