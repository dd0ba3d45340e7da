import { decodeJwt, jwtVerify } from 'jose';
import { ID_TOKEN_ALGORITHMS } from './id-token.js';
import type { IdentityProviders } from './identity-providers.js';
import { LogInRefused } from './verified-identity.js';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

export interface ProviderLogout {
  readonly identityProviderId: string;
  readonly who: { readonly providerSessionId: string } | { readonly subject: string };
}

/**
 * Checks a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6).
 * @throws {LogInRefused} for anything that no provider of the province signed for us.
 */
export async function verifyLogoutToken(providers: IdentityProviders, token: string): Promise<ProviderLogout> {
  const issuer = issuerOf(token);
  const settings = providers.all.find((one) => one.issuer === issuer);
  if (!settings) throw new LogInRefused('unknown-provider', 'The logout token names no provider of the province.');
  const { metadata, keys } = await providers.get(settings.id);
  const { payload } = await jwtVerify(token, keys, {
    issuer: metadata.issuer, audience: settings.clientId, algorithms: ID_TOKEN_ALGORITHMS, requiredClaims: ['iat', 'jti', 'events'], maxTokenAge: 300, clockTolerance: 30,
  }).catch((cause: unknown) => { throw new LogInRefused('rejected', 'The logout token did not pass its checks.', { cause }); });
  const { events, sid, sub } = payload;
  // An ID token must never pass for a logout token: the event is required, a nonce forbidden.
  if (payload['nonce'] !== undefined || typeof events !== 'object' || events === null || !(LOGOUT_EVENT in events)) throw new LogInRefused('rejected', 'The token is no logout token.');
  const isOfSession = typeof sid === 'string' && !(settings.logoutEndsEverySession && typeof sub === 'string');
  if (isOfSession) return { identityProviderId: settings.id, who: { providerSessionId: sid } };
  if (typeof sub === 'string') return { identityProviderId: settings.id, who: { subject: sub } };
  throw new LogInRefused('rejected', 'The logout token names neither session nor user.');
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch (cause) {
    throw new LogInRefused('rejected', 'The logout token cannot be read.', { cause });
  }
}
