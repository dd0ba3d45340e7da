import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { readUserDetails } from './user-details.js';
import type { UserChangeOutcome } from './user-registry.js';
import type { User } from './user.js';
import { asks, createFixture, DAY_MS, LRA, LSA, SECOND_LRA, seedOrganizations, START_MS, type Fixture } from './users.spec-support.js';

const { database, owner, close } = await openTestDatabase();
let fixture: Fixture;

beforeEach(async () => {
  await seedOrganizations(owner);
  fixture = createFixture(database);
});
afterAll(close);

const NURSE = { familyName: 'Tremblay', givenName: 'Anne', email: 'anne.tremblay@example.org', jobTitle: 'Registered nurse', employeeNumber: '1001', college: 'cno', licenceNumber: 'AB123', roles: ['nurse'], sourceIds: ['north'], reason: 'Emergency department' };
const idOf = (outcome: UserChangeOutcome): string => {
  if (outcome.kind !== 'changed') throw new Error(`not changed: ${JSON.stringify(outcome)}`);
  return outcome.membershipIds[0]!;
};
const seen = async (membershipId: string): Promise<User> => {
  const user = await fixture.registry.find(LRA, membershipId);
  if ('kind' in user) throw new Error(`not found: ${JSON.stringify(user)}`);
  return user;
};
const step = async (membershipId: string, action: 'review' | 'approve' | 'fulfil', by = LRA) => fixture.registry.changeStanding(by, { users: [await seen(membershipId)], action });
const requestNurse = async (change: Partial<typeof NURSE> = {}, by = LSA) => idOf(await fixture.registry.requestUser(by, { ...NURSE, ...change }));
const DOCUMENTS = { assuranceLevel: 2, documents: [{ kind: 'passport', validUntil: '2029-01-31' }, { kind: 'professional-licence', validUntil: '2027-12-31' }] };

async function registerNurse(): Promise<string> {
  const id = await requestNurse();
  await step(id, 'review');
  await step(id, 'approve');
  await fixture.registry.verifyIdentity(LRA, await seen(id), DOCUMENTS);
  await fixture.registry.linkIdentity(LRA, await seen(id), { identityProviderId: 'idp', subject: 's-nurse' });
  expect(await step(id, 'fulfil')).toEqual({ kind: 'changed', membershipIds: [id] });
  return id;
}

describe('the registration of a user', () => {
  it('goes from request over review and approval to an active membership, each step written down', async () => {
    const id = await registerNurse();
    const nurse = await seen(id);
    expect(nurse).toMatchObject({
      status: 'active', displayName: 'Anne Tremblay', college: 'cno', licenceNumber: 'AB123', isVerified: true, verifiedUntil: '2027-12-31', requestedBy: 'Fictitious lsa',
      verification: { assuranceLevel: 2, by: 'Fictitious lra', atMs: START_MS, documents: DOCUMENTS.documents },
      entitlements: [{ sourceId: 'north', reason: 'Emergency department', grantedBy: 'Fictitious lra' }], identities: [{ identityProviderId: 'idp', subject: 's-nurse' }],
    });
    expect(nurse.history.map(({ change }) => change)).toEqual(['fulfil', 'identity-linked', 'identity-verified', 'approve', 'review', 'requested']);
    expect(fixture.audit.entries.filter(({ action }) => action === 'user-changed').map(({ details, objects }) => [details?.['change'], objects])).toEqual(
      ['requested', 'review', 'approve', 'identity-verified', 'identity-linked', 'fulfil'].map((change) => [change, [`membership/${id}`]]));
  });

  it('is not fulfilled without a verified identity, a way to sign in and something to see', async () => {
    const id = await requestNurse({ sourceIds: [] });
    await step(id, 'review');
    await step(id, 'approve');
    expect(await step(id, 'fulfil')).toMatchObject({ code: 'invalid-input', field: 'verification', problem: 'missing' });
    await fixture.registry.verifyIdentity(LRA, await seen(id), DOCUMENTS);
    expect(await step(id, 'fulfil')).toMatchObject({ field: 'identities' });
    await fixture.registry.linkIdentity(LRA, await seen(id), { identityProviderId: 'idp', subject: 's-nurse' });
    expect(await step(id, 'fulfil')).toMatchObject({ field: 'entitlements' });
    await fixture.registry.changeEntitlements(LRA, await seen(id), [{ sourceId: 'south', reason: 'Ward', expiresOn: '2027-01-31' }]);
    fixture.clock.setNow(Date.UTC(2028, 0, 2));
    expect(await step(id, 'fulfil')).toMatchObject({ field: 'verification', problem: 'expired' });
  });

  it('is approved by nobody who asked for it, and that they tried is written down', async () => {
    const id = await requestNurse({}, LRA);
    expect(await step(id, 'review')).toMatchObject({ kind: 'refused', code: 'not-allowed', rule: 'own-request' });
    expect(fixture.audit.entries.at(-1)).toMatchObject({ action: 'user-changed', outcome: 'refused', rule: 'own-request' });
    expect(await step(id, 'review', SECOND_LRA)).toMatchObject({ kind: 'changed' });
    expect((await seen(id)).actions).toEqual(['decline', 'withdraw']);
  });

  it('is a sole practitioner\'s own business', async () => {
    const solo = asks('solo', ['local-registration-authority', 'legal-signing-authority', 'physician'], 'dr-solo');
    const id = idOf(await fixture.registry.requestUser(solo, NURSE));
    expect(await fixture.registry.changeStanding(solo, { users: [{ membershipId: id, version: 1 }], action: 'review' })).toMatchObject({ kind: 'changed' });
    const delegate = asks('lra', ['local-registration-authority'], 'dr-solo');
    expect(await fixture.registry.changeStanding(delegate, { users: [{ membershipId: id, version: 2 }], action: 'approve' })).toMatchObject({ rule: 'sole-practitioner-cannot-delegate' });
  });

  it('says that a licence is taken, and nothing of whose it is', async () => {
    await requestNurse();
    const hospital = asks('lra', ['local-registration-authority'], 'hospital');
    const outcome = await fixture.registry.requestUser(hospital, { ...NURSE, familyName: 'Other', email: 'other@example.org' });
    expect(outcome).toEqual({ kind: 'wrong', problems: [{ field: 'licenceNumber', problem: 'taken' }] });
    expect(await fixture.registry.requestUser(LSA, { ...NURSE, email: 'x@example.org', employeeNumber: '' })).toEqual({ kind: 'wrong', problems: [{ field: 'licenceNumber', problem: 'taken' }] });
    expect(await fixture.registry.requestUser(LSA, NURSE)).toEqual({ kind: 'wrong', problems: [{ field: 'licenceNumber', problem: 'already-here' }] });
  });

  it('knows a person of another organization again by licence, name and address together', async () => {
    const here = await seen(await requestNurse());
    const there = idOf(await fixture.registry.requestUser(asks('lra', ['local-registration-authority'], 'hospital'), { ...NURSE, employeeNumber: '' }));
    expect((await database.query('select person_id from membership where id = $1', [there])).rows).toEqual([{ person_id: here.personId }]);
  });

  it('lets one of two who ask for the same licence at once have it', async () => {
    const outcomes = await Promise.all([1, 2].map((n) => fixture.registry.requestUser(LSA, { ...NURSE, familyName: `Twin${n}`, email: `twin${n}@example.org`, employeeNumber: `${n}` })));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'wrong']);
    expect(outcomes).toContainEqual({ kind: 'wrong', problems: [{ field: 'licenceNumber', problem: 'taken' }] });
  });

  it('begins anew for somebody who left, without what they had before', async () => {
    const id = await registerNurse();
    await fixture.registry.changeStanding(LRA, { users: [await seen(id)], action: 'revoke', reason: 'left' });
    expect(await requestNurse({ sourceIds: ['south'] })).toBe(id);
    expect(await seen(id)).toMatchObject({ status: 'requested', entitlements: [{ sourceId: 'south' }] });
  });

  it('tells every wrong field and writes nothing', async () => {
    expect(await fixture.registry.requestUser(LSA, { ...NURSE, email: 'x', sourceIds: ['west'] })).toEqual({ kind: 'wrong', problems: [{ field: 'email', problem: 'not-an-address' }, { field: 'sourceIds', problem: 'not-of-organization' }] });
    expect((await database.query(`select from membership where status = 'requested'`)).rowCount).toBe(0);
  });
});

describe('a change of a user', () => {
  it('of two at once is made once: the second is told', async () => {
    const id = await requestNurse();
    const { version } = await seen(id);
    const outcomes = await Promise.all([LRA, SECOND_LRA].map((by) => fixture.registry.changeStanding(by, { users: [{ membershipId: id, version }], action: 'review' })));
    expect(outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind)).toSorted()).toEqual(['changed', 'conflict']);
    expect((await seen(id)).history.map(({ change }) => change)).toEqual(['review', 'requested']);
  });

  it('is not made when the log cannot be written', async () => {
    const id = await requestNurse();
    const user = await seen(id);
    fixture.audit.isBroken = true;
    await expect(fixture.registry.changeStanding(LRA, { users: [user], action: 'review' })).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    await expect(fixture.registry.find(LRA, id)).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    fixture.audit.isBroken = false;
    expect(await seen(id)).toMatchObject({ status: 'requested', version: user.version });
  });

  it('of several is made for all or for none', async () => {
    const [one, two] = [await requestNurse(), await requestNurse({ familyName: 'Roy', email: 'roy@example.org', licenceNumber: 'CD9', employeeNumber: '2' })];
    const outcome = await fixture.registry.changeStanding(LRA, { users: [await seen(one), { membershipId: two, version: 7 }], action: 'review' });
    expect(outcome).toMatchObject({ code: 'conflict' });
    expect((await seen(one)).status).toBe('requested');
    expect(await fixture.registry.changeStanding(LRA, { users: [await seen(one), await seen(two)], action: 'review' })).toEqual({ kind: 'changed', membershipIds: [one, two].toSorted() });
  });

  it('does not reach into another organization, and does not say that there is somebody', async () => {
    const id = await requestNurse();
    const hospital = asks('other', ['local-registration-authority'], 'hospital');
    expect(await fixture.registry.find(hospital, id)).toEqual({ kind: 'refused', code: 'not-allowed', rule: 'unknown-user' });
    expect(await fixture.registry.find(hospital, 'no-such-user')).toEqual({ kind: 'refused', code: 'not-allowed', rule: 'unknown-user' });
    expect(await fixture.registry.changeStanding(hospital, { users: [{ membershipId: id, version: 1 }], action: 'review' })).toMatchObject({ code: 'not-allowed' });
  });

  it('stops a suspended person at once, and reinstating one whom nobody attested attests them', async () => {
    const doctor = await seen('m-doctor');
    expect(await fixture.registry.changeStanding(LRA, { users: [doctor], action: 'suspend', reason: 'privacy-case' })).toMatchObject({ kind: 'changed' });
    expect(fixture.standing.stopped).toEqual(['doctor at clinic: suspend']);
    await owner.query(`update membership set status_reason = 'not-attested' where id = 'm-doctor'`);
    await fixture.registry.changeStanding(LRA, { users: [await seen('m-doctor')], action: 'reinstate', reason: 'attested' });
    expect(await seen('m-doctor')).toMatchObject({ status: 'active', statusReason: '', lastAttestedAtMs: START_MS });
  });

  it('ends a membership here and requests it there when somebody is transferred', async () => {
    expect(await fixture.registry.changeStanding(LRA, { users: [await seen('m-doctor')], action: 'transfer', toOrganizationId: 'nowhere' })).toMatchObject({ field: 'toOrganizationId', problem: 'unknown' });
    expect(await fixture.registry.changeStanding(LRA, { users: [await seen('m-doctor')], action: 'transfer', toOrganizationId: 'hospital' })).toMatchObject({ kind: 'changed' });
    expect(await seen('m-doctor')).toMatchObject({ status: 'revoked', statusReason: 'transferred' });
    const there = await fixture.registry.list(asks('x', ['local-registration-authority'], 'hospital'), {});
    expect(there).toMatchObject({ total: 1, users: [{ personId: 'doctor', status: 'requested', statusReason: 'transferred', roles: ['physician'] }] });
  });

  it('keeps the return date of a leave, and calls attention when it has passed', async () => {
    await fixture.registry.changeStanding(LRA, { users: [await seen('m-doctor')], action: 'start-leave', reason: 'parental', returnsOn: '2026-12-01' });
    expect(await seen('m-doctor')).toMatchObject({ status: 'on-leave', returnsOn: '2026-12-01', signals: [] });
    fixture.clock.advance(20 * DAY_MS);
    expect((await seen('m-doctor')).signals).toEqual(['leave-over']);
    await fixture.registry.changeStanding(LRA, { users: [await seen('m-doctor')], action: 'end-leave' });
    expect(await seen('m-doctor')).not.toHaveProperty('returnsOn');
  });

  it('gives a log-in identity to one person, and ends their sessions when it is taken away', async () => {
    const id = await requestNurse();
    const link = async (subject: string) => fixture.registry.linkIdentity(LRA, await seen(id), { identityProviderId: 'idp', subject });
    expect(await link('s-doctor')).toEqual({ kind: 'wrong', problems: [{ field: 'subject', problem: 'taken' }] });
    expect(await fixture.registry.linkIdentity(LRA, await seen(id), { identityProviderId: 'elsewhere', subject: 's' })).toEqual({ kind: 'wrong', problems: [{ field: 'identityProviderId', problem: 'unknown' }] });
    await link('s-nurse');
    const nurse = await seen(id);
    expect(await fixture.registry.unlinkIdentity(LRA, nurse, { identityProviderId: 'idp', subject: 's-nurse' })).toMatchObject({ kind: 'changed' });
    expect(fixture.standing.stopped).toEqual([`${nurse.personId} everywhere: identity-unlinked`]);
  });

  it('of entitlements gives nobody more than the organization has, and lasts to the end of its last day', async () => {
    const change = async (...entitlements: { sourceId: string; reason: string; expiresOn?: string }[]) => fixture.registry.changeEntitlements(LRA, await seen('m-doctor'), entitlements);
    expect(await change({ sourceId: 'west', reason: 'x' })).toEqual({ kind: 'wrong', problems: [{ field: 'entitlements.0.sourceId', problem: 'not-of-organization' }] });
    await change({ sourceId: 'north', reason: 'Family practice' }, { sourceId: 'south', reason: 'Locum', expiresOn: '2026-11-30' });
    expect((await seen('m-doctor')).entitlements).toMatchObject([{ sourceId: 'north', grantedAtMs: START_MS - 400 * DAY_MS }, { sourceId: 'south', expiresOn: '2026-11-30', grantedAtMs: START_MS }]);
    expect((await database.query<{ at: Date }>(`select expires_at as at from entitlement where source_id = 'south' and membership_id = 'm-doctor'`)).rows[0]!.at.toISOString()).toBe('2026-12-01T05:00:00.000Z');
  });

  it('of a licence to one that somebody has is refused at the field', async () => {
    await requestNurse();
    const { familyName, givenName, email } = await seen('m-doctor');
    expect(await fixture.registry.changeFacts(LRA, await seen('m-doctor'), { familyName, givenName, email, college: 'cno', licenceNumber: 'ab-123' })).toEqual({ kind: 'wrong', problems: [{ field: 'licenceNumber', problem: 'taken' }] });
  });

  it('about oneself is nobody\'s', async () => {
    expect(await fixture.registry.changeRoles(LRA, await seen('m-lra'), ['physician'])).toMatchObject({ rule: 'about-oneself' });
    expect((await seen('m-lra')).actions).toEqual([]);
  });
});

describe('the list of users', () => {
  it('shows offices without the registration authority what they requested, and nothing to others', async () => {
    const id = await requestNurse();
    expect(await fixture.registry.list(LSA, {})).toMatchObject({ total: 1, users: [{ membershipId: id }] });
    expect(await fixture.registry.find(LSA, id)).toMatchObject({ actions: ['withdraw'] });
    expect(await fixture.registry.find(LSA, 'm-doctor')).toMatchObject({ code: 'not-allowed' });
    expect(await fixture.registry.list(asks('doctor', ['physician']), {})).toMatchObject({ code: 'not-allowed' });
  });

  it('searches, filters and sorts 35,443 users in the database, a page at a time', async () => {
    await owner.query(
      `with people as (insert into person (id, display_name, family_name, given_name, email, assurance_level, college, licence_number, created_at)
         select 'p-' || i, 'Given' || i % 97 || ' Family' || i, 'Family' || lpad(i::text, 5, '0'), 'Given' || i % 97, 'user' || i || '@example.org', 2, 'cno', 'N' || i, now() from generate_series(1, 35443) i returning id)
       insert into membership (id, person_id, organization_id, status, status_since, roles, last_used_at, created_at, created_by)
         select 'm-' || id, id, 'hospital', case when ascii(right(id, 1)) % 10 = 9 then 'suspended' else 'active' end, $1::timestamptz - interval '300 days', array[case when right(id, 1) = '7' then 'physician' else 'nurse' end],
           $1::timestamptz - make_interval(days => ('x' || substr(md5(id), 1, 4))::bit(16)::int % 200), $1, 'province-file' from people`, [new Date(START_MS)]);
    await owner.query('analyze person, membership');
    const hospital = asks('x', ['local-registration-authority'], 'hospital');
    const list = async (query: Parameters<Fixture['registry']['list']>[1]) => {
      const page = await fixture.registry.list(hospital, query);
      if ('kind' in page) throw new Error('refused');
      return { total: page.total, first: page.users[0]?.familyName, count: page.users.length, signals: new Set(page.users.flatMap(({ signals }) => signals)) };
    };
    expect(await list({})).toMatchObject({ total: 35_443, count: 50, first: 'Family00001' });
    expect(await list({ offset: 35_440, limit: 50 })).toMatchObject({ count: 3, first: 'Family35441' });
    expect(await list({ isDescending: true, limit: 5 })).toMatchObject({ count: 5, first: 'Family35443' });
    expect(await list({ search: 'family0012 given28' })).toMatchObject({ total: 1, first: 'Family00125' });
    expect(await list({ search: 'n35443' })).toMatchObject({ total: 1 });
    expect(await list({ search: '%' })).toMatchObject({ total: 0 });
    expect((await list({ role: 'physician', statuses: ['active'] })).total).toBe(3_544);
    const idle = await list({ signal: 'idle', sort: 'last-used' });
    expect(idle.signals).toContain('idle');
    const bars = await fixture.registry.idle(hospital) as readonly { readonly count: number }[];
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe((await list({ statuses: ['active'] })).total);
    expect(idle.total).toBe(bars.slice(3).reduce((sum, { count }) => sum + count, 0));
  });
});

describe('what stands beside a user', () => {
  it('is read for a person whom the province file brought', async () => {
    const [line] = (await fixture.registry.list(LRA, { search: 'doctor' }) as unknown as { users: User[] }).users;
    expect(await readUserDetails(database, line!)).toMatchObject({ requestedBy: 'province-file', identities: [{ subject: 's-doctor', linkedBy: 'Fictitious lra' }], history: [] });
  });
});
