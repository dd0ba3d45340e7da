import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry } from '@longview/audit';
import { openTestDatabase } from '@longview/persistence';
import { createSettableClock, createSequentialIds } from '@longview/platform';
import { createParticipantDirectory } from '../directory/participant-directory.js';
import { isRefusal, type ChangeRequest } from '../governance/governed-change.js';
import type { OrganizationView } from './organization-reader.js';
import { createOrganizations, type Organizations } from './organizations.js';
import { DEFAULT_ORGANIZATION_SETTINGS } from './organization-words.js';
import { hasRegistrationAuthority } from './registration-authority.js';

const { database, close } = await openTestDatabase();
const DAY_MS = 86_400_000;
const clock = createSettableClock(Date.UTC(2026, 10, 20, 15));
const ids = createSequentialIds();
const SOURCES = new Set(['di-common-service', 'north']);

let organizations: Organizations;
let logged: AuditEntry[];
let stopped: string[];
let isLogBroken: boolean;

const actor = (userId: string, role: Role | undefined, organizationId: string): Actor => ({
  userId, displayName: userId, roles: role ? [role] : [], organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
  assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: 'session',
});
const by = (one: Actor): ChangeRequest => ({ actor: one, facts: { requestId: 'request' } });
const pat = by(actor('pat', 'program-office', 'office'));
const pia = by(actor('pia', 'program-office', 'office'));

beforeAll(async () => {
  const audit = {
    append: async (entry: AuditEntry) => {
      if (isLogBroken) throw new AuditAppendFailed();
      logged.push(entry);
      return 'event';
    },
  };
  const standing = { stopUser: async () => undefined, stopMemberships: async () => undefined, consentChanged: async () => undefined, stopOrganization: async (_: unknown, id: string, reason: string) => void stopped.push(`${id} ${reason}`) };
  organizations = createOrganizations({ database, audit, clock, ids, standing, knownSourceIds: SOURCES, settings: DEFAULT_ORGANIZATION_SETTINGS, contributed: [] });
});
beforeEach(() => {
  logged = [];
  stopped = [];
  isLogBroken = false;
});
afterAll(close);

const DETAILS = { nameEn: 'Test Clinic', nameFr: 'Clinique d’essai', sector: 'primary-care', phone: '', privacyEmail: '' };

async function apply(isSolePractitioner = false): Promise<string> {
  const id = await organizations.changes.apply(pat, { ...DETAILS, isSolePractitioner });
  if (isRefusal(id)) throw new Error(JSON.stringify(id));
  return id;
}
async function view(id: string, request = pat): Promise<OrganizationView> {
  const found = await organizations.reader.organization(request, id);
  if (!found || isRefusal(found)) throw new Error('The organization was not shown.');
  return found;
}
const key = async (organizationId: string) => ({ organizationId, version: (await view(organizationId)).version });
const AGREEMENT = { kind: 'participation', agreementVersion: '2.1', signedBy: 'Ana Roy', signedOn: '2026-11-01', effectiveFrom: '2026-11-01' };
const addAgreement = async (id: string, change: object = {}) => organizations.agreements.add(pat, { ...await key(id), ...AGREEMENT, ...change });
const tick = async (id: string, step: string, more: object = {}) => organizations.onboarding.complete(pat, { ...await key(id), step, ...more });
let people = 0;
async function register(organizationId: string, givenName: string): Promise<string> {
  const id = await organizations.firstPeople.register(pat, {
    organizationId, givenName, familyName: 'Roy', email: `${givenName}.${++people}@example.org`, roles: [], identityProviderId: 'idp', subject: `subject-${people}`,
    verification: { assuranceLevel: 2, documents: [{ kind: 'passport', validUntil: '2030-01-01' }, { kind: 'birth-certificate' }] },
  });
  if (isRefusal(id)) throw new Error(JSON.stringify(id));
  return id;
}
async function appoint(organizationId: string, office: string, personId: string, more: object = {}): Promise<string> {
  const id = await organizations.roleHolders.propose(pat, { organizationId, office, personId, ...(office === 'local-registration-authority' && { trainedOn: '2026-11-10' }), ...more });
  if (isRefusal(id)) throw new Error(JSON.stringify(id));
  expect(await organizations.roleHolders.confirm(pia, { organizationId, holderId: id })).toBeUndefined();
  return id;
}
/** Through the whole checklist; ana signs, ben is LRA. */
async function onboard(): Promise<{ id: string; ana: string; ben: string; lra: string }> {
  const id = await apply();
  await addAgreement(id);
  for (const [step, more] of [['participation-agreement', { personName: 'Ana Roy' }], ['program-office-review', {}], ['privacy-security-attestation', { personName: 'Ana Roy' }], ['decision', { personName: 'Linda', outcome: 'approved' }], ['lra-training', { personName: 'Ben Roy' }]] as const) {
    expect(await tick(id, step, more)).toBeUndefined();
  }
  await organizations.changes.setSources(pat, await key(id), { sourceIds: ['di-common-service'], reason: 'joins' });
  const ana = await register(id, 'Ana');
  const ben = await register(id, 'Ben');
  for (const office of ['legal-signing-authority', 'privacy-contact', 'security-contact']) await appoint(id, office, ana);
  const lra = await appoint(id, 'local-registration-authority', ben);
  expect(await tick(id, 'provisioning')).toBeUndefined();
  return { id, ana, ben, lra };
}

describe('an organization that joins', () => {
  it('goes through its steps in their order, each with its owner and how long it has waited, and is active after the last', async () => {
    const id = await apply();
    clock.advance(20 * DAY_MS);
    const { steps, status, alerts } = await view(id);
    expect(steps.map(({ step, owner, status: state }) => `${step} ${owner} ${state}`)).toEqual([
      'participation-agreement organization current', 'program-office-review program-office waiting', 'privacy-security-attestation organization waiting',
      'decision program-office waiting', 'lra-training organization waiting', 'provisioning program-office waiting',
    ]);
    expect((clock.nowMs() - steps[0]!.currentSinceMs!) / DAY_MS).toBe(20);
    expect([status, alerts]).toEqual(['applying', ['onboarding-stuck']]);
    clock.advance(-20 * DAY_MS);
    expect(await tick(id, 'decision', { personName: 'Linda', outcome: 'approved' })).toMatchObject({ field: 'step', problem: 'not-its-turn' });
    expect(await tick(id, 'participation-agreement', { personName: 'Ana Roy' })).toMatchObject({ field: 'step', problem: 'agreement-missing' });
    await addAgreement(id);
    expect(await tick(id, 'participation-agreement')).toMatchObject({ field: 'personName', problem: 'missing' });
  });

  it('ends with people in office who can sign in', async () => {
    const { id, ben } = await onboard();
    const { status, holders, history } = await view(id);
    expect(status).toBe('active');
    expect(holders.filter(({ status: state }) => state === 'in-force').map(({ office }) => office).toSorted()).toEqual(['legal-signing-authority', 'local-registration-authority', 'privacy-contact', 'security-contact']);
    expect(history.map(({ change }) => change)).toContain('activated');
    expect(await hasRegistrationAuthority(database, id)).toBe(true);
    const { rows } = await database.query('select status from membership where person_id = $1', [ben]);
    expect(rows).toEqual([{ status: 'active' }]);
  });

  it('is not provisioned without offices', async () => {
    const id = await apply();
    await addAgreement(id);
    for (const [step, more] of [['participation-agreement', { personName: 'Ana' }], ['program-office-review', {}], ['privacy-security-attestation', { personName: 'Ana' }], ['decision', { personName: 'Linda', outcome: 'approved' }], ['lra-training', { personName: 'Ben' }]] as const) await tick(id, step, more);
    expect(await tick(id, 'provisioning')).toMatchObject({ field: 'step', problem: 'offices-missing' });
  });

  it('may be told no, with a reason, and may begin again', async () => {
    const id = await apply();
    await addAgreement(id);
    for (const [step, more] of [['participation-agreement', { personName: 'Ana' }], ['program-office-review', {}], ['privacy-security-attestation', { personName: 'Ana' }]] as const) await tick(id, step, more);
    expect(await tick(id, 'decision', { personName: 'Linda', outcome: 'declined' })).toMatchObject({ field: 'reason', problem: 'missing' });
    expect(await tick(id, 'decision', { personName: 'Linda', outcome: 'declined', reason: 'No privacy officer' })).toBeUndefined();
    expect(await view(id)).toMatchObject({ status: 'departed', statusReason: 'declined' });
    expect(await organizations.changes.applyAgain(pat, await key(id))).toBeUndefined();
    expect((await view(id)).steps.map(({ status }) => status)).toEqual(['current', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
  });

  it('of one practitioner attests alone, learns online, and cannot give the LRA away', async () => {
    const id = await apply(true);
    expect((await view(id)).steps.map(({ step }) => step)).toEqual(['participation-agreement', 'program-office-review', 'sole-practitioner-attestation', 'decision', 'e-learning', 'provisioning']);
    const ana = await register(id, 'Ana');
    await appoint(id, 'legal-signing-authority', ana);
    const ben = await register(id, 'Ben');
    expect(await organizations.roleHolders.propose(pat, { organizationId: id, office: 'local-registration-authority', personId: ben })).toMatchObject({ code: 'not-allowed', rule: 'cannot-be-delegated' });
    await appoint(id, 'local-registration-authority', ana);
    expect(await hasRegistrationAuthority(database, id)).toBe(true);
  });
});

describe('a change of an organization', () => {
  it('is refused to the second of two people at once, and nothing of it is done', async () => {
    const id = await apply();
    const seen = await key(id);
    const outcomes = await Promise.all(['One', 'Two'].map((nameEn) => organizations.changes.changeDetails(pat, seen, { ...DETAILS, nameEn })));
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.filter(isRefusal)).toEqual([{ kind: 'refused', code: 'conflict' }]);
    expect((await view(id)).history.filter(({ change }) => change === 'details-changed')).toHaveLength(1);
  });

  it('does not happen when it cannot be written down', async () => {
    const id = await apply();
    const seen = await key(id);
    isLogBroken = true;
    await expect(organizations.changes.changeDetails(pat, seen, { ...DETAILS, nameEn: 'Unwritten' })).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    isLogBroken = false;
    expect(await view(id)).toMatchObject({ nameEn: 'Test Clinic', version: seen.version });
  });

  it('is the program office’s, and an attempt of others is written down', async () => {
    const id = await apply();
    const outcome = await organizations.changes.suspend(by(actor('ana', 'legal-signing-authority', id)), { ...await key(id), reason: 'requested', onDay: '2026-11-20' });
    expect(outcome).toMatchObject({ code: 'not-allowed', rule: 'role-does-not-permit' });
    expect(logged.at(-1)).toMatchObject({ action: 'organization-changed', outcome: 'refused', rule: 'role-does-not-permit' });
  });

  it('stops its users at once when it is suspended or leaves, and gives nobody their own organization to stop', async () => {
    const { id, lra } = await onboard();
    expect(await organizations.changes.suspend(pat, { ...await key(id), reason: 'privacy-case', onDay: '2026-11-21' })).toMatchObject({ field: 'onDay', problem: 'in-future' });
    expect(await organizations.changes.suspend(pat, { ...await key(id), reason: 'privacy-case', onDay: '2026-11-20' })).toBeUndefined();
    expect(await view(id)).toMatchObject({ status: 'suspended', statusReason: 'privacy-case' });
    expect(await organizations.changes.reinstate(pat, await key(id), 'The case is closed')).toBeUndefined();
    expect(await organizations.changes.depart(pat, { ...await key(id), reason: 'merged', onDay: '2026-11-19' })).toBeUndefined();
    expect(stopped).toEqual([`${id} suspended`, `${id} departed`]);
    const { rows } = await database.query('select status, end_reason from role_holder where id = $1', [lra]);
    expect(rows).toEqual([{ status: 'ended', end_reason: 'organization-departed' }]);
    expect((await view(id)).agreements.every(({ endedAtMs }) => endedAtMs !== undefined)).toBe(true);
    const own = by(actor('pat', 'program-office', id));
    expect(await organizations.changes.depart(own, { ...await key(id), reason: 'closed', onDay: '2026-11-20' })).toMatchObject({ code: 'invalid-input', field: 'status' });
    const other = await apply();
    expect(await organizations.changes.depart(by(actor('pat', 'program-office', other)), { ...await key(other), reason: 'closed', onDay: '2026-11-20' })).toMatchObject({ code: 'not-allowed', rule: 'own-organization' });
  });

  it('switches looking and giving each for itself', async () => {
    const id = await apply();
    expect(await organizations.changes.setParticipation(pat, await key(id), { isViewing: true, isContributing: true, reason: '' })).toMatchObject({ field: 'reason', problem: 'missing' });
    expect(await organizations.changes.setParticipation(pat, await key(id), { isViewing: true, isContributing: true, reason: 'Feeds reports' })).toBeUndefined();
    expect(stopped).toEqual([]);
    expect(await organizations.changes.setParticipation(pat, await key(id), { isViewing: false, isContributing: true, reason: 'Gives only' })).toBeUndefined();
    expect(stopped).toEqual([`${id} viewing-ended`]);
  });
});

describe('an organization that gives its records no more', () => {
  it('has its source asked by its own people only, until it gives again', async () => {
    const { id, ben } = await onboard();
    const guest = await onboard();
    for (const [personId, organizationId] of [[ben, id], [guest.ben, guest.id]] as const) {
      await database.query(`insert into organization_source (organization_id, source_id) values ($1, 'north')`, [organizationId]);
      await database.query(`insert into entitlement (membership_id, source_id, reason, granted_by, granted_at) select id, 'north', 'care', 'test', now() from membership where person_id = $1`, [personId]);
    }
    const directory = createParticipantDirectory({ database, clock, ids, custodians: new Map([['north', id]]) });
    const asks = async (personId: string) => [...(await directory.findById(personId))!.memberships[0]!.entitledSourceIds];
    const give = async (isContributing: boolean) => organizations.changes.setParticipation(pat, await key(id), { isViewing: true, isContributing, reason: 'Agreed' });
    expect(await give(true)).toBeUndefined();
    expect([await asks(ben), await asks(guest.ben)]).toEqual([['north'], ['north']]);
    expect(await give(false)).toBeUndefined();
    expect([await asks(ben), await asks(guest.ben)]).toEqual([['north'], []]);
    expect(await give(true)).toBeUndefined();
    expect(await asks(guest.ben)).toEqual(['north']);
    expect(await organizations.changes.depart(pat, { ...await key(id), reason: 'closed', onDay: '2026-11-20' })).toBeUndefined();
    expect(await asks(guest.ben)).toEqual([]);
  });
});

describe('agreements', () => {
  it.each([
    ['that end before they start', { effectiveTo: '2026-10-31' }, 'effectiveTo', 'before-start'],
    ['on a day that is none', { effectiveFrom: '2026-02-30' }, 'effectiveFrom', 'not-a-date'],
    ['signed tomorrow', { signedOn: '2026-11-21' }, 'signedOn', 'in-future'],
    ['of an unknown kind', { kind: 'handshake' }, 'kind', 'unknown'],
    ['that nobody signed', { signedBy: ' ' }, 'signedBy', 'missing'],
  ])('%s are refused at the field', async (_, change, field, problem) => {
    expect(await addAgreement(await apply(), change)).toMatchObject({ code: 'invalid-input', field, problem });
  });

  it('of one kind never cover the same day; of two kinds they may', async () => {
    const id = await apply();
    expect(await addAgreement(id, { effectiveTo: '2027-10-31' })).toBeUndefined();
    expect(await addAgreement(id, { effectiveFrom: '2027-10-31' })).toMatchObject({ field: 'effectiveFrom', problem: 'overlaps' });
    expect(await addAgreement(id, { effectiveFrom: '2026-01-01', effectiveTo: '2026-11-01' })).toMatchObject({ field: 'effectiveTo', problem: 'overlaps' });
    expect(await addAgreement(id, { effectiveFrom: '2027-11-01' })).toBeUndefined();
    expect(await addAgreement(id, { kind: 'data-sharing' })).toBeUndefined();
    expect((await view(id)).agreements).toHaveLength(3);
  });

  it('that end leave nobody signed in', async () => {
    const { id } = await onboard();
    const [agreement] = (await view(id)).agreements;
    expect(await organizations.agreements.end(pat, { ...await key(id), agreementId: agreement!.id, reason: 'Not renewed' })).toBeUndefined();
    expect(stopped).toEqual([`${id} agreement-ended`]);
    expect((await view(id)).alerts).toContain('agreement-ended');
  });

  it('are called ending in time', async () => {
    const { id } = await onboard();
    const [agreement] = (await view(id)).agreements;
    await organizations.agreements.end(pat, { ...await key(id), agreementId: agreement!.id, reason: 'New terms' });
    await addAgreement(id, { effectiveTo: '2027-01-10' });
    expect((await view(id)).alerts).toEqual(['agreement-ending']);
  });
});

describe('assessments of a source', () => {
  it('are kept by reference and asked for again when they are old', async () => {
    const { id } = await onboard();
    await organizations.changes.setParticipation(pat, await key(id), { isViewing: true, isContributing: true, reason: 'Feeds reports' });
    const record = async (kind: string, assessedOn: string) => organizations.agreements.recordAssessment(pat, { ...await key(id), sourceId: 'north', kind, reference: `${kind}-17`, assessedOn });
    expect(await record('privacy-impact', '2026-06-01')).toBeUndefined();
    expect((await view(id)).alerts).toEqual(['assessment-due']);
    expect(await record('threat-risk', '2023-01-01')).toBeUndefined();
    expect((await view(id)).alerts).toEqual(['assessment-due']);
    expect(await record('threat-risk', '2026-06-01')).toBeUndefined();
    expect(await record('threat-risk', '2026-05-01')).toMatchObject({ field: 'assessedOn', problem: 'older-than-recorded' });
    expect(await view(id)).toMatchObject({ alerts: [], assessments: [{ kind: 'privacy-impact' }, { kind: 'threat-risk', reference: 'threat-risk-17', assessedOn: '2026-06-01' }] });
  });
});

describe('offices', () => {
  it('are taken when the right other person agrees, and by nobody alone', async () => {
    const { id, ana, ben } = await onboard();
    const lsa = by(actor(ana, 'legal-signing-authority', id));
    const holderId = await organizations.roleHolders.propose(lsa, { organizationId: id, office: 'local-registration-authority', personId: ana, trainedOn: '2026-11-12' });
    if (isRefusal(holderId)) throw new Error('refused');
    expect(await organizations.roleHolders.confirm(lsa, { organizationId: id, holderId })).toMatchObject({ code: 'not-allowed', rule: 'own-proposal' });
    expect(await organizations.roleHolders.confirm(by(actor(ben, 'local-registration-authority', id)), { organizationId: id, holderId })).toMatchObject({ rule: 'not-yours-to-confirm' });
    expect((await view(id)).alerts).toEqual(['confirmation-waiting']);
    expect((await view(id)).holders.find((one) => one.id === holderId)).toMatchObject({ status: 'proposed', pending: { waitingFor: ['program-office'] }, actions: ['confirm', 'decline'] });
    const both = await Promise.all([pat, pia].map((one) => organizations.roleHolders.confirm(one, { organizationId: id, holderId })));
    expect(both.map((outcome) => (isRefusal(outcome) ? outcome.code : 'done')).toSorted()).toEqual(['conflict', 'done']);
    expect(logged.filter(({ action, outcome }) => action === 'role-holder-changed' && outcome === 'success').map(({ details }) => details?.['change']).slice(-3)).toEqual(['office-proposed', 'office-agreed', 'office-taken']);
  });

  it('of who signs change hands with the new one and the program office', async () => {
    const { id, ana, ben } = await onboard();
    const holderId = await organizations.roleHolders.propose(by(actor(ana, 'legal-signing-authority', id)), { organizationId: id, office: 'legal-signing-authority', personId: ben });
    if (isRefusal(holderId)) throw new Error('refused');
    expect(await organizations.roleHolders.confirm(pat, { organizationId: id, holderId })).toBeUndefined();
    const signing = async () => (await view(id)).holders.filter(({ office, status }) => office === 'legal-signing-authority' && status === 'in-force').map(({ personId }) => personId);
    expect(await signing()).toEqual([ana]);
    expect(await organizations.roleHolders.confirm(by(actor(ben, undefined, id)), { organizationId: id, holderId })).toBeUndefined();
    expect(await signing()).toEqual([ben]);
  });

  it('end with agreement, may be kept after all, and an organization without LRA is called out', async () => {
    const { id, ana, ben, lra } = await onboard();
    const lsa = by(actor(ana, 'legal-signing-authority', id));
    expect(await organizations.roleHolders.proposeEnd(lsa, { organizationId: id, holderId: lra, reason: '' })).toMatchObject({ field: 'reason', problem: 'missing' });
    expect(await organizations.roleHolders.proposeEnd(lsa, { organizationId: id, holderId: lra, reason: 'Moves on' })).toBeUndefined();
    expect(await organizations.roleHolders.proposeEnd(pat, { organizationId: id, holderId: lra, reason: 'Again' })).toMatchObject({ code: 'conflict' });
    expect(await organizations.roleHolders.decline(pat, { organizationId: id, holderId: lra, reason: 'No successor' })).toBeUndefined();
    expect(await hasRegistrationAuthority(database, id)).toBe(true);
    expect(await organizations.roleHolders.proposeEnd(lsa, { organizationId: id, holderId: lra, reason: 'Moves on' })).toBeUndefined();
    expect(await organizations.roleHolders.confirm(pat, { organizationId: id, holderId: lra })).toBeUndefined();
    expect(await hasRegistrationAuthority(database, id)).toBe(false);
    expect((await view(id)).alerts).toEqual(['no-lra']);
    expect(await organizations.reader.ownOffices(lsa)).toMatchObject({ alerts: ['no-lra'], proposable: expect.arrayContaining(['local-registration-authority']) });
    const list = await organizations.reader.list(pat, { sort: 'alerts', language: 'en', offset: 0, limit: 10, alert: 'no-lra' });
    expect(isRefusal(list) ? list : list.lines.map((line) => line.id)).toContain(id);
    expect(ben).toBeDefined();
  });

  it('of an LRA need a verified, trained member', async () => {
    const { id, ana, ben } = await onboard();
    const lsa = by(actor(ana, 'legal-signing-authority', id));
    const propose = (change: object) => organizations.roleHolders.propose(lsa, { organizationId: id, office: 'local-registration-authority', personId: ana, trainedOn: '2026-11-12', ...change });
    expect(await propose({ trainedOn: undefined })).toMatchObject({ field: 'trainedOn', problem: 'missing' });
    expect(await propose({ trainedOn: '2026-12-12' })).toMatchObject({ field: 'trainedOn', problem: 'in-future' });
    expect(await propose({ personId: 'nobody' })).toMatchObject({ field: 'personId', problem: 'not-an-active-member' });
    expect(await propose({ personId: ben })).toMatchObject({ field: 'personId', problem: 'holds-it-already' });
    await database.query(`update person set verified_until = '2026-11-01' where id = $1`, [ana]);
    expect(await propose({})).toMatchObject({ field: 'personId', problem: 'not-verified' });
  });

  it('of an LRA count only while the person can act', async () => {
    const { id, ben } = await onboard();
    await database.query(`update membership set status = 'suspended' where person_id = $1`, [ben]);
    expect(await hasRegistrationAuthority(database, id)).toBe(false);
    await expect(register(id, 'Cam')).resolves.toBeDefined();
  });

  it('are prepared with log-ins that belong to nobody else', async () => {
    const id = await apply();
    const verification = { assuranceLevel: 2, documents: [{ kind: 'passport', validUntil: '2030-01-01' }, { kind: 'birth-certificate' }] };
    const person = (change: object) => organizations.firstPeople.register(pat, { organizationId: id, givenName: 'Ida', familyName: 'Holm', email: 'ida@example.org', roles: [], identityProviderId: 'idp', subject: 'ida', verification, ...change });
    expect(await person({ verification: { assuranceLevel: 2, documents: [{ kind: 'birth-certificate' }] } })).toMatchObject({ field: 'verification.documents', problem: 'not-enough-for-level-2' });
    expect(await person({ subject: ' ' })).toMatchObject({ field: 'subject', problem: 'missing' });
    const ida = await person({});
    expect(typeof ida).toBe('string');
    expect(await person({})).toMatchObject({ code: 'invalid-input', problem: 'already-here' });
    const other = await apply();
    expect(await person({ organizationId: other, familyName: 'Berg', email: 'berg@example.org' })).toMatchObject({ field: 'subject', problem: 'taken' });
    expect(await person({ organizationId: other })).toBe(ida);
  });

  it('bring the first people in, and from then on only the LRA does', async () => {
    const { id } = await onboard();
    await expect(register(id, 'Cam')).rejects.toThrow('organization-has-lra');
  });
});
