import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { decodeJwt, SignJWT, type JWTPayload } from 'jose';
import passport from 'passport';
import { createLogger, createSealer, createSettableClock, type SettableClock } from '@longview/platform';
import { HardenedOpenIdStrategy } from './hardened-strategy.js';
import { IdentityProviders } from './identity-providers.js';
import { PendingLogIns } from './pending-log-ins.js';
import { CLIENT_ID, startTestProvider, type TestProvider } from './test-provider.spec-support.js';
import { LOG_IN_STRATEGY, LogInRefused, type VerifiedIdentity } from './verified-identity.js';

interface Answer { readonly identity?: VerifiedIdentity; readonly problem?: string }

describe('logging in over OpenID Connect', () => {
  let server: Server;
  let origin: string;
  let provider: TestProvider;
  let clock: SettableClock;

  beforeAll(async () => {
    clock = createSettableClock(Date.now());
    const app = express();
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    provider = await startTestProvider(`${origin}/auth/callback`);
    const settings = { id: 'test', issuer: provider.issuer, clientId: CLIENT_ID, readClientSecret: async () => 'a-secret-that-is-long-enough-for-tests', scope: 'openid profile', requiredAcr: ['two-factors'] };
    const providers = new IdentityProviders([settings, { ...settings, id: 'away', issuer: 'http://127.0.0.1:1' }], clock);
    const pending = new PendingLogIns(createSealer('a-secret-of-thirty-two-bytes-or-more'), clock, false);
    new HardenedOpenIdStrategy(providers, { callbackUrl: `${origin}/auth/callback`, maxAuthenticationAgeMs: 3_600_000 }, pending, clock, createLogger('test', { level: 'silent' }));
    const run: express.RequestHandler = (request, response, next) => {
      const options: object = { returnTo: '/find', mustReauthenticate: request.query['lock'] === '1' };
      const authenticate = passport.authenticate(LOG_IN_STRATEGY, options, (error: unknown, identity: VerifiedIdentity | false) => {
        response.json(error instanceof LogInRefused ? { problem: error.problem } : error || !identity ? { problem: `not refused but failed: ${String(error)}` } : { identity });
      }) as express.RequestHandler;
      void authenticate(request, response, next);
    };
    app.get('/auth/login', run).get('/auth/callback', run);
  });
  beforeEach(() => {
    provider.acr = 'two-factors';
    provider.forge = undefined;
    clock.setNow(Date.now());
  });
  afterAll(async () => {
    await provider.close();
    server.closeAllConnections();
    server.close();
  });

  /** One browser: follows redirects and keeps cookies by path. */
  class Browser {
    private readonly cookies = new Map<string, string>();
    async get(address: string): Promise<Response> {
      const response = await fetch(address, { redirect: 'manual', headers: { cookie: [...this.cookies].filter(([key]) => new URL(address).pathname.startsWith(key.split(' ')[1]!)).map(([key, value]) => `${key.split(' ')[0]}=${value}`).join('; ') } });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        const key = `${name} ${/path=([^;]*)/i.exec(line)?.[1] ?? '/'}`;
        if (value === '') this.cookies.delete(key);
        else this.cookies.set(key, value!);
      }
      return response;
    }
    /** @returns where the provider sends the browser back to. */
    async untilCallback(query = ''): Promise<string> {
      let address = `${origin}/auth/login?idp=test${query}`;
      for (let hops = 0; hops < 10; hops++) {
        const location = (await this.get(address)).headers.get('location');
        if (!location) throw new Error(`No way on from ${address}.`);
        address = new URL(location, address).href;
        if (address.startsWith(`${origin}/auth/callback`)) return address;
      }
      throw new Error('The redirects do not end.');
    }
    async logIn(query = '', change: (callback: URL) => void = () => undefined): Promise<Answer> {
      const callback = new URL(await this.untilCallback(query));
      change(callback);
      return (await (await this.get(callback.href)).json()) as Answer;
    }
  }
  const resign = async (idToken: string, change: (claims: JWTPayload) => JWTPayload, key: Parameters<SignJWT['sign']>[0] = provider.key, header: Record<string, string> = {}): Promise<string> =>
    new SignJWT(change(decodeJwt(idToken))).setProtectedHeader({ alg: 'RS256', kid: 'test', ...header }).sign(key);

  it('yields who signed in, and nothing that only the browser said', async () => {
    const { identity } = await new Browser().logIn();
    expect(identity).toMatchObject({ identityProviderId: 'test', subject: 'dr-okafor', acr: 'two-factors', returnTo: '/find' });
  });

  it.each<[string, (idToken: string) => Promise<string> | string]>([
    ['without a signature', (token) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`],
    ['signed by somebody else', (token) => resign(token, (claims) => claims, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)],
    ['signed with the client secret', (token) => resign(token, (claims) => claims, Buffer.from('a-secret-that-is-long-enough-for-tests'), { alg: 'HS256' })],
    ['with claims that were changed', (token) => { const [header, , signature] = token.split('.'); return `${header}.${Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: 'somebody-else' })).toString('base64url')}.${signature}`; }],
    ['for another client', (token) => resign(token, (claims) => ({ ...claims, aud: 'another-client' }))],
    ['for two clients, made out to the other', (token) => resign(token, (claims) => ({ ...claims, aud: [CLIENT_ID, 'another-client'], azp: 'another-client' }))],
    ['of another issuer', (token) => resign(token, (claims) => ({ ...claims, iss: 'https://evil.example' }))],
    ['without a nonce', (token) => resign(token, ({ nonce: _, ...claims }) => claims)],
    ['with the nonce of another log-in', (token) => resign(token, (claims) => ({ ...claims, nonce: 'another' }))],
    ['that has expired', (token) => resign(token, (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 120 }))],
    ['that was issued long ago', (token) => resign(token, (claims) => ({ ...claims, iat: Math.floor(Date.now() / 1000) - 7_200 }))],
    ['for a user who was seen too long ago', (token) => resign(token, (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) - 7_200 }))],
    ['that does not say when the user was seen', (token) => resign(token, ({ auth_time: _, ...claims }) => claims)],
    ['of another access token', (token) => resign(token, (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }))],
    ['about nobody', (token) => resign(token, ({ sub: _, ...claims }) => claims)],
    ['that is no token', () => 'not.a.token'],
  ])('refuses an ID token %s', async (_, forge) => {
    provider.forge = forge;
    expect(await new Browser().logIn()).toEqual({ problem: 'rejected' });
  });

  it('takes a token that was signed anew with nothing changed: what is refused above is what was changed', async () => {
    provider.forge = (token) => resign(token, (claims) => claims);
    expect(await new Browser().logIn()).toMatchObject({ identity: { subject: 'dr-okafor' } });
  });

  it('asks for the second factor where the province does', async () => {
    provider.acr = 'one-factor';
    expect(await new Browser().logIn()).toEqual({ problem: 'second-factor-needed' });
    provider.acr = 'two-factors';
    provider.forge = (token) => resign(token, ({ acr: _, ...claims }) => claims);
    expect(await new Browser().logIn()).toEqual({ problem: 'second-factor-needed' });
  });

  it('refuses somebody who was not asked again when they had to be', async () => {
    provider.forge = (token) => resign(token, (claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) - 600 }));
    expect(await new Browser().logIn('&lock=1')).toEqual({ problem: 'rejected' });
    expect(await new Browser().logIn()).toMatchObject({ identity: { subject: 'dr-okafor' } });
  });

  it('takes an answer once, in the browser that asked, for ten minutes', async () => {
    const browser = new Browser();
    const callback = await browser.untilCallback();
    const read = async (one: Browser): Promise<Answer> => (await (await one.get(callback)).json()) as Answer;
    expect(await read(new Browser())).toEqual({ problem: 'sign-in-expired' });
    expect(await read(browser)).toMatchObject({ identity: { subject: 'dr-okafor' } });
    expect(await read(browser)).toEqual({ problem: 'sign-in-expired' });
    const late = new Browser();
    const lateCallback = await late.untilCallback();
    clock.advance(600_001);
    expect(await (await late.get(lateCallback)).json()).toEqual({ problem: 'sign-in-expired' });
  });

  it('refuses an answer without state, with an invented one, or from another issuer', async () => {
    expect(await new Browser().logIn('', (url) => url.searchParams.delete('state'))).toEqual({ problem: 'sign-in-expired' });
    expect(await new Browser().logIn('', (url) => url.searchParams.set('state', 'invented'))).toEqual({ problem: 'sign-in-expired' });
    expect(await new Browser().logIn('', (url) => url.searchParams.set('iss', 'https://evil.example'))).toEqual({ problem: 'rejected' });
    // This provider says in its metadata that it always names itself (RFC 9207).
    expect(await new Browser().logIn('', (url) => url.searchParams.delete('iss'))).toEqual({ problem: 'rejected' });
  });

  it('refuses a code that is not this log-in\'s', async () => {
    expect(await new Browser().logIn('', (url) => url.searchParams.set('code', 'invented'))).toEqual({ problem: 'rejected' });
  });

  it('lets two tabs log in side by side, each with its own secrets', async () => {
    const browser = new Browser();
    const [one, two] = [await browser.untilCallback(), await browser.untilCallback()];
    for (const callback of [two, one]) expect(await (await browser.get(callback)).json()).toMatchObject({ identity: { subject: 'dr-okafor' } });
  });

  it('says which problem it is when the provider refuses, is away, or is not of the province', async () => {
    const refusal = (error: string) => (url: URL): void => { url.searchParams.delete('code'); url.searchParams.set('error', error); };
    expect(await new Browser().logIn('', refusal('access_denied'))).toEqual({ problem: 'sign-in-cancelled' });
    expect(await new Browser().logIn('', refusal('login_required'))).toEqual({ problem: 'provider-refused' });
    expect(await (await fetch(`${origin}/auth/login?idp=away`)).json()).toEqual({ problem: 'provider-unavailable' });
    expect(await (await fetch(`${origin}/auth/login?idp=nobody`)).json()).toEqual({ problem: 'unknown-provider' });
  });
});
