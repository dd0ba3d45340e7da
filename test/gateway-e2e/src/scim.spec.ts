import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import SCIMMY from 'scimmy';
import { GatewayClient, startStack, type RunningStack } from '@longview/test-support';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface Answer { readonly status: number; readonly headers: Headers; readonly body: Readonly<Record<string, unknown>> }

describe('provisioning over SCIM, as a hospital does it', () => {
  let stack: RunningStack;
  let lra: GatewayClient;
  let secret: string;
  const account = (username: string) => stack.accounts.find((one) => one.username === username)!;
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${stack.baseUrl}/scim/v2${path}`, { method, headers: { authorization: `Bearer ${secret}`, ...(body !== undefined && { 'content-type': 'application/scim+json' }), ...headers }, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  };
  /** Another maker's reading of RFC 7643: throws for an attribute of the wrong type or shape. */
  const examine = (resource: object): Record<string, unknown> => ({ ...new SCIMMY.Schemas.User(resource, 'out') });
  const listOf = (body: Readonly<Record<string, unknown>>) => new SCIMMY.Messages.ListResponse(body as never);
  const anne = { schemas: [USER, ENTERPRISE], userName: 'fictitious.roy', externalId: 'e-77', name: { familyName: 'Roy-Fictitious', givenName: 'Anne' }, emails: [{ value: 'anne.roy@example.org', type: 'work', primary: true }], roles: [{ value: 'clerk' }], [ENTERPRISE]: { employeeNumber: '77' } };

  beforeAll(async () => {
    stack = await startStack();
    SCIMMY.Schemas.User.extend(SCIMMY.Schemas.EnterpriseUser.definition as never, false);
    lra = new GatewayClient(stack.baseUrl);
    await lra.signIn(account('lra.morin'));
    const { createProvisioningToken } = await lra.run<{ createProvisioningToken: { secret: string } }>('CreateProvisioningToken', { label: 'HR system', expiresOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10) });
    ({ secret } = createProvisioningToken);
  });
  afterAll(async () => { await stack?.stop(); });

  it('creates, finds, patches and removes a user, in answers that another implementation reads', async () => {
    const created = await call('POST', '/Users', anne);
    expect(created.status).toBe(201);
    expect(created.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    expect(examine(created.body)).toMatchObject({ userName: 'fictitious.roy', active: false, name: { familyName: 'Roy-Fictitious' }, roles: [{ value: 'clerk' }] });
    const { id } = created.body;
    expect(created.headers.get('location')).toBe(`${stack.baseUrl}/scim/v2/Users/${String(id)}`);

    const found = await call('GET', `/Users?${new URLSearchParams({ filter: 'userName eq "FICTITIOUS.ROY" and emails[type eq "work"]' })}`);
    expect(listOf(found.body)).toMatchObject({ totalResults: 1 });

    const patch = { ...new SCIMMY.Messages.PatchOp({ schemas: [PATCH], Operations: [{ op: 'replace', path: 'title', value: 'Ward clerk' }] }) };
    const patched = await call('PATCH', `/Users/${String(id)}`, patch, { 'if-match': created.headers.get('etag')! });
    expect([patched.status, examine(patched.body)['title']]).toEqual([200, 'Ward clerk']);
    const late = await call('PATCH', `/Users/${String(id)}`, patch, { 'if-match': created.headers.get('etag')! });
    expect([late.status, late.body]).toEqual([412, { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '412', detail: 'The user was changed since this version.' }]);

    const { user } = await lra.run<{ user: { line: { status: string; jobTitle: string }; history: readonly { by: string; change: string }[] } }>('User', { membershipId: id });
    expect(user).toMatchObject({ line: { status: 'REQUESTED', jobTitle: 'Ward clerk' }, history: [{ change: 'facts-changed' }, { change: 'requested' }] });
    expect((await call('DELETE', `/Users/${String(id)}`)).status).toBe(204);
    expect((await call('GET', `/Users/${String(id)}`)).status).toBe(404);
  });

  it('lists everybody of the organization in order, each as the schema says', async () => {
    const { body } = await call('GET', '/Users?sortBy=name.familyName&count=3');
    const list = listOf(body);
    expect(list.totalResults).toBeGreaterThan(3);
    for (const resource of body['Resources'] as object[]) expect(examine(resource)).toHaveProperty('userName');
  });

  it('suspends who is no longer active, and their session ends', async () => {
    const doctor = new GatewayClient(stack.baseUrl);
    await doctor.signIn(account('dr.osei'));
    await doctor.run('ChooseOrganization', { organizationId: 'st-brigid' });
    const { body: { Resources: [osei] } } = await call('GET', `/Users?${new URLSearchParams({ filter: 'displayName co "Osei"' })}`) as unknown as { body: { Resources: readonly { id: string }[] } };
    expect((await call('PATCH', `/Users/${osei!.id}`, { schemas: [PATCH], Operations: [{ op: 'Replace', path: 'active', value: 'False' }] })).body['active']).toBe(false);
    const { me } = await doctor.run<{ me: { actingFor: { id: string } | null } | null }>('Me');
    expect(me?.actingFor?.id).not.toBe('st-brigid');
  });

  it.each<[string, Record<string, string>, unknown, number]>([
    ['no token', { authorization: '' }, undefined, 401], ['a wrong token', { authorization: `Bearer ${'x'.repeat(43)}` }, undefined, 401], ['no JSON', {}, '{', 400], ['a body too large', {}, { schemas: [USER], userName: 'x'.repeat(300_000) }, 413], ['another content type', { 'content-type': 'text/plain' }, 'x', 415],
  ])('answers %s as the RFC says', async (_, headers, body, status) => {
    const answer = await call(body === undefined ? 'GET' : 'POST', '/Users', body, headers);
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status) })]);
  });

  it('says what it offers', async () => {
    expect((await call('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true }, etag: { supported: true }, bulk: { supported: false } });
    expect(((await call('GET', '/Schemas')).body['Resources'] as { id: string }[]).map(({ id }) => id)).toContain(USER);
  });

  it('has nothing behind a revoked token', async () => {
    const { provisioning } = await lra.run<{ provisioning: { tokens: readonly { id: string }[] } }>('Provisioning');
    await lra.run('RevokeProvisioningToken', { id: provisioning.tokens[0]!.id });
    expect((await call('GET', '/Users')).status).toBe(401);
  });
});
