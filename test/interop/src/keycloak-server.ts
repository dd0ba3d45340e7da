import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { freePort, startChildServer } from './child-server.js';
import { thirdPartyFolder } from './prerequisites.js';

export interface KeycloakUser { readonly id: string; readonly username: string; readonly password: string; readonly family: string; readonly given: string }

export interface KeycloakServer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /**
   * Ends every session of a user, as an administrator does, one by one: Keycloak tells its clients of each through the
   * back channel. (Its "log out everywhere" tells a client of one session only.)
   */
  endSessionsOf(user: KeycloakUser): Promise<void>;
  /** As its administrator does with one press: all of the user's sessions, of which it tells a client of one. */
  logOutEverywhere(user: KeycloakUser): Promise<void>;
  stop(): Promise<void>;
}

export function keycloakUser(username: string, given: string, family: string): KeycloakUser {
  return { id: randomUUID(), username, password: randomBytes(12).toString('base64url'), given, family };
}

/** A Keycloak in development mode with a realm, these users, and one confidential client that must use PKCE. */
export async function startKeycloak(gatewayUrl: string, users: readonly KeycloakUser[]): Promise<KeycloakServer> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const administrator = { username: 'interop-admin', password: randomBytes(12).toString('base64url') };
  const server = await startChildServer('sh', [path.join(thirdPartyFolder, 'keycloak-26.4.7/bin/kc.sh'), 'start-dev', '--http-host=127.0.0.1', `--http-port=${port}`, '--cache=local', '--db=dev-mem'], {
    env: { ...process.env, KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username, KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password, JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m' },
    timeoutMs: 240_000,
    isReady: () => fetch(`${origin}/realms/master/.well-known/openid-configuration`).then(({ ok }) => ok, () => false),
  });
  const administer = async (method: 'GET' | 'POST' | 'DELETE', address: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/admin/realms${address}`, {
      method, headers: { authorization: `Bearer ${await administratorToken(origin, administrator)}`, 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`Keycloak refused ${address} with ${answer.status}.`);
    return method === 'GET' ? answer.json() : undefined;
  };
  const clientId = 'longview', clientSecret = randomBytes(18).toString('base64url');
  await administer('POST', '', realmOf(gatewayUrl, { clientId, clientSecret }, users));
  return {
    issuer: `${origin}/realms/longview`, clientId, clientSecret,
    async endSessionsOf({ id }) {
      const sessions = (await administer('GET', `/longview/users/${id}/sessions`)) as { id: string }[];
      for (const session of sessions) await administer('DELETE', `/longview/sessions/${session.id}`);
    },
    async logOutEverywhere({ id }) {
      await administer('POST', `/longview/users/${id}/logout`);
    },
    stop: () => server.stop(),
  };
}

async function administratorToken(origin: string, credentials: { readonly username: string; readonly password: string }): Promise<string> {
  const answer = await fetch(`${origin}/realms/master/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...credentials }) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function realmOf(gatewayUrl: string, { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string }, users: readonly KeycloakUser[]): object {
  return {
    realm: 'longview', enabled: true, sslRequired: 'none',
    clients: [{
      clientId, secret: clientSecret, publicClient: false, standardFlowEnabled: true, directAccessGrantsEnabled: false, redirectUris: [`${gatewayUrl}/auth/callback`],
      attributes: {
        'pkce.code.challenge.method': 'S256', 'post.logout.redirect.uris': `${gatewayUrl}/*`,
        'backchannel.logout.url': `${gatewayUrl}/auth/backchannel-logout`, 'backchannel.logout.session.required': 'true',
      },
    }],
    users: users.map(({ id, username, password, family, given }) => ({
      id, username, enabled: true, firstName: given, lastName: family, email: `${username}@example.test`, emailVerified: true,
      credentials: [{ type: 'password', value: password, temporary: false }],
    })),
  };
}
