import { createHash } from 'node:crypto';
import type { Queryable } from '@longview/platform';
import { provincialDay } from '../../standing/provincial-day.js';
import type { ChangeRefusal, ChangeRequest } from '../../governance/governed-change.js';
import { mayChangeUser } from '../may-change-user.js';
import { isDay } from '../standing-change.js';
import type { FieldProblem } from '../user-input.js';
import { withoutNulls } from '../user-list.js';
import type { UserChangeOutcome, UserRegistry, WrongInput } from '../user-registry.js';

export const USERS_BECOME = ['requested', 'active'] as const;

/** What provisioning makes of a new user, and whose subjects its external ids are. */
export interface ScimSetting {
  /** `requested`: the registration authority decides. `active`: the organization's own system of record vouches for identity, roles and entitlements. */
  readonly usersBecome: (typeof USERS_BECOME)[number];
  /** Empty: external ids are no log-in identities. */
  readonly identityProviderId: string;
  readonly version: number;
}

export interface ScimToken {
  readonly id: string;
  readonly label: string;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly lastUsedAtMs?: number;
  readonly revokedAtMs?: number;
}

export interface ScimAccess {
  readonly setting: ScimSetting;
  readonly tokens: readonly ScimToken[];
}

/** Who a valid token stands for. */
export interface ScimClient {
  readonly tokenId: string;
  readonly label: string;
  readonly organizationId: string;
  readonly setting: ScimSetting;
}

const NOT_SET: ScimSetting = { usersBecome: 'requested', identityProviderId: '', version: 0 };
const LONGEST_LIFE_DAYS = 400;
const MOST_TOKENS = 10;
/** Tells leaked-secret scanners and people what it is. */
const TOKEN_PREFIX = 'lvscim_';
const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;

/** 256 random bits need no slow hash. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** The tokens of the asker's organization, newest first, never their secrets. */
export async function readScimAccess(registry: UserRegistry, request: ChangeRequest): Promise<ScimAccess | ChangeRefusal> {
  const found = await registry.organization(request);
  if ('kind' in found) return found;
  const decision = mayChangeUser({ actor: request.actor, act: 'edit', organization: found.organization });
  if (decision.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: decision.rule };
  const { database } = registry.deps;
  const { rows } = await database.query<ScimToken>(
    `select id, label, coalesce((select display_name from person where person.id = created_by), created_by) as "createdBy", ${ms('created_at')} as "createdAtMs", ${ms('expires_at')} as "expiresAtMs", ${ms('last_used_at')} as "lastUsedAtMs", ${ms('revoked_at')} as "revokedAtMs"
       from scim_token where organization_id = $1 order by created_at desc, id desc limit 100`, [found.organization.id]);
  return { setting: await settingOf(database, found.organization.id), tokens: rows.map(withoutNulls) };
}

/** @returns the secret, here and never again: only its hash is kept. */
export async function createScimToken(registry: UserRegistry, request: ChangeRequest, input: { readonly label: string; readonly expiresOn: string }): Promise<{ readonly kind: 'created'; readonly id: string; readonly secret: string } | WrongInput | ChangeRefusal> {
  return registry.change(request, 'edit', async (change, organization) => {
    const label = input.label.trim();
    const { today } = registry.now();
    const problems: FieldProblem[] = [];
    if (label === '' || label.length > 80) problems.push({ field: 'label', problem: label === '' ? 'missing' : 'too-long' });
    if (!isDay(input.expiresOn)) problems.push({ field: 'expiresOn', problem: 'not-a-date' });
    else if (input.expiresOn <= today) problems.push({ field: 'expiresOn', problem: 'not-in-future' });
    else if (input.expiresOn > provincialDay(change.nowMs + LONGEST_LIFE_DAYS * 86_400_000)) problems.push({ field: 'expiresOn', problem: 'too-far' });
    const { rows: [live] } = await change.connection.query<{ count: number }>('select count(*)::int as count from scim_token where organization_id = $1 and revoked_at is null and expires_at > $2', [organization.id, new Date(change.nowMs)]);
    if (live!.count >= MOST_TOKENS) problems.push({ field: 'label', problem: 'too-many-tokens' });
    if (problems.length > 0) return { kind: 'wrong' as const, problems };
    const [id, secret] = [change.newId(), `${TOKEN_PREFIX}${registry.deps.ids.newToken()}`];
    await change.connection.query(`insert into scim_token (id, organization_id, label, token_hash, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, ($7::date + 1)::timestamp at time zone 'America/Toronto')`,
      [id, organization.id, label, hashOf(secret), request.actor.userId, new Date(change.nowMs), input.expiresOn]);
    change.record({ subjectKind: 'organization', subjectId: organization.id, organizationId: organization.id, change: 'scim-token-created', detail: { tokenId: id, expiresOn: input.expiresOn } });
    return { kind: 'created' as const, id, secret };
  });
}

export async function revokeScimToken(registry: UserRegistry, request: ChangeRequest, id: string): Promise<UserChangeOutcome> {
  return registry.change(request, 'edit', async (change, organization) => {
    const { rowCount } = await change.connection.query('update scim_token set revoked_at = $3, revoked_by = $4 where id = $1 and organization_id = $2 and revoked_at is null', [id, organization.id, new Date(change.nowMs), request.actor.userId]);
    if (rowCount !== 1) return change.refuse({ code: 'conflict' });
    change.record({ subjectKind: 'organization', subjectId: organization.id, organizationId: organization.id, change: 'scim-token-revoked', detail: { tokenId: id } });
    return { kind: 'changed' as const, membershipIds: [] };
  });
}

export async function changeScimSetting(registry: UserRegistry, request: ChangeRequest, setting: ScimSetting): Promise<UserChangeOutcome> {
  return registry.change(request, 'edit', async (change, organization) => {
    if (!USERS_BECOME.includes(setting.usersBecome)) return { kind: 'wrong' as const, problems: [{ field: 'usersBecome', problem: 'unknown' }] };
    if (setting.identityProviderId !== '' && !registry.deps.identityProviderIds.has(setting.identityProviderId)) return { kind: 'wrong' as const, problems: [{ field: 'identityProviderId', problem: 'unknown' }] };
    const { rowCount } = await change.connection.query(
      `insert into scim_setting (organization_id, users_become, identity_provider_id, changed_by, changed_at) select $1, $2, $3, $4, $5 where $6::int = 0
       on conflict (organization_id) do nothing`, [organization.id, setting.usersBecome, setting.identityProviderId, request.actor.userId, new Date(change.nowMs), setting.version]);
    const changed = rowCount === 1 ? 1 : (await change.connection.query('update scim_setting set users_become = $2, identity_provider_id = $3, changed_by = $4, changed_at = $5, version = version + 1 where organization_id = $1 and version = $6',
      [organization.id, setting.usersBecome, setting.identityProviderId, request.actor.userId, new Date(change.nowMs), setting.version])).rowCount;
    if (changed !== 1) return change.refuse({ code: 'conflict' });
    change.record({ subjectKind: 'organization', subjectId: organization.id, organizationId: organization.id, change: 'scim-setting-changed', detail: { usersBecome: setting.usersBecome, identityProviderId: setting.identityProviderId } });
    return { kind: 'changed' as const, membershipIds: [] };
  });
}

/** Whom the `Authorization` header stands for: a token that is neither expired nor revoked, of an organization that takes part. */
export async function findScimClient(database: Queryable, authorization: string | undefined, nowMs: number): Promise<ScimClient | undefined> {
  const [, token] = /^Bearer +([A-Za-z0-9_-]{20,200})$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) return undefined;
  const { rows: [row] } = await database.query<{ tokenId: string; label: string; organizationId: string; isStale: boolean }>(
    `select t.id as "tokenId", t.label, t.organization_id as "organizationId", t.last_used_at is null or t.last_used_at < $2::timestamptz - interval '1 minute' as "isStale"
       from scim_token t join organization o on o.id = t.organization_id where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2 and o.status = 'active'`, [hashOf(token), new Date(nowMs)]);
  if (!row) return undefined;
  if (row.isStale) await database.query('update scim_token set last_used_at = $2 where id = $1', [row.tokenId, new Date(nowMs)]);
  return { tokenId: row.tokenId, label: row.label, organizationId: row.organizationId, setting: await settingOf(database, row.organizationId) };
}

async function settingOf(database: Queryable, organizationId: string): Promise<ScimSetting> {
  const { rows: [setting] } = await database.query<ScimSetting>('select users_become as "usersBecome", identity_provider_id as "identityProviderId", version from scim_setting where organization_id = $1', [organizationId]);
  return setting ?? NOT_SET;
}
