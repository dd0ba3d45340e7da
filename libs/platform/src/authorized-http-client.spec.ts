import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, exportJWK, exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { AuthorizedHttpClient, createSequentialIds, createSettableClock, type HttpAuthentication } from './index.js';

const opened: (() => unknown)[] = [];
afterEach(async () => { for (const close of opened.splice(0)) await close(); });

/** A source with a token endpoint: counts tokens, and takes only the newest one. */
async function startSource({ lifetimeSeconds = 300, tokenStatus = 200 } = {}) {
  const assertions: string[] = [], seen: (string | undefined)[] = [];
  let valid = '';
  const server = createServer((request, response) => void answer(request).then(({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)))).listen(0, '127.0.0.1');
  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    if (request.url === '/fhir/.well-known/smart-configuration') return { status: 200, body: { token_endpoint: `${origin}/token` } };
    if (request.url !== '/token') {
      seen.push(request.headers.authorization);
      return { status: valid === '' || request.headers.authorization === `Bearer ${valid}` ? 200 : 401, body: {} };
    }
    let form = '';
    for await (const chunk of request as AsyncIterable<Buffer>) form += chunk.toString();
    const parameters = new URLSearchParams(form);
    expect(Object.fromEntries(parameters)).toMatchObject({ grant_type: 'client_credentials', scope: 'system/*.rs', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' });
    assertions.push(parameters.get('client_assertion')!);
    valid = `token-${assertions.length}`;
    return { status: tokenStatus, body: { access_token: valid, token_type: 'bearer', expires_in: lifetimeSeconds } };
  }
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  opened.push(() => { server.closeAllConnections(); server.close(); });
  return { origin, assertions, seen, revoke: () => { valid = 'revoked'; } };
}

function open(baseUrl: string, authentication: HttpAuthentication, secret: string, clock = createSettableClock(Date.now())): AuthorizedHttpClient {
  const client = new AuthorizedHttpClient({ baseUrl }, authentication, { clock, ids: createSequentialIds(), readSecret: async () => secret });
  opened.unshift(() => client.close());
  return client;
}

const ask = (client: AuthorizedHttpClient) => client.request({ path: '/fhir/x', budget: { remainingBytes: 1_000 } });
const smart = (algorithm: 'ES384' | 'RS384', tokenUrl?: string): HttpAuthentication => ({ method: 'smart-backend', clientId: 'longview', scope: 'system/*.rs', keyId: 'key-1', algorithm, privateKey: { env: 'KEY' }, tokenUrl });

describe('a client that makes itself known', () => {
  it('by password or token sends them on every request', async () => {
    const { origin, seen } = await startSource();
    await ask(open(`${origin}/fhir`, { method: 'basic', username: 'user', password: { env: 'P' } }, 'pässword'));
    await ask(open(`${origin}/fhir`, { method: 'bearer', token: { env: 'T' } }, 'abc'));
    await ask(open(`${origin}/fhir`, { method: 'none' }, ''));
    expect(seen).toEqual([`Basic ${Buffer.from('user:pässword').toString('base64')}`, 'Bearer abc', undefined]);
  });

  it.each(['ES384', 'RS384'] as const)('by SMART Backend Services signs with %s for the token URL that the source names', async (algorithm) => {
    const { origin, assertions } = await startSource();
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const key = algorithm === 'ES384' ? await exportPKCS8(privateKey) : JSON.stringify(await exportJWK(privateKey));
    expect((await ask(open(`${origin}/fhir`, smart(algorithm), key))).status).toBe(200);
    const { payload } = await jwtVerify(assertions[0]!, publicKey);
    expect(decodeProtectedHeader(assertions[0]!)).toEqual({ alg: algorithm, kid: 'key-1', typ: 'JWT' });
    expect(payload).toMatchObject({ iss: 'longview', sub: 'longview', aud: `${origin}/token` });
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(300);
    expect(payload.jti).toBeDefined();
  });

  it('by SMART keeps a token until shortly before it ends, shares it, and proves itself anew each time', async () => {
    const { origin, assertions, seen } = await startSource();
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const clock = createSettableClock(Date.now());
    const client = open(`${origin}/fhir`, smart('ES384', `${origin}/token`), await exportPKCS8(privateKey), clock);
    await Promise.all([ask(client), ask(client), ask(client)]);
    clock.advance(270_000);
    await ask(client);
    expect(assertions.length).toBe(1);
    clock.advance(15_000);
    await ask(client);
    expect(assertions.length).toBe(2);
    expect(new Set(assertions.map((assertion) => decodeJwt(assertion).jti)).size).toBe(2);
    expect(seen).toEqual([...Array.from({ length: 4 }, () => 'Bearer token-1'), 'Bearer token-2']);
  });

  it('by SMART renews a token that the source has taken back, once', async () => {
    const { origin, assertions, revoke } = await startSource();
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const client = open(`${origin}/fhir`, smart('ES384', `${origin}/token`), await exportPKCS8(privateKey));
    await ask(client);
    revoke();
    expect((await ask(client)).status).toBe(200);
    expect(assertions.length).toBe(2);
  });

  it('says whether the token was refused or the key is none', async () => {
    const refusing = await startSource({ tokenStatus: 401 });
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    await expect(ask(open(`${refusing.origin}/fhir`, smart('ES384'), await exportPKCS8(privateKey)))).rejects.toMatchObject({ code: 'HTTP_TOKEN_REFUSED' });
    const fault = await ask(open(`${refusing.origin}/fhir`, smart('ES384'), 'no key')).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'HTTP_MISCONFIGURED' });
    expect((fault as Error).cause).toBeUndefined();
  });

  it('reads its certificate when it connects, and says when there is none', async () => {
    const { origin } = await startSource();
    const client = new AuthorizedHttpClient({ baseUrl: origin.replace('http:', 'https:') }, { method: 'mtls', certificate: { env: 'C' }, privateKey: { env: 'K' } }, {
      clock: createSettableClock(0), ids: createSequentialIds(), readSecret: async () => { const { SecretFault } = await import('./secrets.js'); throw new SecretFault({ env: 'C' }); },
    });
    opened.unshift(() => client.close());
    await expect(ask(client)).rejects.toMatchObject({ code: 'HTTP_MISCONFIGURED' });
  });
});
