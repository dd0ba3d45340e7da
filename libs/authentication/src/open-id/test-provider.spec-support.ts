import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import Provider, { type Adapter, type AdapterPayload, type ClientMetadata } from 'oidc-provider';

/** Changes what the token endpoint hands out; gets the real ID token. */
export type Forge = (idToken: string) => Promise<string> | string;

export interface TestProvider {
  readonly issuer: string;
  readonly key: CryptoKey;
  /** How the next user signs in, and what becomes of their ID token. */
  acr: string;
  forge: Forge | undefined;
  close(): Promise<void>;
}

export const CLIENT_ID = 'longview-test';

/** A real OpenID provider without pages: everybody is `dr-okafor` (fictitious), at once. */
export async function startTestProvider(redirectUri: string): Promise<TestProvider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client: ClientMetadata = { client_id: CLIENT_ID, client_secret: 'a-secret-that-is-long-enough-for-tests', redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: 'client_secret_post' };
  const provider = new Provider(issuer, {
    adapter: memoryOf(client), jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', alg: 'RS256', use: 'sig' }] }, cookies: { keys: ['a-cookie-key-for-tests'] },
    findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
    acrValues: ['one-factor', 'two-factors'], claims: { openid: ['sub'], acr: null, auth_time: null, iss: null, sid: null }, conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } }, pkce: { required: () => true }, interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { Session: 600, Grant: 600, IdToken: 600, AccessToken: 600, Interaction: 600 },
    async loadExistingGrant(context) {
      const known = context.oidc.session!.grantIdFor(CLIENT_ID);
      if (known) return context.oidc.provider.Grant.find(known);
      const grant = new context.oidc.provider.Grant({ clientId: CLIENT_ID, accountId: context.oidc.session!.accountId! });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const running: TestProvider = { issuer, key: privateKey, acr: 'two-factors', forge: undefined, close: () => stop(server) };
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path === '/token' && running.forge && body?.id_token) context.body = { ...body, id_token: await running.forge(body.id_token) };
  });
  const callback = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
    return void provider.interactionFinished(request, response, { login: { accountId: 'dr-okafor', acr: running.acr } });
  });
  return running;
}

/** The client stands in the adapter, not in the settings: those are cloned into objects that the provider does not know as its own here. */
function memoryOf(client: ClientMetadata): new (model: string) => Adapter {
  const entries = new Map<string, AdapterPayload>([[`Client:${CLIENT_ID}`, client as AdapterPayload]]);
  return class implements Adapter {
    constructor(private readonly model: string) {}
    upsert = async (id: string, payload: AdapterPayload): Promise<void> => void entries.set(`${this.model}:${id}`, payload);
    find = async (id: string): Promise<AdapterPayload | undefined> => entries.get(`${this.model}:${id}`);
    findByUid = async (uid: string): Promise<AdapterPayload | undefined> => [...entries.values()].find((payload) => payload.uid === uid);
    findByUserCode = async (): Promise<undefined> => undefined;
    consume = async (id: string): Promise<void> => void Object.assign(entries.get(`${this.model}:${id}`) ?? {}, { consumed: 1 });
    destroy = async (id: string): Promise<void> => void entries.delete(`${this.model}:${id}`);
    revokeByGrantId = async (): Promise<void> => undefined;
  };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
