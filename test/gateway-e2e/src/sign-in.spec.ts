import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PostgresAuditReader } from '@longview/persistence';
import { GatewayClient, startStack, type RunningStack, type StackAccount } from '@longview/test-support';
import { find, open, readTimeline, storyOf, type Found } from './chart-reader.js';

interface Me { readonly userId: string; readonly actingFor: { readonly id: string } | null; readonly organizations: readonly { readonly id: string }[]; readonly session: { readonly isLocked: boolean } }

async function watchSession(client: GatewayClient, events: string[], signal?: AbortSignal): Promise<void> {
  for await (const { sessionEvents } of client.stream<{ sessionEvents: { kind: string } }>('SessionEvents', {}, signal)) events.push(sessionEvents.kind);
}

describe('signing in and out', () => {
  let stack: RunningStack;
  let database: pg.Client;
  let log: PostgresAuditReader;
  const account = (username: string): StackAccount => stack.accounts.find((one) => one.username === username)!;
  const me = async (client: GatewayClient): Promise<Me | null> => (await client.run<{ me: Me | null }>('Me')).me;
  const actionsOf = async (userId: string): Promise<readonly string[]> => (await log.find({ about: { userId }, fromMs: 0, untilMs: Date.now() + 1_000, limit: 100 })).map(({ action }) => action);

  beforeAll(async () => {
    stack = await startStack({
      // A clerk who left: known to the provider, unknown to the province.
      province: (text) => text.replace(/subject: sandbox-clerk\.baxter/, 'subject: somebody-else').replace(/(id: pacs-nakamura\n)/, '$1    isActive: false\n'),
    });
    database = new pg.Client({ connectionString: stack.database.ownerUrl });
    await database.connect();
    log = new PostgresAuditReader(stack.database.runtimeUrl);
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
  });
  afterAll(async () => {
    await log?.close();
    await database?.end();
    await stack?.stop();
  });

  it('takes password and one-time code, and returns to the page that was asked for', async () => {
    const client = new GatewayClient(stack.baseUrl);
    const end = await client.signIn(account('dr.leclair'), '/find?x=1');
    expect(end.pathname + end.search).toBe('/find?x=1');
    expect(await me(client)).toMatchObject({ userId: 'dr-leclair', actingFor: { id: 'mountain-brow' }, session: { isLocked: false } });
  });

  it('never returns to another site', async () => {
    for (const returnTo of ['https://evil.example/', '//evil.example/', '/\\evil.example/', '/auth/login', 'javascript:alert(1)']) {
      const client = new GatewayClient(stack.baseUrl);
      const end = await client.signIn(account('dr.leclair'), returnTo);
      expect(end.href).toBe(`${stack.baseUrl}/`);
    }
  });

  it.each([['dr.grzybowska', 'second-factor-needed'], ['clerk.baxter', 'unknown-user'], ['pacs.nakamura', 'inactive-user']])('refuses %s with a reason: %s', async (username, problem) => {
    const client = new GatewayClient(stack.baseUrl);
    const end = await client.signIn(account(username));
    expect(end.pathname + end.search).toBe(`/sign-in?problem=${problem}`);
    expect(await me(client)).toBeNull();
    expect((await find(client, { healthNumber: '9993180331' })).code).toBe('SESSION_ENDED');
    expect(await actionsOf('unknown')).toContain('sign-in');
  });

  it('lets somebody in whose only organization takes no part any more, to nothing', async () => {
    const client = await stack.signIn('dr.abernathy');
    expect(await me(client)).toMatchObject({ userId: 'dr-abernathy', actingFor: null, organizations: [] });
    expect((await find(client, { healthNumber: '9993180331' })).code).toBe('ORGANIZATION_NOT_CHOSEN');
    expect((await client.run<{ chooseOrganization: Found }>('ChooseOrganization', { organizationId: 'old-mill' })).chooseOrganization.code).toBe('NOT_ALLOWED');
  });

  it('says so when the user cancels at the provider', async () => {
    const client = new GatewayClient(stack.baseUrl);
    const { url } = await client.follow('/auth/login');
    const { url: end } = await client.follow(url.href, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'cancel=yes' });
    expect(end.search).toBe('?problem=sign-in-cancelled');
  });

  it('takes an answer of the provider once, and in the browser that asked for it only', async () => {
    const victim = new GatewayClient(stack.baseUrl);
    const stranger = new GatewayClient(stack.baseUrl);
    const callbacks: string[] = [];
    const keep = victim.fetch.bind(victim);
    victim.fetch = async (address, init) => {
      if (new URL(address, stack.baseUrl).pathname === '/auth/callback') callbacks.push(address);
      return keep(address, init);
    };
    await victim.signIn(account('dr.leclair'));
    expect(callbacks).toHaveLength(1);
    for (const client of [victim, stranger]) expect((await client.follow(callbacks[0]!)).url.search).toBe('?problem=sign-in-expired');
    expect(await me(stranger)).toBeNull();
  });

  it('lets two tabs sign in side by side', async () => {
    const client = new GatewayClient(stack.baseUrl);
    const [first, second] = [await client.fetch('/auth/login?returnTo=/one'), await client.fetch('/auth/login?returnTo=/two')];
    expect(first.headers.get('location')).not.toBe(second.headers.get('location'));
    await client.signIn(account('dr.leclair'), '/three');
    const { url } = await client.follow(first.headers.get('location')!);
    expect(url.pathname).toBe('/one');
  });

  it('gives the session a new cookie at log-in', async () => {
    const client = new GatewayClient(stack.baseUrl);
    client.plant('longview.sid', 's%3Aplanted.signature');
    await client.signIn(account('dr.leclair'));
    expect(client.cookie('longview.sid')).not.toContain('planted');
  });

  it('asks somebody with two organizations which one they act for, and writes the choice down', async () => {
    const client = await stack.signIn('dr.osei');
    expect(await me(client)).toMatchObject({ actingFor: null });
    expect((await find(client, { healthNumber: '9993180331' })).code).toBe('ORGANIZATION_NOT_CHOSEN');
    expect((await client.run<{ chooseOrganization: Found }>('ChooseOrganization', { organizationId: 'mountain-brow' })).chooseOrganization.code).toBe('NOT_ALLOWED');
    await client.run('ChooseOrganization', { organizationId: 'thames-valley' });
    expect(await me(client)).toMatchObject({ actingFor: { id: 'thames-valley' } });
    expect((await actionsOf('dr-osei')).filter((action) => action === 'organization-chosen')).toHaveLength(2);
  });

  it('takes the log-in of somebody whose access sleeps as a wish to come back, which their registration authority grants', async () => {
    await database.query(`update membership set status = 'suspended', status_reason = 'idle', status_since = now() - interval '1 hour', version = version + 1 where person_id = 'dr-osei' and organization_id = 'st-brigid'`);
    const client = await stack.signIn('dr.osei');
    const { myStanding } = await client.run<{ myStanding: readonly { organizationId: string }[] }>('MyStanding');
    expect(myStanding.find(({ organizationId }) => organizationId === 'st-brigid')).toMatchObject({ isOpen: false, reason: 'idle', isReturnRequested: true, contact: { registrationAuthorities: ['Josée Morin'] } });
    const authority = await stack.signIn('lra.morin');
    const { users: { users: [asking] } } = await authority.run<{ users: { users: readonly { membershipId: string; version: number }[] } }>('Users', { input: { signal: 'RETURN_REQUESTED' } });
    const { changeUserStanding } = await authority.run<{ changeUserStanding: object }>('ChangeUserStanding', { input: { action: 'REINSTATE', reason: 'returned', users: [{ membershipId: asking!.membershipId, version: asking!.version }] } });
    expect(changeUserStanding).toMatchObject({ __typename: 'UsersChanged' });
    expect((await me(client))?.organizations.map(({ id }) => id)).toContain('st-brigid');
  });

  it('locks at once when asked, shows nothing, and comes back to the same place for the same person only', async () => {
    const story = await storyOf(stack, 'broken-arm');
    const client = await stack.signIn('dr.leclair');
    const patientKey = await open(client, story.healthNumber);
    const events: string[] = [];
    const watching = watchSession(client, events);
    while (events.length < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    await client.run('LockSession');
    expect(await me(client)).toMatchObject({ session: { isLocked: true } });
    expect((await find(client, { healthNumber: story.healthNumber })).code).toBe('SESSION_LOCKED');
    expect((await readTimeline(client, { patientKey })).slices[0]).toMatchObject({ __typename: 'Refusal', code: 'SESSION_LOCKED' });
    expect((await client.fetch(`/dicom-web/studies/${story.facts!['studyUid']}/metadata`)).status).toBe(401);

    // The provider is asked to see the user again although it knows them.
    expect(new URL((await client.fetch('/auth/login')).headers.get('location')!).searchParams.get('prompt')).toBe('login');
    await client.signIn(account('dr.leclair'), `/p/${patientKey}/timeline`);
    expect(await me(client)).toMatchObject({ userId: 'dr-leclair', session: { isLocked: false } });
    expect((await client.run<{ openedPatient: object | null }>('OpenedPatient', { patientKey })).openedPatient).not.toBeNull();
    expect(events).toEqual(['ALIVE', 'LOCKED', 'ALIVE']);

    await client.run('LockSession');
    await client.signIn(account('nurse.vuong'));
    expect(await me(client)).toMatchObject({ userId: 'nurse-vuong' });
    expect((await client.run<{ openedPatient: object | null }>('OpenedPatient', { patientKey })).openedPatient).toBeNull();
    await watching;
    expect(events.at(-1)).toBe('ENDED');
  });

  it('locks by itself when nobody is there', async () => {
    const client = await stack.signIn('dr.leclair');
    const events: string[] = [];
    const abort = new AbortController();
    const watching = watchSession(client, events, abort.signal).catch(() => undefined);
    while (events.length < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    // Sixteen minutes pass for every session.
    await database.query(`update session set sess = jsonb_set(sess::jsonb, '{logIn,lastActiveAtMs}', to_jsonb((sess->'logIn'->>'lastActiveAtMs')::bigint - 960000)) where sess->'logIn' is not null`);
    expect((await find(client, { healthNumber: '9993180331' })).code).toBe('SESSION_LOCKED');
    await client.run('KeepSessionAlive');
    expect(await me(client)).toMatchObject({ session: { isLocked: true } });
    while (events.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(events).toEqual(['ALIVE', 'LOCKED']);
    expect(await actionsOf('dr-leclair')).toContain('session-locked');
    abort.abort();
    await watching;
  });

  it('ends at the provider, too', async () => {
    const client = await stack.signIn('dr.leclair');
    const redirect = new URL(await client.signOut());
    expect(redirect.pathname).toBe('/session/end');
    expect(redirect.searchParams.get('post_logout_redirect_uri')).toBe(`${stack.baseUrl}/`);
    expect(await me(client)).toBeNull();
    const page = await (await client.fetch(redirect.href)).text();
    const xsrf = /name="xsrf" value="(\w+)"/.exec(page)![1]!;
    const { url } = await client.follow(`${redirect.origin}/session/end/confirm`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ xsrf, logout: 'yes' }).toString() });
    expect(url.href).toBe(`${stack.baseUrl}/`);
  });

  it('ends when the provider says that its session is over', async () => {
    const client = await stack.signIn('dr.leclair');
    const login = await client.fetch('/auth/login');
    const issuer = new URL(login.headers.get('location')!).origin;
    const page = await (await client.fetch(`${issuer}/session/end`)).text();
    const xsrf = /name="xsrf" value="(\w+)"/.exec(page)![1]!;
    await client.fetch(`${issuer}/session/end/confirm`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ xsrf, logout: 'yes' }).toString() });
    expect(await me(client)).toBeNull();
  });

  it('takes no logout token that the provider did not sign', async () => {
    const client = await stack.signIn('dr.leclair');
    const parts = [{ alg: 'none' }, { iss: 'http://localhost:1', aud: 'longview-gateway', iat: Math.floor(Date.now() / 1000), jti: '1', sub: 'sandbox-dr.leclair', events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }];
    const token = `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
    const response = await fetch(`${stack.baseUrl}/auth/backchannel-logout`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ logout_token: token }).toString() });
    expect(response.status).toBe(400);
    expect(await me(client)).not.toBeNull();
  });
});
