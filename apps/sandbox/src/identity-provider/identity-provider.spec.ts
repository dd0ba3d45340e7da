import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { SandboxUnderTest } from '../testing/site-client.js';
import { ACR, CLIENT_ID } from './identity-provider.js';

let under: SandboxUnderTest;
let gateway: Server;
let gatewayUrl: string;
let callbackUrl: string;
const posted: { path: string; form: URLSearchParams }[] = [];
let discovered: Record<'authorization_endpoint' | 'token_endpoint' | 'jwks_uri' | 'end_session_endpoint', string>;
beforeAll(async () => {
  gateway = createServer((request, response) => {
    void text(request).then((body) => posted.push({ path: request.url!, form: new URLSearchParams(body) })).then(() => response.end());
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  gatewayUrl = `http://localhost:${(gateway.address() as AddressInfo).port}`;
  callbackUrl = `${gatewayUrl}/auth/callback`;
  under = await SandboxUnderTest.open(gatewayUrl);
  discovered = (await (await fetch(`${under.sandbox.issuer}/.well-known/openid-configuration`)).json()) as typeof discovered;
});
afterAll(async () => {
  await under.close();
  gateway.closeAllConnections();
  gateway.close();
});

/** A browser reduced to what the dance needs: cookies and redirects that are looked at before they are followed. */
class Visitor {
  readonly #cookies = new Map<string, string>();

  async visit(address: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<{ status: number; location: string; text: string; headers: Headers }> {
    const response = await fetch(new URL(address, under.sandbox.issuer), {
      redirect: 'manual', headers: { ...headers, cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value) this.#cookies.set(name!, value);
      else this.#cookies.delete(name!);
    }
    return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text(), headers: response.headers };
  }
}

const verifier = randomBytes(32).toString('base64url');

function authorization(extra: Record<string, string> = {}): string {
  return `${discovered.authorization_endpoint}?${new URLSearchParams({
    client_id: CLIENT_ID, response_type: 'code', scope: 'openid profile', redirect_uri: callbackUrl, state: 'state-1', nonce: 'nonce-1', acr_values: ACR.twoFactors,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256', ...extra,
  })}`;
}

async function signIn(visitor: Visitor, username: string): Promise<URL> {
  const { password, oneTimeCode } = under.sandbox.accounts.find((account) => account.username === username)!;
  const { location: interaction } = await visitor.visit(authorization());
  let answer = await visitor.visit(interaction, { username, password });
  if (oneTimeCode) answer = await visitor.visit(interaction, { code: oneTimeCode });
  return new URL((await visitor.visit(answer.location)).location);
}

async function redeem(code: string, secret: string, codeVerifier = verifier): Promise<Response> {
  return fetch(discovered.token_endpoint, { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: callbackUrl, code_verifier: codeVerifier, client_id: CLIENT_ID, client_secret: secret }) });
}

const clientSecret = () => readFile(`${under.dataFolder}/secrets/oidc-client-secret`, 'utf8');

async function idTokenOf(username: string, visitor = new Visitor()): Promise<string> {
  const callback = await signIn(visitor, username);
  return ((await (await redeem(callback.searchParams.get('code')!, await clientSecret())).json()) as { id_token: string }).id_token;
}

describe('the identity provider', () => {
  it('signs somebody in with a password and a one-time code, and says so in the ID token', async () => {
    const { payload } = await jwtVerify(await idTokenOf('dr.leclair'), createRemoteJWKSet(new URL(discovered.jwks_uri)), { issuer: under.sandbox.issuer, audience: CLIENT_ID });
    expect(payload).toMatchObject({ sub: 'sandbox-dr.leclair', name: 'Dr. Anne Leclair', nonce: 'nonce-1', acr: ACR.twoFactors, amr: ['pwd', 'otp', 'mfa'] });
  });

  it('says in the ID token when there was no second factor', async () => {
    const { payload } = await jwtVerify(await idTokenOf('dr.grzybowska'), createRemoteJWKSet(new URL(discovered.jwks_uri)));
    expect(payload).toMatchObject({ acr: ACR.password, amr: ['pwd'] });
  });

  it('lets everybody in the table of accounts in', async () => {
    for (const { username } of under.sandbox.accounts) {
      const callback = await signIn(new Visitor(), username);
      expect([username, callback.origin + callback.pathname, callback.searchParams.get('iss')]).toEqual([username, callbackUrl, under.sandbox.issuer]);
    }
  });

  it('refuses a wrong password, a wrong code and, after five of them, the right one', async () => {
    const visitor = new Visitor();
    const { location } = await visitor.visit(authorization());
    expect((await visitor.visit(location, { username: 'dr.leclair', password: 'guess' })).status).toBe(401);
    const { password, oneTimeCode } = under.sandbox.accounts[0]!;
    expect((await visitor.visit(location, { username: 'dr.leclair', password })).text).toContain('One-time code');
    for (let guess = 0; guess < 5; guess++) expect((await visitor.visit(location, { code: '000000' })).status).toBe(401);
    expect((await visitor.visit(location, { code: oneTimeCode })).text).toContain('Too many attempts');
  });

  it('insists on PKCE, on the registered address and on the right verifier', async () => {
    const withoutPkce = new URL(authorization());
    withoutPkce.searchParams.delete('code_challenge');
    expect((await new Visitor().visit(withoutPkce.href)).location).toContain('error=invalid_request');
    expect((await new Visitor().visit(authorization({ redirect_uri: 'http://evil.invalid/callback' }))).status).toBe(400);
    const callback = await signIn(new Visitor(), 'dr.osei');
    expect((await redeem(callback.searchParams.get('code')!, await clientSecret(), randomBytes(32).toString('base64url'))).status).toBe(400);
  });

  it('takes a code once', async () => {
    const code = (await signIn(new Visitor(), 'dr.osei')).searchParams.get('code')!;
    expect((await redeem(code, await clientSecret())).status).toBe(200);
    expect((await redeem(code, await clientSecret())).status).toBe(400);
  });

  it('brings somebody who cancels back to the gateway', async () => {
    const visitor = new Visitor();
    const { location } = await visitor.visit(authorization());
    const answer = await visitor.visit((await visitor.visit(location, { cancel: 'yes' })).location);
    expect(new URL(answer.location).searchParams.get('error')).toBe('access_denied');
  });

  it('signs out, tells the gateway by the back channel and goes back to its first page', async () => {
    const visitor = new Visitor();
    const hint = await idTokenOf('nurse.vuong', visitor);
    const question = await visitor.visit(`${discovered.end_session_endpoint}?${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: `${gatewayUrl}/` })}`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.text)![1]!;
    expect((await visitor.visit('/session/end/confirm', { xsrf, logout: 'yes' })).location).toBe(`${gatewayUrl}/`);
    expect((await visitor.visit(authorization({ prompt: 'none' }))).location).toContain('error=login_required');
    const { payload } = await jwtVerify(posted[0]!.form.get('logout_token')!, createRemoteJWKSet(new URL(discovered.jwks_uri)), { issuer: under.sandbox.issuer, audience: CLIENT_ID });
    expect([posted[0]!.path, payload.sub, payload['sid']]).toEqual(['/auth/backchannel-logout', 'sandbox-nurse.vuong', decodeJwt(hint)['sid']]);
  });

  it('speaks French to those who ask for it, on pages that load nothing and run nothing', async () => {
    const visitor = new Visitor();
    const { location } = await visitor.visit(authorization({ ui_locales: 'fr-CA' }));
    const page = await visitor.visit(location);
    expect(page.text).toMatch(/<html lang="fr">[^]+Mot de passe/);
    expect((await visitor.visit(`${location}?lang=en`)).text).toContain('Password');
    expect(page.text).not.toMatch(/<script|https?:|@import|url\(/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
