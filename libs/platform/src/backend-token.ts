import { SignJWT, importJWK, importPKCS8, type CryptoKey } from 'jose';
import type { Clock } from './clock.js';
import { HttpFault } from './http-fault.js';
import { HttpSourceClient, parseJson } from './http-source-client.js';
import type { IdSource } from './ids.js';
import type { SecretLocation, SecretReader } from './secrets.js';

/** How a server proves itself to a token endpoint without anybody signing in. */
export interface BackendAuthentication {
  readonly clientId: string;
  /** Discovered from the source's `.well-known/smart-configuration` when absent. */
  readonly tokenUrl?: string | undefined;
  readonly scope: string;
  /** PKCS #8 in PEM, or a private JWK. */
  readonly privateKey: SecretLocation;
  readonly keyId: string;
  readonly algorithm: 'RS384' | 'ES384';
}

export interface BackendTokenDeps {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly readSecret: SecretReader;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** SMART allows five minutes at most. */
const ASSERTION_LIFETIME_SECONDS = 240;
/** Given up before it ends, so that no request leaves with a token that dies on the way. */
const RENEW_BEFORE_MS = 20_000;
const MAX_ANSWER_BYTES = 256 * 1024;

/**
 * Access tokens for one source by SMART Backend Services: a signed assertion (RFC 7523) is exchanged for a short-lived
 * token, which is kept until shortly before it expires.
 * @see https://hl7.org/fhir/smart-app-launch/backend-services.html
 */
export class BackendTokenSource {
  private current: { readonly token: string; readonly renewAtMs: number } | undefined;
  private pending: Promise<string> | undefined;
  private tokenClient: Promise<{ readonly client: HttpSourceClient; readonly tokenUrl: string }> | undefined;

  /** @param discoveryClient the source itself, asked for its SMART configuration without a token. */
  constructor(private readonly settings: BackendAuthentication, private readonly discoveryClient: HttpSourceClient, private readonly deps: BackendTokenDeps) {}

  /** The token to send now. Callers at the same moment share one request. Rejects with an {@link HttpFault}. */
  async token(): Promise<string> {
    if (this.current && this.deps.clock.monotonicMs() < this.current.renewAtMs) return this.current.token;
    // Not tied to one caller's signal: others wait for the same token.
    this.pending ??= this.request().finally(() => { this.pending = undefined; });
    return this.pending;
  }

  /** Drops a token that the source no longer takes. */
  forget(token: string): void {
    if (this.current?.token === token) this.current = undefined;
  }

  async close(): Promise<void> {
    await (await this.tokenClient?.catch(() => undefined))?.client.close();
  }

  private async request(): Promise<string> {
    this.tokenClient ??= this.openTokenClient().catch((error: unknown) => {
      this.tokenClient = undefined;
      throw error;
    });
    const { client, tokenUrl } = await this.tokenClient;
    const body = new URLSearchParams({
      grant_type: 'client_credentials', scope: this.settings.scope, client_assertion_type: ASSERTION_TYPE, client_assertion: await this.sign(tokenUrl),
    }).toString();
    const askedAtMs = this.deps.clock.monotonicMs();
    const { pathname, search } = new URL(tokenUrl);
    const answer = await client.request({
      method: 'POST', path: pathname + search, body, expects: ['application/json'], budget: { remainingBytes: MAX_ANSWER_BYTES },
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    });
    if (answer.status !== 200) throw new HttpFault(answer.status >= 500 ? 'HTTP_UNREACHABLE' : 'HTTP_TOKEN_REFUSED', { status: answer.status });
    const { access_token: token, expires_in: expiresIn } = parseJson(answer) as { access_token?: unknown; expires_in?: unknown };
    if (typeof token !== 'string' || token === '') throw new HttpFault('HTTP_TOKEN_REFUSED', { status: answer.status });
    // Without a stated life the longest that SMART recommends is assumed.
    const lifetimeMs = (typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : 300) * 1000;
    this.current = { token, renewAtMs: askedAtMs + Math.max(lifetimeMs - RENEW_BEFORE_MS, lifetimeMs / 2) };
    return token;
  }

  private async openTokenClient(): Promise<{ client: HttpSourceClient; tokenUrl: string }> {
    const tokenUrl = this.settings.tokenUrl ?? (await this.discover());
    return { client: new HttpSourceClient({ baseUrl: tokenUrl, maxConnections: 1 }), tokenUrl };
  }

  private async discover(): Promise<string> {
    const answer = await this.discoveryClient.request({
      path: `${this.discoveryClient.basePath}/.well-known/smart-configuration`, headers: { accept: 'application/json' },
      expects: ['application/json'], budget: { remainingBytes: MAX_ANSWER_BYTES },
    });
    const tokenUrl = answer.status === 200 ? (parseJson(answer) as { token_endpoint?: unknown }).token_endpoint : undefined;
    if (typeof tokenUrl !== 'string' || !/^https?:$/.test(URL.parse(tokenUrl)?.protocol ?? '')) throw new HttpFault('HTTP_MISCONFIGURED', { status: answer.status });
    return tokenUrl;
  }

  private async sign(tokenUrl: string): Promise<string> {
    const { algorithm, clientId, keyId, privateKey } = this.settings;
    const issuedAt = Math.floor(this.deps.clock.nowMs() / 1000);
    const key = await importKey(await this.deps.readSecret(privateKey), algorithm);
    return new SignJWT({})
      .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
      .setIssuer(clientId).setSubject(clientId)
      // SMART names the token URL as the audience, not the issuer as OpenID Connect does.
      .setAudience(tokenUrl)
      .setIssuedAt(issuedAt).setExpirationTime(issuedAt + ASSERTION_LIFETIME_SECONDS).setJti(this.deps.ids.newId())
      .sign(key);
  }
}

async function importKey(text: string, algorithm: string): Promise<CryptoKey | Uint8Array> {
  try {
    return text.trimStart().startsWith('{') ? await importJWK(JSON.parse(text), algorithm) : await importPKCS8(text, algorithm);
  } catch {
    // The parser's message could quote the key.
    throw new HttpFault('HTTP_MISCONFIGURED', { reason: 'private-key' });
  }
}
