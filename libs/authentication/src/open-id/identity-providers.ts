import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { request } from 'undici';
import type { Clock } from '@longview/platform';
import { LogInRefused } from './verified-identity.js';

/** One identity provider as the province names it. */
export interface IdentityProviderSettings {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Read when needed, so that a rotated secret is picked up. */
  readonly readClientSecret: () => Promise<string>;
  readonly scope: string;
  /** Empty: any. */
  readonly requiredAcr: readonly string[];
  /** What it says of the end of one session is taken for all of that user's: for a provider that tells of one only when it ends them all. */
  readonly logoutEndsEverySession?: boolean;
}

/** What the provider says of itself (OpenID Connect Discovery 1.0 §3), as far as it is used. */
export interface ProviderMetadata {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly end_session_endpoint?: string;
  readonly token_endpoint_auth_methods_supported?: readonly string[];
  /** RFC 9207: then an answer without `iss` is refused. */
  readonly authorization_response_iss_parameter_supported?: boolean;
}

export interface IdentityProvider {
  readonly settings: IdentityProviderSettings;
  readonly metadata: ProviderMetadata;
  /** The provider's signing keys; fetched again when a token names an unknown one. */
  readonly keys: JWTVerifyGetKey;
}

/** Network limits towards a provider: an authentication server that hangs must not take our log-ins down with it. */
export const PROVIDER_TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 256 * 1024;
const METADATA_LIFETIME_MS = 3_600_000;

/** Discovers providers when they are first needed: one that is down keeps nobody else from signing in. */
export class IdentityProviders {
  private readonly found = new Map<string, { readonly untilMs: number; readonly provider: IdentityProvider }>();

  constructor(private readonly settings: readonly IdentityProviderSettings[], private readonly clock: Clock) {}

  get all(): readonly IdentityProviderSettings[] {
    return this.settings;
  }

  /** @throws {LogInRefused} `unknown-provider`, or `provider-unavailable` when it does not answer or says it is another. */
  async get(id: string | undefined): Promise<IdentityProvider> {
    const settings = id === undefined && this.settings.length === 1 ? this.settings[0] : this.settings.find((one) => one.id === id);
    if (!settings) throw new LogInRefused('unknown-provider', 'The request names no identity provider of the province.');
    const known = this.found.get(settings.id);
    if (known && this.clock.nowMs() < known.untilMs) return known.provider;
    const metadata = await discover(settings.issuer);
    const keys = known?.provider.metadata.jwks_uri === metadata.jwks_uri ? known.provider.keys : createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: PROVIDER_TIMEOUT_MS, cooldownDuration: 30_000 });
    const provider: IdentityProvider = { settings, metadata, keys };
    this.found.set(settings.id, { untilMs: this.clock.nowMs() + METADATA_LIFETIME_MS, provider });
    return provider;
  }
}

async function discover(issuer: string): Promise<ProviderMetadata> {
  const metadata = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
  if (!isMetadata(metadata)) throw new LogInRefused('provider-unavailable', 'The provider does not describe itself.');
  // Discovery §4.3: the issuer is identical, or somebody else answers for it.
  if (metadata.issuer !== issuer) throw new LogInRefused('provider-unavailable', 'The provider says that it is another.');
  if (issuer.startsWith('https:') && [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri].some((url) => !url.startsWith('https:'))) {
    throw new LogInRefused('provider-unavailable', 'The provider names an address without TLS.');
  }
  return metadata;
}

function isMetadata(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & ProviderMetadata {
  return ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'].every((name) => typeof value[name] === 'string');
}

/** One exchange with the provider: JSON object or `provider-unavailable`; no redirect, bounded in time and size. */
export async function fetchJson(url: string, options: { readonly form?: URLSearchParams; readonly authorization?: string }): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { statusCode, body } = await request(url, {
      method: options.form ? 'POST' : 'GET',
      headers: { accept: 'application/json', ...(options.form && { 'content-type': 'application/x-www-form-urlencoded' }), ...(options.authorization && { authorization: options.authorization }) },
      ...(options.form && { body: options.form.toString() }),
      headersTimeout: PROVIDER_TIMEOUT_MS, bodyTimeout: PROVIDER_TIMEOUT_MS, signal: AbortSignal.timeout(2 * PROVIDER_TIMEOUT_MS),
    });
    let text = '';
    for await (const chunk of body.setEncoding('utf8')) {
      text += chunk;
      if (text.length > MAX_ANSWER_BYTES) throw new LogInRefused('provider-unavailable', 'The provider answered with more than it may.');
    }
    const answer: unknown = JSON.parse(text);
    if (statusCode !== 200 || typeof answer !== 'object' || answer === null) throw new LogInRefused(statusCode < 500 ? 'rejected' : 'provider-unavailable', 'The provider refused the exchange.');
    return answer as Readonly<Record<string, unknown>>;
  } catch (cause) {
    if (cause instanceof LogInRefused) throw cause;
    throw new LogInRefused('provider-unavailable', 'The provider could not be asked.', { cause });
  }
}
