import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import type { IdentityProvider, IdentityProviders, IdentityProviderSettings } from './identity-providers.js';
import { verifyLogoutToken } from './logout-token.js';

const EVENT = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const issuerOf = (id: string): string => `https://${id}.example`;

let keys: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
let providers: IdentityProviders;

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
  const all: readonly IdentityProviderSettings[] = [false, true].map((logoutEndsEverySession) => {
    const id = logoutEndsEverySession ? 'tells-of-one' : 'tells-of-each';
    return { id, issuer: issuerOf(id), clientId: 'longview', readClientSecret: async () => 'secret', scope: 'openid', requiredAcr: [], logoutEndsEverySession };
  });
  providers = { all, get: async (id: string) => ({ settings: all.find((one) => one.id === id)!, metadata: { issuer: issuerOf(id) }, keys: async () => keys.publicKey }) as unknown as IdentityProvider } as unknown as IdentityProviders;
});

const token = async (claims: JWTPayload, provider = 'tells-of-each', key = keys.privateKey): Promise<string> =>
  new SignJWT({ events: EVENT, jti: createHash('sha256').update(JSON.stringify(claims)).digest('hex'), ...claims }).setProtectedHeader({ alg: 'ES256' }).setIssuer(issuerOf(provider)).setAudience('longview').setIssuedAt().sign(key);

describe('a logout token', () => {
  it('ends the session that it names, or all of the user when it names none', async () => {
    expect(await verifyLogoutToken(providers, await token({ sid: 's-1', sub: 'u-1' }))).toEqual({ identityProviderId: 'tells-of-each', who: { providerSessionId: 's-1' } });
    expect(await verifyLogoutToken(providers, await token({ sub: 'u-1' }))).toEqual({ identityProviderId: 'tells-of-each', who: { subject: 'u-1' } });
  });

  it('of a provider that tells of one session when it ends all of them, ends all of them', async () => {
    expect(await verifyLogoutToken(providers, await token({ sid: 's-1', sub: 'u-1' }, 'tells-of-one'))).toEqual({ identityProviderId: 'tells-of-one', who: { subject: 'u-1' } });
    expect(await verifyLogoutToken(providers, await token({ sid: 's-1' }, 'tells-of-one'))).toEqual({ identityProviderId: 'tells-of-one', who: { providerSessionId: 's-1' } });
  });

  it('ends nothing when it is another kind of token, is signed by another, or names nobody', async () => {
    const stranger = await generateKeyPair('ES256');
    for (const bad of [await token({ sid: 's-1', nonce: 'n' }), await token({ sid: 's-1', events: {} }), await token({}), await token({ sid: 's-1' }, 'tells-of-each', stranger.privateKey), await token({ sid: 's-1' }, 'unknown'), 'no token']) {
      await expect(verifyLogoutToken(providers, bad)).rejects.toMatchObject({ code: 'LOG_IN_REFUSED' });
    }
  });
});
