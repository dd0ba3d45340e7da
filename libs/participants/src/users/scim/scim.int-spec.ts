import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { createFixture, DAY_MS, LRA, LSA, seedOrganizations, type Fixture } from '../users.spec-support.js';
import { changeScimSetting, createScimToken, readScimAccess, revokeScimToken, type ScimAccess } from './scim-access.js';
import { ScimEndpoint, type ScimRequest, type ScimResponse } from './scim-endpoint.js';
import { ENTERPRISE_SCHEMA, REGISTRATION_SCHEMA, USER_SCHEMA } from './scim-user.js';

const { database, owner, close } = await openTestDatabase();
let fixture: Fixture;
let endpoint: ScimEndpoint;
let secret: string;

beforeEach(async () => {
  await seedOrganizations(owner);
  fixture = createFixture(database);
  endpoint = new ScimEndpoint(fixture.registry.deps);
  secret = await newSecret();
});
afterAll(close);

async function newSecret(expiresOn = '2027-05-01'): Promise<string> {
  const created = await createScimToken(fixture.registry, LRA, { label: 'HR system', expiresOn });
  if (created.kind !== 'created') throw new Error(JSON.stringify(created));
  return created.secret;
}

/** What the tests look at; a list has `Resources`, an error neither. */
interface Body { readonly id: string; readonly meta: { readonly version: string }; readonly Resources: readonly { readonly userName: string }[]; readonly totalResults: number; readonly title?: string }
type Answer = ScimResponse & { readonly json: Body };
const call = async (method: string, target: string, body?: unknown, more: Partial<ScimRequest> = {}): Promise<Answer> => {
  const url = new URL(`https://x${target}`);
  const response = await endpoint.handle({ method, path: url.pathname, query: url.searchParams, authorization: `Bearer ${secret}`, contentType: 'application/scim+json', body, baseUrl: 'https://longview.example/scim/v2', requestId: 'r', clientAddress: '192.0.2.1', ...more });
  return { ...response, json: (response.body ?? {}) as Body };
};

const ANNE = {
  schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA, REGISTRATION_SCHEMA], userName: 'anne.roy', externalId: 's-anne', name: { familyName: 'Roy', givenName: 'Anne' }, title: 'Nurse', active: true, emails: [{ value: 'anne.roy@example.org', type: 'work', primary: true }],
  roles: [{ value: 'nurse' }], entitlements: [{ value: 'north' }], [ENTERPRISE_SCHEMA]: { employeeNumber: '77' }, [REGISTRATION_SCHEMA]: { college: 'cno', licenceNumber: 'AB1' },
};
const patchOf = (...operations: object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations });
const vouch = () => changeScimSetting(fixture.registry, LRA, { usersBecome: 'active', identityProviderId: 'idp', version: 0 });

describe('a token', () => {
  it('is shown once and kept as a hash, belongs to its organization, expires and can be revoked', async () => {
    expect(JSON.stringify((await owner.query('select * from scim_token')).rows)).not.toContain(secret);
    expect((await call('GET', '/Users')).json.totalResults).toBe(4);
    const access = await readScimAccess(fixture.registry, LRA) as ScimAccess;
    expect(access.tokens).toMatchObject([{ label: 'HR system', createdBy: 'Fictitious lra' }]);
    await revokeScimToken(fixture.registry, LRA, access.tokens[0]!.id);
    expect(await call('GET', '/Users')).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="scim"' }, json: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' } });
    secret = await newSecret('2026-11-23');
    expect((await call('GET', '/Users')).status).toBe(200);
    fixture.clock.advance(2 * DAY_MS);
    expect((await call('GET', '/Users')).status).toBe(401);
  });

  it('is for the registration authority to make, with an end that is near enough', async () => {
    expect(await createScimToken(fixture.registry, LSA, { label: 'x', expiresOn: '2027-05-01' })).toMatchObject({ code: 'not-allowed' });
    expect(await createScimToken(fixture.registry, LRA, { label: ' ', expiresOn: '2031-01-01' })).toEqual({ kind: 'wrong', problems: [{ field: 'label', problem: 'missing' }, { field: 'expiresOn', problem: 'too-far' }] });
  });

  it('of an organization that no longer takes part opens nothing', async () => {
    await owner.query(`update organization set status = 'suspended' where id = 'clinic'`);
    expect((await call('GET', '/Users')).status).toBe(401);
  });

  it('that is guessed at is slowed down', async () => {
    const statuses = [];
    for (let i = 0; i < 32; i++) statuses.push((await call('GET', '/Users', undefined, { authorization: `Bearer ${'x'.repeat(30)}` })).status);
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([401]));
    expect(statuses.at(-1)).toBe(429);
    expect((await call('GET', '/Users')).status).toBe(200);
  });
});

describe('provisioning', () => {
  it('makes a request for the registration authority, found by its user name', async () => {
    const created = await call('POST', '/Users', ANNE);
    expect(created).toMatchObject({ status: 201, headers: { location: `https://longview.example/scim/v2/Users/${created.json.id}`, etag: created.json.meta.version } });
    expect(created.json).toMatchObject({ userName: 'anne.roy', active: false, roles: [{ value: 'nurse' }], entitlements: [{ value: 'north' }], [REGISTRATION_SCHEMA]: { status: 'requested', college: 'cno', licenceNumber: 'AB1' } });
    expect((await call('GET', '/Users?filter=userName%20eq%20%22ANNE.ROY%22')).json).toMatchObject({ totalResults: 1, Resources: [{ id: created.json.id }] });
    const user = await fixture.registry.find(LRA, created.json.id);
    expect(user).toMatchObject({ status: 'requested', requestedBy: expect.stringMatching(/^scim:/), actions: ['review', 'decline'] });
    expect(fixture.audit.entries.filter(({ details }) => details?.['change'] === 'requested')).toMatchObject([{ action: 'user-changed', actor: { displayName: 'HR system', organizationId: 'clinic' } }]);
  });

  it('makes an active member where the organization vouches, suspends at once, and gives back only what it took', async () => {
    await vouch();
    const { json: { id } } = await call('POST', '/Users', ANNE);
    expect((await call('GET', `/Users/${id}`)).json).toMatchObject({ active: true, [REGISTRATION_SCHEMA]: { status: 'active' } });
    expect(await fixture.registry.find(LRA, id)).toMatchObject({ status: 'active', isVerified: true, verification: { assuranceLevel: 2, documents: [{ kind: 'employer-record' }] }, identities: [{ identityProviderId: 'idp', subject: 's-anne' }] });
    expect((await call('PATCH', `/Users/${id}`, patchOf({ op: 'Replace', path: 'active', value: 'False' }))).json).toMatchObject({ active: false });
    expect(fixture.standing.stopped).toHaveLength(1);
    expect((await call('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: true } }))).json).toMatchObject({ active: true });
    const seen = await fixture.registry.find(LRA, id) as { membershipId: string; version: number };
    await fixture.registry.changeStanding(LRA, { users: [seen], action: 'suspend', reason: 'privacy-case' });
    expect(await call('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: true } }))).toMatchObject({ status: 409 });
  });

  it('vouches for nobody who could not sign in, has no role or nothing to see', async () => {
    await vouch();
    const { json } = await call('POST', '/Users', { ...ANNE, externalId: '' });
    expect(json).toMatchObject({ active: false, [REGISTRATION_SCHEMA]: { status: 'requested' } });
  });

  it('leaves roles and entitlements to the registration authority once it decided', async () => {
    const answer = await call('PATCH', '/Users/m-doctor', patchOf({ op: 'add', path: 'entitlements', value: [{ value: 'south' }] }, { op: 'replace', path: 'roles', value: [] }, { op: 'replace', path: 'title', value: 'Family physician' }));
    expect(answer.json).toMatchObject({ title: 'Family physician', roles: [{ value: 'physician' }], entitlements: [{ value: 'north' }] });
  });

  it('suspends also somebody of whom little was known before, and completes nobody by force', async () => {
    await owner.query(`update person set email = '', given_name = '' where id = 'doctor'`);
    expect((await call('PATCH', '/Users/m-doctor', patchOf({ op: 'replace', path: 'active', value: false }))).json).toMatchObject({ active: false });
    expect(await call('PATCH', '/Users/m-doctor', patchOf({ op: 'replace', path: 'emails', value: [{ value: 'nobody' }] }))).toMatchObject({ status: 400, json: { detail: '"emails": not-an-address.' } });
    expect(await call('PATCH', '/Users/m-lra', patchOf({ op: 'add', path: 'roles', value: [{ value: 'nurse' }] }))).toMatchObject({ status: 200 });
  });

  it('replaces, and changes nothing when nothing is different', async () => {
    const { json: { id, meta } } = await call('POST', '/Users', ANNE);
    const same = await call('PUT', `/Users/${id}`, ANNE);
    expect(same.json.meta.version).toBe(meta.version);
    const other = await call('PUT', `/Users/${id}`, { ...ANNE, title: undefined, name: { familyName: 'Roy-Côté', givenName: 'Anne' } });
    expect(other.json).toMatchObject({ displayName: 'Anne Roy-Côté', name: { familyName: 'Roy-Côté' } });
    expect(other.json).not.toHaveProperty('title');
    expect(other.json.meta.version).not.toBe(meta.version);
  });

  it('refuses to overwrite what somebody else changed, and sends nothing that the client has', async () => {
    const { json: { id, meta } } = await call('POST', '/Users', ANNE);
    expect((await call('GET', `/Users/${id}`, undefined, { ifNoneMatch: meta.version })).status).toBe(304);
    expect((await call('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'title', value: 'A' }), { ifMatch: meta.version })).status).toBe(200);
    expect(await call('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'title', value: 'B' }), { ifMatch: meta.version })).toMatchObject({ status: 412, json: { status: '412' } });
    expect((await call('GET', `/Users/${id}`)).json.title).toBe('A');
  });

  it('says that a user name or licence is taken, and nothing of whose it is', async () => {
    await call('POST', '/Users', ANNE);
    expect(await call('POST', '/Users', ANNE)).toMatchObject({ status: 409, json: { scimType: 'uniqueness', detail: 'The user name is taken.' } });
    expect(await call('POST', '/Users', { ...ANNE, userName: 'other', name: { familyName: 'Other', givenName: 'X' } })).toMatchObject({ status: 409, json: { scimType: 'uniqueness', detail: 'The licence is registered already.' } });
  });

  it('names the attribute that is wrong', async () => {
    expect(await call('POST', '/Users', { ...ANNE, entitlements: [{ value: 'west' }] })).toMatchObject({ status: 400, json: { scimType: 'invalidValue', detail: '"entitlements": not-of-organization.' } });
    expect(await call('POST', '/Users', { ...ANNE, emails: [{ value: 'nobody' }] })).toMatchObject({ status: 400, json: { detail: '"emails": not-an-address.' } });
  });

  it('pages, sorts, filters and narrows', async () => {
    const page = await call('GET', '/Users?sortBy=name.familyName&sortOrder=descending&startIndex=2&count=2&attributes=userName');
    expect(page.json).toMatchObject({ totalResults: 4, startIndex: 2, itemsPerPage: 2 });
    expect(page.json.Resources.map((each) => Object.keys(each).toSorted().join())).toEqual(['id,schemas,userName', 'id,schemas,userName']);
    expect(page.json.Resources.map(({ userName }) => userName)).toEqual(['lra-two@example.org', 'lra@example.org']);
    expect((await call('GET', '/Users?filter=roles%20eq%20%22physician%22%20and%20active%20eq%20true&count=0')).json).toMatchObject({ totalResults: 1, Resources: [] });
    expect(await call('GET', '/Users?filter=nothing')).toMatchObject({ status: 400, json: { scimType: 'invalidFilter' } });
    expect(await call('GET', '/Users?sortBy=password')).toMatchObject({ status: 400, json: { scimType: 'invalidPath' } });
  });

  it('revokes who is removed, and knows them again', async () => {
    const { json: { id } } = await call('POST', '/Users', ANNE);
    expect(await call('DELETE', `/Users/${id}`)).toMatchObject({ status: 204 });
    expect((await call('GET', `/Users/${id}`)).status).toBe(404);
    expect((await call('POST', '/Users', ANNE)).json.id).toBe(id);
  });

  it('reaches nobody of another organization', async () => {
    expect((await call('GET', '/Users/m-solo')).status).toBe(404);
    expect((await call('DELETE', '/Users/m-solo')).status).toBe(404);
  });

  it('changes nothing when the log cannot be written', async () => {
    fixture.audit.isBroken = true;
    await expect(call('POST', '/Users', ANNE)).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    fixture.audit.isBroken = false;
    expect((await call('GET', '/Users')).json.totalResults).toBe(4);
  });
});

describe('what the service says of itself', () => {
  it.each(['/ServiceProviderConfig', '/ResourceTypes', '/ResourceTypes/User', '/Schemas', `/Schemas/${USER_SCHEMA}`])('is at %s', async (path) => {
    expect(await call('GET', path)).toMatchObject({ status: 200, json: { schemas: [expect.stringMatching(/^urn:ietf:params:scim:/)] } });
  });
  it.each<[string, string, number]>([
    ['GET', '/Groups', 404], ['GET', '/Schemas/urn:none', 404], ['GET', '/Schemas?filter=x', 403], ['POST', '/Schemas', 405], ['PUT', '/Users', 405], ['POST', '/Users/x', 405], ['GET', '/Users/x/y', 404], ['TRACE', '/Users', 405], ['GET', '/Users/%E0%A4%A', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect(await call(method, path, {})).toMatchObject({ status, json: { status: String(status) } });
  });
  it('takes JSON only', async () => {
    expect((await call('POST', '/Users', {}, { contentType: 'text/plain' })).status).toBe(415);
  });
});
