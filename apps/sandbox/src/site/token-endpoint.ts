import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import Provider from 'oidc-provider';
import { createOidcMemory } from '../oidc-memory.js';

export interface TokenEndpointOptions {
  readonly issuer: string;
  /** The FHIR base that tokens are for. */
  readonly audience: string;
  readonly scope: string;
  readonly clientId: string;
  readonly clientKey: JWK;
  readonly algorithm: 'ES384' | 'RS384';
  readonly serverKey: JWK;
}

const TOKEN_LIFETIME_S = 300;

/**
 * SMART Backend Services: a signed assertion (private_key_jwt) buys a JWT access token for five minutes. A replayed
 * assertion is refused.
 * @see https://hl7.org/fhir/smart-app-launch/backend-services.html
 */
export function createTokenEndpoint(options: TokenEndpointOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const provider = new Provider(options.issuer, {
    adapter: createOidcMemory({
      client_id: options.clientId, grant_types: ['client_credentials'], response_types: [], redirect_uris: [],
      token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: options.algorithm,
      jwks: { keys: [options.clientKey] }, scope: options.scope,
    }),
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES384', 'RS384'] },
    scopes: [options.scope],
    jwks: { keys: [options.serverKey] },
    ttl: { ClientCredentials: TOKEN_LIFETIME_S },
    features: {
      devInteractions: { enabled: false }, clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true, defaultResource: () => options.audience,
        getResourceServerInfo: () => ({ scope: options.scope, audience: options.audience, accessTokenFormat: 'jwt', accessTokenTTL: TOKEN_LIFETIME_S, jwt: { sign: { alg: 'RS256' } } }),
      },
    },
  });
  const callback = provider.callback();
  return (request, response) => {
    // The provider finds out where it is mounted by comparing the two.
    (request as IncomingMessage & { originalUrl?: string }).originalUrl = request.url;
    request.url = request.url!.slice('/oauth'.length) || '/';
    void callback(request, response);
  };
}
