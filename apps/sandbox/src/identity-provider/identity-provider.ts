import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { errors, interactionPolicy, type Configuration, type InteractionResults } from 'oidc-provider';
import { createOidcMemory } from '../oidc-memory.js';
import type { SecretStore } from '../secrets.js';
import { bodyOf } from '../site/answer.js';
import { stopServer } from '../site/site-server.js';
import { ACCOUNTS, type Account } from './accounts.js';
import { codeForm, page, PAGE_POLICY, passwordForm, textIn, type PageLanguage, type PageText } from './pages.js';

/** Authentication contexts: with a second factor, and with a password only. */
export const ACR = { twoFactors: 'urn:longview:sandbox:acr:two-factors', password: 'urn:longview:sandbox:acr:password' } as const;
export const CLIENT_ID = 'longview-gateway';

export interface RunningIdentityProvider {
  readonly issuer: string;
  readonly clientSecretFile: string;
  stop(): Promise<void>;
}

const MAXIMUM_ATTEMPTS = 5;
const SESSION_S = 12 * 3600;

/** How far somebody has come on the way in. */
interface Progress { attempts: number; account?: Account }

/**
 * Starts the province's OpenID provider on the loopback interface.
 * @param port 0: a free one
 */
export async function startIdentityProvider(publicUrl: string, secrets: SecretStore, port = 0): Promise<RunningIdentityProvider> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, await configuration(publicUrl.replace(/\/$/, ''), secrets));
  const interactions = new Interactions(provider);
  const callback = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (/^\/interaction\/[\w-]+$/.test(request.url!.split('?')[0]!)) void interactions.answer(request, response);
    else void callback(request, response);
  });
  return { issuer, clientSecretFile: secrets.path('oidc-client-secret'), stop: () => stopServer(server) };
}

async function configuration(publicUrl: string, secrets: SecretStore): Promise<Configuration> {
  const signing = await secrets.keyPair('oidc-signing', 'RS256');
  return {
    adapter: createOidcMemory({
      client_id: CLIENT_ID, client_secret: await secrets.secret('oidc-client-secret'),
      redirect_uris: [`${publicUrl}/auth/callback`], post_logout_redirect_uris: [`${publicUrl}/`], backchannel_logout_uri: `${publicUrl}/auth/backchannel-logout`, backchannel_logout_session_required: true,
      grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: 'client_secret_post', id_token_signed_response_alg: 'RS256',
    }),
    clientAuthMethods: ['client_secret_post', 'client_secret_basic'],
    jwks: { keys: [signing.privateJwk] },
    cookies: { keys: [await secrets.secret('oidc-cookie-key')] },
    findAccount: (_context, subject) => {
      const account = ACCOUNTS.find((one) => one.subject === subject);
      return account && { accountId: subject, claims: () => ({ sub: subject, name: account.displayName, preferred_username: account.username }) };
    },
    claims: { openid: ['sub', 'amr'], profile: ['name', 'preferred_username'], acr: null, auth_time: null, iss: null, sid: null },
    // The gateway reads the name from the ID token and asks for no userinfo.
    conformIdTokenClaims: false,
    acrValues: [ACR.twoFactors, ACR.password],
    pkce: { required: () => true },
    interactions: { policy: interactionPolicy.base(), url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, userinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          const language = languageOf(context.req);
          guard(context.res);
          context.body = page(language, context.originalUrl, 'signOut', `<p>${textIn(language, 'signOutText')}</p>${form}<button autofocus type="submit" form="op.logoutForm" value="yes" name="logout">${textIn(language, 'yes')}</button> <button class="quiet" type="submit" form="op.logoutForm">${textIn(language, 'no')}</button>`);
        },
        postLogoutSuccessSource: (context) => {
          guard(context.res);
          context.body = page(languageOf(context.req), context.originalUrl, 'signedOut', '');
        },
      },
    },
    renderError: (context) => {
      const language = languageOf(context.req);
      guard(context.res);
      context.type = 'html';
      context.body = page(language, context.originalUrl, 'error', `<p>${textIn(language, 'errorText')}</p>`);
    },
    ttl: { Session: SESSION_S, Grant: SESSION_S, IdToken: 600, AccessToken: 600, Interaction: 600 },
    // The provider's own dispatcher refuses loopback addresses, where the gateway of a demonstration is: without it,
    // back-channel logout never arrives.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
    // The gateway belongs to the province: nobody is asked whether it may know their name.
    async loadExistingGrant(context) {
      const { client, session, provider, result } = context.oidc;
      const known = result?.consent?.grantId ?? session!.grantIdFor(client!.clientId);
      if (known) return provider.Grant.find(known);
      const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };
}

/** The provider's own pages: password, then one-time code. */
class Interactions {
  readonly #progress = new Map<string, Progress>();

  constructor(readonly provider: Provider) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let language = languageOf(request);
    try {
      const { uid, prompt, params } = await this.provider.interactionDetails(request, response);
      language = languageOf(request, params['ui_locales']);
      if (prompt.name !== 'login') return show(request, response, language, 'error', '', 400);
      const progress = this.#progress.get(uid) ?? { attempts: 0 };
      this.#progress.set(uid, progress);
      if (request.method !== 'POST') return progress.account ? show(request, response, language, 'codeTitle', codeForm(language)) : show(request, response, language, 'signIn', passwordForm(language));
      const result = this.#judge(new URLSearchParams(await bodyOf(request)), progress);
      if (result.finished) {
        this.#progress.delete(uid);
        return await this.provider.interactionFinished(request, response, result.finished, { mergeWithLastSubmission: false });
      }
      if (progress.account) return show(request, response, language, 'codeTitle', codeForm(language, result.problem), result.problem ? 401 : 200);
      return show(request, response, language, 'signIn', passwordForm(language, result.problem, result.username), 401);
    } catch (fault) {
      const isExpired = fault instanceof errors.SessionNotFound || fault instanceof RangeError;
      show(request, response, language, 'error', `<p>${textIn(language, 'errorText')}</p>`, isExpired ? 400 : 500);
    }
  }

  #judge(form: URLSearchParams, progress: Progress): { finished?: InteractionResults; problem?: PageText; username?: string } {
    if (form.has('cancel')) return { finished: { error: 'access_denied', error_description: 'The person cancelled the sign-in.' } };
    if (progress.attempts >= MAXIMUM_ATTEMPTS) return { problem: 'tooMany' };
    const { account } = progress;
    if (account) {
      if (equal(form.get('code') ?? '', account.oneTimeCode ?? '')) return { finished: loginOf(account, ACR.twoFactors, ['pwd', 'otp', 'mfa']) };
      progress.attempts++;
      return { problem: 'wrongCode' };
    }
    const username = (form.get('username') ?? '').trim().toLowerCase();
    const candidate = ACCOUNTS.find((one) => one.username === username);
    if (!candidate || !equal(form.get('password') ?? '', candidate.password)) {
      progress.attempts++;
      return { problem: 'wrongPassword', username };
    }
    if (!candidate.oneTimeCode) return { finished: loginOf(candidate, ACR.password, ['pwd']) };
    progress.account = candidate;
    progress.attempts = 0;
    return {};
  }
}

function loginOf({ subject }: Account, acr: string, amr: string[]): InteractionResults {
  return { login: { accountId: subject, acr, amr, remember: false } };
}

function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected)) && expected !== '';
}

/** The person's own choice, then the gateway's `ui_locales`, then the browser's. */
function languageOf(request: IncomingMessage, uiLocales?: unknown): PageLanguage {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('lang');
  if (asked === 'en' || asked === 'fr') return asked;
  const preferred = typeof uiLocales === 'string' ? uiLocales : (request.headers['accept-language'] ?? '');
  return /^fr\b/i.test(preferred) ? 'fr' : 'en';
}

function guard(response: ServerResponse): void {
  response.setHeader('content-security-policy', PAGE_POLICY);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
}

function show(request: IncomingMessage, response: ServerResponse, language: PageLanguage, title: PageText, body: string, status = 200): void {
  guard(response);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page(language, request.url ?? '/', title, body));
}
