import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceDefinition } from '@longview/sources-contract';
import { GatewayClient, startChild, startTestDatabase } from '@longview/test-support';
import { passwordEnvironment } from './federation.js';
import type { KeycloakServer, KeycloakUser } from './keycloak-server.js';

export interface ForeignProvince {
  readonly baseUrl: string;
  /** Everything the gateway wrote. */
  log(): string;
  stop(): Promise<void>;
}

/** A gateway all of whose sources, and its identity provider, are programs of others. `members` are physicians of its one hospital. */
export async function startForeignProvince(
  { baseUrl, keycloak, members, sources }: { readonly baseUrl: string; readonly keycloak: KeycloakServer; readonly members: readonly KeycloakUser[]; readonly sources: readonly SourceDefinition[] },
): Promise<ForeignProvince> {
  const folder = await mkdtemp(path.join(tmpdir(), 'longview-province-'));
  const provinceFile = path.join(folder, 'province.yaml');
  const text = (en: string, fr: string) => ({ en, fr });
  // JSON is YAML.
  await writeFile(provinceFile, JSON.stringify({
    name: text('Interoperability', 'Interopérabilité'), isDemonstration: true,
    identityProviders: [{ id: 'keycloak', name: text('Keycloak', 'Keycloak'), issuer: keycloak.issuer, clientId: keycloak.clientId, clientSecret: { env: 'KEYCLOAK_CLIENT_SECRET' }, logoutEndsEverySession: true }],
    organizations: [
      { id: 'test-hospital', name: text('Test Hospital', 'Hôpital de test'), entitledSources: 'all' },
      ...sources.map(({ custodianId, name }) => ({ id: custodianId, name })),
    ],
    users: members.map(({ id, username, given, family }) => ({
      id: username, displayName: `Dr. ${given} ${family}`, identities: [{ identityProviderId: 'keycloak', subject: id }], memberships: [{ organizationId: 'test-hospital', roles: ['physician'] }],
    })),
    identifierDomains: sources.flatMap(({ identifierSystem, name }) => (identifierSystem ? [{ system: identifierSystem, name }] : [])),
    sources,
  }));
  const database = await startTestDatabase();
  const gateway = startChild('apps/gateway/dist/main.js', [], {
    NODE_ENV: 'test', DATABASE_URL: database.ownerUrl, DATABASE_RUNTIME_URL: database.runtimeUrl, LONGVIEW_PROVINCE: provinceFile, LONGVIEW_SECRETS: path.join(folder, 'secrets'),
    PORT: new URL(baseUrl).port, PUBLIC_URL: baseUrl, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret, ...passwordEnvironment(),
  });
  const stop = async (): Promise<void> => {
    await gateway.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await gateway.untilLine((line) => line.includes('"the gateway answers"'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { baseUrl, log: gateway.output, stop };
}

/** Fills in Keycloak's own form, as a browser does, and accepts the user agreement behind it; where that ended. */
export async function signInAtKeycloak(client: GatewayClient, { username, password }: Pick<KeycloakUser, 'username' | 'password'>): Promise<URL> {
  const start = await client.follow(`${client.baseUrl}/auth/login?idp=keycloak&returnTo=${encodeURIComponent('/find')}`);
  const action = /<form[^>]*id="kc-form-login"[^>]*action="([^"]+)"/.exec(await start.response.text())?.[1]?.replaceAll('&amp;', '&');
  // Already known there: it sends the browser straight back.
  if (!action) return start.url;
  const { url, response } = await client.follow(action, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ username, password, credentialId: '' }).toString() });
  await response.body?.cancel();
  if (url.origin === client.origin && url.pathname !== '/sign-in') await client.acceptAgreement();
  return url;
}

export interface Outcome { readonly sourceId: string; readonly state: string; readonly recordCount: number; readonly withheldCount: number; readonly faultCode: string | null }
export interface Timeline {
  readonly studyUids: readonly string[];
  readonly kinds: readonly string[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly isComplete: boolean;
}
interface TimelineSlice {
  readonly items: readonly { readonly id: string; readonly kind: string; readonly studyInstanceUid: string | null }[];
  readonly removedItemIds: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly isLast: boolean;
  readonly completeness: { readonly isComplete: boolean; readonly outcomes: readonly Outcome[] } | null;
}

/** A patient's timeline to its end. */
export async function timelineOf(client: GatewayClient, patientKey: string): Promise<Timeline> {
  const items = new Map<string, TimelineSlice['items'][number]>();
  const outcomes = new Map<string, Outcome>();
  let isComplete = false;
  for await (const { timeline } of client.stream<{ timeline: TimelineSlice }>('Timeline', { patientKey })) {
    for (const item of timeline.items) items.set(item.id, item);
    for (const id of timeline.removedItemIds) items.delete(id);
    for (const outcome of timeline.completeness?.outcomes ?? timeline.outcomes) outcomes.set(outcome.sourceId, outcome);
    isComplete = timeline.completeness?.isComplete ?? false;
  }
  return {
    studyUids: [...items.values()].flatMap(({ studyInstanceUid }) => studyInstanceUid ?? []).sort(),
    kinds: [...items.values()].map(({ kind }) => kind), outcomes, isComplete,
  };
}

/** Waits until a condition holds; for what another program does in its own time. */
export async function eventually(holds: () => Promise<boolean>, timeoutMs = 10_000): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(100)) if (await holds()) return true;
  return false;
}
