import { createHash, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { IdentityProvider } from './identity-providers.js';
import type { ProviderTokens } from './code-exchange.js';
import { LogInRefused } from './verified-identity.js';

/** Asymmetric signatures only: a token signed with the client secret, or not at all, proves nothing. */
export const ID_TOKEN_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];
const CLOCK_TOLERANCE_SECONDS = 30;
const MAX_TOKEN_AGE_SECONDS = 600;

export interface IdTokenExpectations {
  readonly nonce: string;
  /** The user must have been seen after this: milliseconds since the epoch. */
  readonly authenticatedAfterMs: number;
}

/**
 * Checks an ID token as OpenID Connect Core 1.0 §3.1.3.7 and §3.1.3.8 say, and the assurance that the province asks of
 * this provider.
 * @returns its claims.
 * @throws {LogInRefused} `rejected`, or `second-factor-needed` when only the assurance is missing.
 */
export async function verifyIdToken(provider: IdentityProvider, { idToken, accessToken }: ProviderTokens, expected: IdTokenExpectations): Promise<JWTPayload & { sub: string }> {
  const { settings, metadata, keys } = provider;
  const { payload, protectedHeader } = await jwtVerify(idToken, keys, {
    issuer: metadata.issuer, audience: settings.clientId, algorithms: ID_TOKEN_ALGORITHMS,
    requiredClaims: ['sub', 'exp', 'iat', 'nonce'], maxTokenAge: MAX_TOKEN_AGE_SECONDS, clockTolerance: CLOCK_TOLERANCE_SECONDS,
  }).catch((cause: unknown) => {
    if (cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout)) throw new LogInRefused('rejected', 'The ID token did not pass its checks.', { cause });
    throw new LogInRefused('provider-unavailable', "The provider's keys could not be read.", { cause });
  });
  if (typeof payload.sub !== 'string' || payload.sub === '') throw new LogInRefused('rejected', 'The ID token names nobody.');
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== settings.clientId) throw new LogInRefused('rejected', 'The ID token was issued to another client.');
  if (payload['azp'] !== undefined && payload['azp'] !== settings.clientId) throw new LogInRefused('rejected', 'The ID token was issued to another client.');
  if (payload['nonce'] !== expected.nonce) throw new LogInRefused('rejected', 'The ID token answers another request.');
  if (payload['at_hash'] !== undefined && !isHashOf(payload['at_hash'], accessToken, protectedHeader.alg)) throw new LogInRefused('rejected', 'The ID token belongs to another access token.');
  const authenticatedAt = payload['auth_time'];
  if (typeof authenticatedAt !== 'number' || (authenticatedAt + CLOCK_TOLERANCE_SECONDS) * 1000 < expected.authenticatedAfterMs) throw new LogInRefused('rejected', 'The user was seen too long ago.');
  if (settings.requiredAcr.length > 0 && !settings.requiredAcr.includes(String(payload['acr']))) throw new LogInRefused('second-factor-needed', 'The log-in does not reach the required assurance.');
  return { ...payload, sub: payload.sub };
}

/** Core §3.1.3.6: the left half of the access token's hash, with the hash of the signature's algorithm. */
function isHashOf(atHash: unknown, accessToken: string | undefined, algorithm: string): boolean {
  if (typeof atHash !== 'string' || accessToken === undefined) return false;
  const digest = createHash(`sha${algorithm.slice(-3)}`).update(accessToken).digest();
  const expected = Buffer.from(digest.subarray(0, digest.length / 2).toString('base64url'));
  const given = Buffer.from(atHash);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
