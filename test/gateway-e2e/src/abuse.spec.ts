import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewayClient, startStack, type RunningStack } from '@longview/test-support';
import { find, open, openCandidate, readTimeline, storyOf } from './chart-reader.js';

/** Deeper than any page of ours, by the one thing in the schema that contains itself. */
const tooDeep = `{ __schema { types { fields { type { ${'ofType { '.repeat(7)} name ${'}'.repeat(7)} } } } } }`;
const tooCostly = `{ ${Array.from({ length: 6 }, (_, i) => `a${i}: province { isDemonstration }`).join(' ')} }`;

describe('what nobody of ours would ask', () => {
  let stack: RunningStack;
  let doctor: GatewayClient;
  let nurse: GatewayClient;
  let healthNumber: string;

  beforeAll(async () => {
    stack = await startStack();
    await stack.fault({ sourceId: 'superior-north', fault: 'none' });
    [doctor, nurse] = [await stack.signIn('dr.leclair'), await stack.signIn('nurse.vuong')];
    ({ healthNumber } = await storyOf(stack, 'broken-arm'));
  });
  afterAll(() => stack?.stop());

  const codeOf = async (client: GatewayClient, body: unknown, headers: Record<string, string> = {}): Promise<string> => {
    const { status, errors } = await client.post(body, headers);
    return `${status} ${errors?.[0]?.extensions?.code ?? 'no error'}`;
  };
  const streamed = async (body: unknown): Promise<string> => {
    try {
      for await (const _ of doctor.streamBody(body)) return 'answered';
      return 'empty';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each<Record<string, string>>([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])('is refused when it comes from another site: %j', async (headers) => {
    expect(await codeOf(doctor, { query: 'mutation { lockSession { __typename } }' }, headers)).toBe('403 FOREIGN_ORIGIN');
    const logout = await doctor.fetch('/auth/logout', { method: 'POST', headers });
    expect(logout.status).toBe(403);
    expect(await doctor.run('Me')).toMatchObject({ me: { session: { isLocked: false } } });
  });

  it('is refused without JSON, by GET, and in batches', async () => {
    const query = '{ province { isDemonstration } }';
    expect(await codeOf(doctor, { query }, { 'content-type': 'text/plain' })).toBe('400 BAD_REQUEST');
    expect(await codeOf(doctor, [{ query }, { query }])).toBe('400 BAD_REQUEST');
    expect((await doctor.fetch(`/graphql?query=${encodeURIComponent(query)}`)).status).toBe(405);
    expect((await doctor.fetch('/graphql/stream?query=x', { headers: { accept: 'text/event-stream' } })).status).toBe(405);
    expect((await doctor.fetch('/graphql/stream', { method: 'PUT' })).status).toBe(405);
  });

  it('is refused when it is too deep, too costly, too long or too large', async () => {
    expect(await codeOf(doctor, { query: '{ province { name { en } } }' })).toBe('200 no error');
    expect(await codeOf(doctor, { query: tooDeep })).toBe('400 OPERATION_TOO_DEEP');
    expect(await codeOf(doctor, { query: tooCostly })).toBe('400 OPERATION_TOO_COSTLY');
    expect(await codeOf(doctor, { query: `{ province { ${'isDemonstration '.repeat(4_000)} } }` })).toBe('400 GRAPHQL_PARSE_FAILED');
    // Whoever acts for an organization may send a file of users; everybody else sends questions.
    expect((await new GatewayClient(stack.baseUrl).post({ query: ' '.repeat(70_000) })).status).toBe(413);
    expect((await doctor.post({ query: ' '.repeat(70_000) })).status).toBe(400);
    expect((await doctor.post({ query: ' '.repeat(9_000_000) })).status).toBe(413);
    const bomb = `{ ...f0 } ${Array.from({ length: 40 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f40 on Query { province { isDemonstration } }`;
    expect(await codeOf(doctor, { query: bomb })).toMatch(/^400 OPERATION_TOO/);
  });

  it('gets the same limits on the streaming door, and only subscriptions', async () => {
    expect(await streamed({ query: 'mutation { lockSession { __typename } }' })).toContain('SUBSCRIPTION_EXPECTED');
    expect(await streamed({ query: '{ me { userId } }' })).toContain('SUBSCRIPTION_EXPECTED');
    expect(await streamed({ query: `subscription { sessionEvents { ${Array.from({ length: 600 }, (_, i) => `k${i}: kind`).join(' ')} } }` })).toContain('OPERATION_TOO_COSTLY');
    expect(await streamed({ query: 'subscription { sessionEvents { nothing } }' })).toContain('Cannot query field');
    expect(await streamed({ documentId: 'sha256:0' })).toContain('UNKNOWN_DOCUMENT');
    expect(await doctor.run('Me')).toMatchObject({ me: { session: { isLocked: false } } });
  });

  it('gets no more streams than a person has windows', async () => {
    const abort = new AbortController();
    const open = Array.from({ length: 24 }, () => doctor.stream('SessionEvents', {}, abort.signal));
    await Promise.all(open.map((stream) => stream.next()));
    expect(await streamed({ query: 'subscription { sessionEvents { kind } }' })).toContain('TOO_MANY_STREAMS');
    abort.abort();
    await Promise.allSettled(open.map((stream) => stream.next()));
  });

  it("gets nothing by another session's keys, nor by a key for another patient", async () => {
    const found = await find(doctor, { healthNumber });
    const { candidateKey } = found.candidates[0]!;
    const patientKey = await openCandidate(doctor, candidateKey);
    const { items } = await readTimeline(doctor, { patientKey });
    const { copyKey } = items.find(({ kind }) => kind === 'REPORT')!.copies[0]!;
    expect(await nurse.run('OpenPatient', { candidateKey })).toMatchObject({ openPatient: { code: 'PATIENT_NOT_OPEN' } });
    expect(await nurse.run('OpenedPatient', { patientKey })).toMatchObject({ openedPatient: null });
    expect((await readTimeline(nurse, { patientKey })).slices).toMatchObject([{ __typename: 'Refusal', code: 'PATIENT_NOT_OPEN' }]);
    expect(await nurse.run('Report', { patientKey, copyKey })).toMatchObject({ report: { code: 'PATIENT_NOT_OPEN' } });

    const other = await open(doctor, (await storyOf(stack, 'twin-noah')).healthNumber);
    expect(await doctor.run('Report', { patientKey: other, copyKey })).toMatchObject({ report: { __typename: 'RecordNotFound' } });
    expect(await doctor.run('Report', { patientKey, copyKey: `${copyKey.slice(0, -2)}AA` })).toMatchObject({ report: { __typename: 'RecordNotFound' } });
  });

  it('gets no images without a launch, of another session, or beside the study', async () => {
    const { facts } = await storyOf(stack, 'broken-arm');
    const studyUid = facts!['studyUid']!;
    const path = `/dicom-web/studies/${studyUid}/metadata`;
    expect((await doctor.fetch(path)).status).toBe(404);
    const patientKey = await open(doctor, healthNumber);
    await readTimeline(doctor, { patientKey });
    const { launchStudy } = await doctor.run<{ launchStudy: { launchId: string } }>('LaunchStudy', { patientKey, studyInstanceUid: studyUid, sourceIds: ['thames-valley'] });
    expect((await doctor.fetch(path)).status).toBe(200);
    expect((await nurse.fetch(path)).status).toBe(404);
    expect(await nurse.run('StudyLaunch', { launchId: launchStudy.launchId })).toMatchObject({ studyLaunch: { __typename: 'RecordNotFound' } });
    for (const beside of [`/dicom-web/studies/${facts!['priorStudyUid']}/metadata`, '/dicom-web/studies', `${path}/../../../patients`, '/dicom-web/instances', `/dicom-web/studies/${studyUid}%2f..%2f..%2fpatients`]) {
      expect([200, 404]).toContain((await doctor.fetch(beside)).status);
      expect(await (await doctor.fetch(beside)).text()).toMatch(/^(\[\])?$/);
    }
    expect((await fetch(stack.baseUrl + path)).status).toBe(401);
  });

  it('learns nothing from errors and headers', async () => {
    const response = await doctor.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query": ' });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gets one page at every other address, with a policy that is new each time and lets nothing foreign in', async () => {
    const nonces = new Set<string>();
    for (const address of ['/', '/find', '/p/any/timeline', '/.env', '/auth-nothing']) {
      const response = await fetch(stack.baseUrl + address, { headers: { accept: 'text/html' } });
      const policy = response.headers.get('content-security-policy')!;
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      const nonce = /style-src 'self' 'nonce-([\w+/=]+)'/.exec(policy)![1]!;
      expect(await response.text()).toContain(nonce);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
    expect((await fetch(`${stack.baseUrl}/find`, { headers: { accept: 'application/json' } })).status).toBe(404);
    const page = await (await fetch(stack.baseUrl, { headers: { accept: 'text/html' } })).text();
    const script = await fetch(stack.baseUrl + /src="(\/assets\/[^"]+)"/.exec(page)![1]!);
    expect([script.status, script.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await fetch(`${stack.baseUrl}/assets/none.js`)).status).toBe(404);
  });

  it('does not see the numbers of operations from outside', async () => {
    expect((await fetch(`${stack.baseUrl}/metrics`)).status).toBe(200);
    expect((await fetch(`${stack.baseUrl}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(404);
  });

  it('keeps the cookie from scripts and other sites', async () => {
    const login = await fetch(`${stack.baseUrl}/auth/login`, { redirect: 'manual' });
    const [cookie] = login.headers.getSetCookie();
    expect(cookie).toMatch(/^longview\.login=.*; Path=\/auth;.*HttpOnly; SameSite=Lax/i);
    const query = new URL(login.headers.get('location')!).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid profile' });
    for (const name of ['state', 'nonce', 'code_challenge', 'max_age', 'acr_values']) expect(query.get(name)).toBeTruthy();
  });

  it('does not sign in ten times a second for ever', async () => {
    const limited = await stack.startAnother({ LOG_IN_ATTEMPTS_PER_MINUTE: '5' });
    const locations: (string | null)[] = [];
    for (let i = 0; i < 7; i++) locations.push((await fetch(`${limited}/auth/login`, { redirect: 'manual' })).headers.get('location'));
    expect(locations.slice(0, 5).every((location) => location?.includes('/auth?'))).toBe(true);
    expect(locations.slice(5)).toEqual(['/sign-in?problem=too-many-attempts', '/sign-in?problem=too-many-attempts']);
  });
});
