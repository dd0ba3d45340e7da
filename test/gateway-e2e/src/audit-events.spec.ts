import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startStack, type RunningStack } from '@longview/test-support';
import { open, readTimeline, storyOf } from './chart-reader.js';

jest.setTimeout(60_000);

interface Bundle { readonly resourceType: string; readonly link: readonly { readonly relation: string; readonly url: string }[]; readonly entry: readonly { readonly resource: { readonly id: string; readonly subtype: readonly { readonly code: string }[]; readonly agent: readonly { readonly name?: string }[] } }[] }

/** A participant's system, as a vendor would write it: nothing of ours but the address. */
describe('a participant’s system that asks the access log', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  let stack: RunningStack;
  let healthNumber: string;

  beforeAll(async () => {
    const clients = ['mountain-brow', 'st-brigid'].map((organizationId) => ({ id: `${organizationId}-siem`, name: `Monitoring of ${organizationId}`, organizationId, publicKeys: { env: 'AUDIT_CLIENT_KEY' } }));
    stack = await startStack({
      province: (text) => `${text}\nauditClients: ${JSON.stringify(clients)}\n`,
      env: { AUDIT_CLIENT_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    });
    ({ healthNumber } = await storyOf(stack, 'broken-arm'));
    const doctor = await stack.signIn('dr.leclair');
    await readTimeline(doctor, { patientKey: await open(doctor, healthNumber) });
  });
  afterAll(() => stack?.stop());

  const signedIn = async (clientId: string, key: KeyObject = privateKey): Promise<Response> => {
    const { token_endpoint: tokenUrl } = (await (await fetch(`${stack.baseUrl}/fhir/.well-known/smart-configuration`)).json()) as { token_endpoint: string };
    const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
    const unsigned = `${part({ alg: 'ES384', typ: 'JWT' })}.${part({ iss: clientId, sub: clientId, aud: tokenUrl, jti: randomUUID(), exp: Math.floor(Date.now() / 1000) + 120 })}`;
    const assertion = `${unsigned}.${sign('sha384', Buffer.from(unsigned), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    return fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'system/AuditEvent.rs', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion }) });
  };
  const tokenOf = async (clientId: string): Promise<string> => ((await (await signedIn(clientId)).json()) as { access_token: string }).access_token;
  const ask = (address: string, token: string, form?: Record<string, string>): Promise<Response> =>
    fetch(new URL(address, stack.baseUrl), { headers: { authorization: `Bearer ${token}` }, ...(form && { method: 'POST', body: new URLSearchParams(form) }) });
  const today = (): string => `ge${new Date().toISOString().slice(0, 10)}`;

  it('gets everything that its own people did with a patient, page by page, and the number stands in no address', async () => {
    const token = await tokenOf('mountain-brow-siem');
    const identifier = `urn:oid:2.16.840.1.113883.4.59|${healthNumber}`;
    const kinds = new Set<string>();
    const ids: string[] = [];
    let response = await ask('/fhir/AuditEvent/_search', token, { date: today(), 'patient.identifier': identifier, _count: '2' });
    for (;;) {
      expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
      const page = (await response.json()) as Bundle;
      expect(page.resourceType).toBe('Bundle');
      for (const { resource } of page.entry) {
        ids.push(resource.id);
        for (const { code } of resource.subtype) kinds.add(code);
        expect(resource.agent.some(({ name }) => name === 'Dr. Anne Leclair')).toBe(true);
      }
      const next = page.link.find(({ relation }) => relation === 'next');
      expect(JSON.stringify(page.link)).not.toContain(healthNumber);
      if (!next) break;
      response = await ask(next.url, token);
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect([...kinds]).toEqual(expect.arrayContaining(['search', 'read']));
    expect((await ask(`/fhir/AuditEvent?date=${today()}&patient.identifier=${encodeURIComponent(identifier)}`, token)).status).toBe(400);
    expect(stack.gatewayLog()).not.toContain(healthNumber);
    expect((await ask(`/fhir/AuditEvent/${ids[0]}`, token)).status).toBe(200);
  });

  it('sees of other organizations what their people were shown of its records, and nothing else', async () => {
    const token = await tokenOf('st-brigid-siem');
    const form = { date: today(), 'patient.identifier': `urn:oid:2.16.840.1.113883.4.59|${healthNumber}`, _count: '200' };
    const shown = JSON.stringify(await (await ask('/fhir/AuditEvent/_search', token, form)).json());
    for (const [, custodian] of shown.matchAll(/\\"custodianId\\":\\"([^"\\]+)/g)) expect(custodian).toBe('st-brigid');
  });

  it('is refused with a key that is not its own, and without a token', async () => {
    expect((await signedIn('mountain-brow-siem', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)).status).toBe(401);
    const stranger = await fetch(`${stack.baseUrl}/fhir/AuditEvent?date=${today()}`);
    expect(stranger.status).toBe(401);
    expect(await stranger.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});
