import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, jwtVerify, type JWK } from 'jose';
import type { SiteDefinition } from '../generator/site-definition.js';
import type { SecretStore } from '../secrets.js';
import { createTokenEndpoint } from './token-endpoint.js';

/** How the gateway has to make itself known, in the words of the province file. */
export type Credentials =
  | { readonly method: 'none' }
  | { readonly method: 'basic'; readonly username: string; readonly password: { readonly file: string } }
  | { readonly method: 'bearer'; readonly token: { readonly file: string } }
  | { readonly method: 'mtls'; readonly certificate: { readonly file: string }; readonly privateKey: { readonly file: string }; readonly certificateAuthority: { readonly file: string } }
  | {
    readonly method: 'smart-backend'; readonly clientId: string; readonly tokenUrl: string; readonly scope: string;
    readonly privateKey: { readonly file: string }; readonly keyId: string; readonly algorithm: 'RS384' | 'ES384';
  };

/** Who may come in at a site. */
export interface SiteAccess {
  readonly credentials: Credentials;
  /** Scheme that a refusal names. */
  readonly challenge: string;
  admits(request: IncomingMessage): Promise<boolean>;
  /** Answers what stands below `/oauth`, where the site issues its own tokens. */
  readonly tokenEndpoint?: (request: IncomingMessage, response: ServerResponse) => void;
}

const SCOPE = 'system/*.rs';

/** @param origin where the site answers, without a path */
export async function openSiteAccess(site: SiteDefinition, secrets: SecretStore, origin: string): Promise<SiteAccess> {
  switch (site.habits.authentication) {
    case 'none':
      return { credentials: { method: 'none' }, challenge: 'Bearer', admits: async () => true };
    case 'bearer': {
      const name = `${site.id}-token`;
      const expected = `Bearer ${await secrets.secret(name)}`;
      return { credentials: { method: 'bearer', token: { file: secrets.path(name) } }, challenge: 'Bearer', admits: async ({ headers }) => same(headers.authorization, expected) };
    }
    case 'basic': {
      const name = `${site.id}-password`;
      const expected = `Basic ${Buffer.from(`longview:${await secrets.secret(name)}`).toString('base64')}`;
      return { credentials: { method: 'basic', username: 'longview', password: { file: secrets.path(name) } }, challenge: 'Basic realm="records"', admits: async ({ headers }) => same(headers.authorization, expected) };
    }
    case 'mtls': {
      const file = (name: string) => ({ file: secrets.path(`${site.id}-${name}.pem`) });
      // Whoever has no certificate does not get as far as a request.
      return { credentials: { method: 'mtls', certificate: file('client-certificate'), privateKey: file('client-key'), certificateAuthority: file('authority') }, challenge: 'Mutual', admits: async () => true };
    }
    case 'smart-es384':
    case 'smart-rs384':
      return openSmartAccess(site, secrets, origin, site.habits.authentication === 'smart-es384' ? 'ES384' : 'RS384');
  }
}

async function openSmartAccess(site: SiteDefinition, secrets: SecretStore, origin: string, algorithm: 'ES384' | 'RS384'): Promise<SiteAccess> {
  const client = await secrets.keyPair(`${site.id}-client`, algorithm);
  const server = await secrets.keyPair(`${site.id}-issuer`, 'RS256');
  const issuer = `${origin}/oauth`;
  const audience = `${origin}/fhir`;
  const keys = createLocalJWKSet({ keys: [server.publicJwk as JWK & { kty: string }] });
  return {
    credentials: {
      method: 'smart-backend', clientId: 'longview', tokenUrl: `${issuer}/token`, scope: SCOPE,
      privateKey: { file: secrets.path(`${site.id}-client.pem`) }, keyId: client.keyId, algorithm,
    },
    challenge: 'Bearer',
    tokenEndpoint: createTokenEndpoint({ issuer, audience, scope: SCOPE, clientId: 'longview', clientKey: client.publicJwk, algorithm, serverKey: server.privateJwk }),
    async admits({ headers }) {
      const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
      if (!token) return false;
      return jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] }).then(({ payload }) => payload['scope'] === SCOPE, () => false);
    },
  };
}

function same(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected));
}
