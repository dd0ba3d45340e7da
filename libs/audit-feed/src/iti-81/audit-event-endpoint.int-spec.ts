import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GroupCommitAuditLog, PatientPseudonymizer, type AuditEntry, type AuditEvent, type FhirAuditEvent } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import { applyMigrations, LogConnections, openPostgresDatabase, PostgresAuditReader, PostgresAuditSearch, PostgresAuditStore, type PostgresDatabase } from '@longview/persistence';
import { createSealer } from '@longview/platform';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { AuditEventEndpoint } from './audit-event-endpoint.js';
import type { FhirAnswer, FhirRequest } from './fhir-answer.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const publicUrl = 'https://longview.example';
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const pseudonymizer = new PatientPseudonymizer({ indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) });

interface Bundle { readonly resourceType: string; readonly link: readonly { readonly relation: string; readonly url: string }[]; readonly entry: readonly { readonly resource: FhirAuditEvent }[]; readonly issue?: readonly { readonly code: string; readonly diagnostics: string }[] }

describe('the access log over FHIR', () => {
  let database: PostgresDatabase;
  let connections: LogConnections;
  let log: GroupCommitAuditLog;
  let reader: PostgresAuditReader;
  let endpoint: AuditEventEndpoint;
  const keys = new Map<string, CryptoKey>();
  /** Fictitious. */
  const number = { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' };
  const patient = pseudonymizer.pseudonymize({ identifiers: [number], names: [] });
  const byPerson = (organizationId: string, userId: string): AuditEntry['actor'] => ({ userId, displayName: userId, roles: ['physician'], organizationId });
  let ids: Readonly<Record<'own' | 'shownToOthers' | 'elsewhere' | 'refused', string>>;

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    database = openPostgresDatabase(runtimeUrl);
    connections = new LogConnections(runtimeUrl);
    reader = new PostgresAuditReader(connections);
    log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: clock.nowMs });
    const clients = await Promise.all([['north-siem', 'north'], ['south-siem', 'south'], ['office-siem', undefined]].map(async ([id, organizationId]) => {
      const { publicKey, privateKey } = await generateKeyPair('ES384');
      keys.set(id!, privateKey);
      return { id: id!, name: `System ${id}`, ...(organizationId !== undefined && { organizationId }), publicKeys: JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES384' }] }) };
    }));
    endpoint = new AuditEventEndpoint({ clients, database, audit: log, sealer: createSealer('x'.repeat(32)), clock, ids: { newId: randomUUID, newToken: randomUUID }, search: new PostgresAuditSearch(connections), pseudonymizer, publicUrl });
    const shown = (...lines: readonly [string, number][]): NonNullable<AuditEvent['custodians']> => lines.map(([custodianId, itemCount]) => ({ custodianId, sourceId: `${custodianId}-fhir`, itemCount, use: 'collection' as const }));
    ids = {
      own: await log.append({ action: 'records-shown', outcome: 'success', actor: byPerson('north', 'dr-a'), patient, custodians: shown(['south', 3], ['west', 2]), consentBlockedSourceIds: ['east-fhir'], clientAddress: '192.0.2.17' }),
      shownToOthers: await log.append({ action: 'report-opened', outcome: 'success', actor: byPerson('south', 'dr-b'), patient, custodians: shown(['north', 1]), objects: ['north-fhir/report/1'] }),
      elsewhere: await log.append({ action: 'records-shown', outcome: 'success', actor: byPerson('south', 'dr-b'), patient, custodians: shown(['west', 4]) }),
      refused: await log.append({ action: 'access-refused', outcome: 'refused', actor: byPerson('north', 'dr-a'), patient }),
    };
    // As the index of accesses has it.
    await database.query(`with codes as (select (select code from audit_term where value = 'north') as north, (select code from audit_term where value = 'south') as south, (select code from audit_term where value = 'dr-b') as person),
      made as (insert into access (access_id, started_at, first_at, ended_at, session_hash, user_code, organization_code, marks, event_count, patient_key) select 1, now() - interval '1 minute', now() - interval '1 minute', now(), 1, person, south, 0, 1, $1 from codes returning access_id, started_at)
      insert into access_custodian (access_id, started_at, custodian_code, source_code, item_count, is_use, marks) select access_id, started_at, north, north, 1, false, 0 from made, codes`, [patient.key]);
  });
  afterAll(async () => {
    await log.close();
    await database.close();
    await connections.close();
  });

  const assertion = (clientId: string, change: { readonly audience?: string; readonly key?: CryptoKey; readonly lifetime?: string; readonly jti?: string } = {}): Promise<string> =>
    new SignJWT({}).setProtectedHeader({ alg: 'ES384', kid: 'one' }).setIssuer(clientId).setSubject(clientId).setAudience(change.audience ?? `${publicUrl}/fhir/token`).setIssuedAt()
      .setExpirationTime(change.lifetime ?? '2m').setJti(change.jti ?? randomUUID()).sign(change.key ?? keys.get(clientId)!);
  const ask = (method: string, address: string, more: Partial<FhirRequest> = {}): Promise<FhirAnswer> => {
    const url = new URL(address, publicUrl);
    return endpoint.handle({ method, path: url.pathname.replace(/^\/fhir/, ''), query: url.searchParams, requestId: randomUUID(), clientAddress: '192.0.2.99', ...more });
  };
  const tokenRequest = async (clientAssertion: string, scope = 'system/AuditEvent.rs', clientAddress = '192.0.2.99'): Promise<FhirAnswer> => ask('POST', '/fhir/token', {
    clientAddress, form: new URLSearchParams({ grant_type: 'client_credentials', scope, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: clientAssertion }),
  });
  const signedIn = async (clientId: string): Promise<string> => `Bearer ${((await tokenRequest(await assertion(clientId))).body as { access_token: string }).access_token}`;
  const bundle = async (authorization: string, address: string, more: Partial<FhirRequest> = {}): Promise<Bundle> => (await ask('GET', address, { authorization, ...more })).body as Bundle;
  const idsIn = ({ entry }: Bundle): readonly string[] => entry.map(({ resource }) => resource.id);
  const today = `date=ge${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}`;
  const lastEvents = async (action: AuditEvent['action']): Promise<readonly AuditEvent[]> => reader.find({ about: { userId: 'client/north-siem' }, action, fromMs: 0, untilMs: Date.now() + 60_000, limit: 50 });

  it('lets in who signs with a registered key, once for each assertion, and writes that down', async () => {
    const good = await assertion('north-siem');
    expect(await tokenRequest(good)).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 300, scope: 'system/AuditEvent.rs' } });
    expect(await tokenRequest(good)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const { privateKey: strangers } = await generateKeyPair('ES384');
    for (const bad of [await assertion('north-siem', { key: strangers }), await assertion('north-siem', { audience: 'https://elsewhere.example' }), await assertion('north-siem', { lifetime: '2h' }), await assertion('unknown', { key: strangers }), 'no.jwt.atall']) {
      expect(await tokenRequest(bad)).toMatchObject({ status: 401 });
    }
    expect(await tokenRequest(await assertion('north-siem'), 'system/Patient.rs')).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
    expect((await lastEvents('sign-in')).map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused', 'success']);
  });

  it('answers nobody without a token, nor with one that it did not make', async () => {
    for (const authorization of [undefined, 'Bearer x', `Bearer ${createSealer('y'.repeat(32)).seal('north-siem 9999999999999 1', 'access token for the access log')}`]) {
      expect(await ask('GET', `/fhir/AuditEvent?${today}`, { authorization })).toMatchObject({ status: 401, body: { resourceType: 'OperationOutcome', issue: [{ code: 'login' }] } });
    }
    expect((await ask('GET', '/fhir/metadata')).body).toMatchObject({ resourceType: 'CapabilityStatement' });
  });

  it('shows each organization its side: its people’s accesses, and what others were shown of its records', async () => {
    const north = await bundle(await signedIn('north-siem'), `/fhir/AuditEvent?${today}`);
    expect(idsIn(north)).toEqual(expect.arrayContaining([ids.own, ids.shownToOthers, ids.refused]));
    expect(idsIn(north)).not.toContain(ids.elsewhere);
    const own = JSON.stringify(north.entry.find(({ resource }) => resource.id === ids.own));
    // Which source consent closes is nobody's to read here.
    expect(own).not.toContain('east-fhir');
    expect(own).toContain('west');
    const south = await bundle(await signedIn('south-siem'), `/fhir/AuditEvent?${today}&agent.identifier=dr-a`);
    expect(idsIn(south)).toEqual([ids.own]);
    // Of a colleague elsewhere it sees what was shown of its own records, and not whose else.
    expect(JSON.stringify(south)).not.toContain('west');
    expect(idsIn(await bundle(await signedIn('office-siem'), `/fhir/AuditEvent?${today}`))).toEqual(expect.arrayContaining(Object.values(ids)));
  });

  it('finds a patient by POST only, and puts their number into no address', async () => {
    const authorization = await signedIn('north-siem');
    const identifier = `${number.system}|${number.value}`;
    expect(await ask('GET', `/fhir/AuditEvent?${today}&patient.identifier=${encodeURIComponent(identifier)}`, { authorization })).toMatchObject({ status: 400, body: { issue: [{ code: 'not-supported' }] } });
    const form = new URLSearchParams({ date: today.slice(5), 'patient.identifier': identifier, _count: '1' });
    let page = await bundle(authorization, '/fhir/AuditEvent/_search', { method: 'POST', form });
    const found = [...idsIn(page)];
    for (let next = page.link.find(({ relation }) => relation === 'next'); next; next = page.link.find(({ relation }) => relation === 'next')) {
      expect(JSON.stringify(page.link)).not.toContain(number.value);
      page = await bundle(authorization, next.url);
      found.push(...idsIn(page));
    }
    expect(found).toEqual([ids.refused, ids.shownToOthers, ids.own]);
    expect((await lastEvents('access-log-read')).some((event) => event.patient?.key === patient.key)).toBe(true);
    expect(JSON.stringify(await lastEvents('access-log-read'))).not.toContain(number.value);
  });

  it('finds by kind, outcome and address, and refuses what it does not know rather than to answer more than was asked', async () => {
    const authorization = await signedIn('north-siem');
    expect(idsIn(await bundle(authorization, `/fhir/AuditEvent?${today}&outcome=4&agent.identifier=dr-a`))).toEqual([ids.refused]);
    expect(idsIn(await bundle(authorization, `/fhir/AuditEvent?${today}&subtype=${encodeURIComponent('http://hl7.org/fhir/restful-interaction|read')}&address=192.0.2.17`))).toEqual([ids.own]);
    for (const wrong of ['', `${today}&colour=red`, `${today}&_count=0`, 'date=ge2026-13-01', 'date=ge2020-01-01', `${today}&_sort=agent`, '_page=x']) {
      expect(await ask('GET', `/fhir/AuditEvent?${wrong}`, { authorization })).toMatchObject({ status: 400, body: { resourceType: 'OperationOutcome' } });
    }
    expect(await ask('DELETE', `/fhir/AuditEvent/${ids.own}`, { authorization })).toMatchObject({ status: 405 });
  });

  it('reads one event, and tells not whether there is one that is another’s', async () => {
    const authorization = await signedIn('north-siem');
    expect(await ask('GET', `/fhir/AuditEvent/${ids.own}`, { authorization })).toMatchObject({ status: 200, body: { resourceType: 'AuditEvent', id: ids.own } });
    const answers = await Promise.all([ids.elsewhere, '9-999999', 'nonsense'].map((id) => ask('GET', `/fhir/AuditEvent/${id}`, { authorization })));
    expect(answers[0]).toMatchObject({ status: 404, body: { issue: [{ code: 'not-found' }] } });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect((await lastEvents('access-log-read')).filter(({ details }) => details?.['what'] === 'iti-81-read').map(({ outcome }) => outcome)).toEqual(['failure', 'failure', 'failure', 'success']);
  });

  it('stops those who guess', async () => {
    let last: FhirAnswer | undefined;
    for (let i = 0; i < 31; i++) last = await ask('GET', '/fhir/AuditEvent', { clientAddress: '203.0.113.9' });
    expect(last).toMatchObject({ status: 429, headers: { 'retry-after': expect.any(String) } });
  });
});
