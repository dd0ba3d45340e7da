import type { Actor } from '@longview/access-policy';
import type { Queryable } from '@longview/platform';
import { governedChange, isRefusal, type Change, type ChangeRequest } from '../../governance/governed-change.js';
import { provincialDay } from '../../standing/provincial-day.js';
import { readRoles, readUserRequest, type FieldProblem, type UserRequest } from '../user-input.js';
import { writeEntitlements, type UserRegistryDeps } from '../user-registry.js';
import { insertRequests, isDuplicate, planRequests } from '../user-requests.js';
import type { ScimClient } from './scim-access.js';
import { ScimFault } from './scim-fault.js';
import { parseScimFilter, toSqlCondition } from './scim-filter.js';
import { applyPatch, type PatchOperation } from './scim-patch.js';
import { readScimUser, SCIM_COLUMNS, SCIM_FROM, SCIM_SELECT, toScimUser, versionOf, type ScimInput, type ScimRow } from './scim-user.js';

/** One request of a provisioning client. */
export interface ScimCall {
  readonly client: ScimClient;
  readonly baseUrl: string;
  readonly requestId: string;
  readonly clientAddress?: string;
}

/** Standing that provisioning took away, and may give back. */
const BY_PROVISIONING = 'provisioning';
const REASON = 'Provisioned by the organization';
const ATTRIBUTE_OF: Readonly<Record<string, string>> = { familyName: 'name.familyName', givenName: 'name.givenName', email: 'emails', jobTitle: 'title', sourceIds: 'entitlements' };

/** Users of one organization over SCIM: the same rows, rules and history as in the portal. */
export class ScimUsers {
  constructor(private readonly deps: UserRegistryDeps) {}

  async list({ client, baseUrl }: ScimCall, query: { readonly filter?: string; readonly sortBy?: string; readonly isDescending: boolean; readonly startIndex: number; readonly count: number }): Promise<{ readonly totalResults: number; readonly resources: readonly Readonly<Record<string, unknown>>[] }> {
    const values: unknown[] = [client.organizationId];
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const where = query.filter === undefined ? '' : ` and ${toSqlCondition(parseScimFilter(query.filter), SCIM_COLUMNS, bind)}`;
    const { rows: [count] } = await this.deps.database.query<{ total: number }>(`select count(*)::int as total ${SCIM_FROM}${where}`, values);
    if (query.count === 0 || count!.total === 0) return { totalResults: count!.total, resources: [] };
    const sort = query.sortBy === undefined ? undefined : SCIM_COLUMNS.get(query.sortBy.toLowerCase());
    if (query.sortBy !== undefined && (!sort || sort.kind === 'texts')) throw new ScimFault(400, '"sortBy" names an attribute that cannot be sorted by.', 'invalidPath');
    const order = sort ? `${sort.kind === 'text' ? `lower(${sort.sql})` : sort.sql} ${query.isDescending ? 'desc' : 'asc'}, m.id` : 'm.id';
    const { rows } = await this.deps.database.query<ScimRow>(`${SCIM_SELECT} ${SCIM_FROM}${where} order by ${order} limit ${bind(query.count)} offset ${bind(query.startIndex - 1)}`, values);
    return { totalResults: count!.total, resources: rows.map((row) => toScimUser(row, baseUrl)) };
  }

  async find({ client, baseUrl }: ScimCall, id: string): Promise<Readonly<Record<string, unknown>>> {
    return toScimUser(await rowOf(this.deps.database, client, id), baseUrl);
  }

  async create(call: ScimCall, body: unknown): Promise<Readonly<Record<string, unknown>>> {
    const input = readScimUser(body);
    return this.change(call, async (change, sourceIds) => {
      const { client } = call;
      const request = requestOf(input, sourceIds);
      const { rowCount } = await change.connection.query(`select ${SCIM_FROM} and lower(coalesce(s.user_name, nullif(p.email, ''), m.id)) = $2`, [client.organizationId, input.userName.toLowerCase()]);
      if (rowCount !== 0) throw new ScimFault(409, 'The user name is taken.', 'uniqueness');
      const [plan] = await planRequests(change.connection, client.organizationId, [request]);
      if (plan!.kind === 'wrong' || plan!.kind === 'already-here') throw new ScimFault(409, plan!.kind === 'wrong' ? 'The licence is registered already.' : 'This person is here already, under another user name.', 'uniqueness');
      const [id] = await insertRequests(change.connection, [{ request, plan: plan! }], { organizationId: client.organizationId, byUserId: actorOf(client).userId, nowMs: change.nowMs, newId: change.newId });
      await keepNames(change.connection, client, id!, input);
      change.record({ subjectKind: 'membership', subjectId: id!, organizationId: client.organizationId, change: 'requested', reason: BY_PROVISIONING });
      const row = await rowOf(change.connection, client, id!);
      if (client.setting.usersBecome === 'active' && input.isActive) await this.vouch(change, client, row, input);
      return toScimUser(await rowOf(change.connection, client, id!), call.baseUrl);
    });
  }

  async replace(call: ScimCall, id: string, ifMatch: string | undefined, body: unknown): Promise<Readonly<Record<string, unknown>>> {
    return this.change(call, async (change, sourceIds) => {
      const row = await lock(change.connection, call.client, id, ifMatch);
      await this.update(change, call.client, row, readScimUser(body), sourceIds);
      return toScimUser(await rowOf(change.connection, call.client, id), call.baseUrl);
    });
  }

  async patch(call: ScimCall, id: string, ifMatch: string | undefined, operations: readonly PatchOperation[]): Promise<Readonly<Record<string, unknown>>> {
    return this.change(call, async (change, sourceIds) => {
      const row = await lock(change.connection, call.client, id, ifMatch);
      await this.update(change, call.client, row, readScimUser(applyPatch(toScimUser(row, call.baseUrl), operations)), sourceIds);
      return toScimUser(await rowOf(change.connection, call.client, id), call.baseUrl);
    });
  }

  /** Revokes: nothing that people did is deleted. */
  async remove(call: ScimCall, id: string, ifMatch: string | undefined): Promise<void> {
    await this.change(call, async (change) => {
      const row = await lock(change.connection, call.client, id, ifMatch);
      await this.setStanding(change, call.client, row, 'revoked', 'revoke');
      await change.connection.query('delete from scim_user where membership_id = $1', [id]);
    });
  }

  private async update(change: Change, client: ScimClient, row: ScimRow, input: ScimInput, sourceIds: ReadonlySet<string>): Promise<void> {
    // Where the registration authority decides, roles and entitlements are theirs once it did: what is sent of them is ignored (RFC 7644 §3.5.1).
    const mayGive = client.setting.usersBecome === 'active' || row.status === 'requested';
    const wanted: ScimInput = mayGive ? input : { ...input, roles: row.roles, sourceIds: row.sourceIds };
    const request = requestOf(wanted, mayGive ? sourceIds : new Set(row.sourceIds), row);
    const changed: string[] = [];
    const differs = (...names: (keyof ScimRow & keyof UserRequest)[]): boolean => names.some((name) => JSON.stringify(row[name]) !== JSON.stringify(request[name]));
    if (differs('familyName', 'givenName', 'email', 'college', 'licenceNumber')) {
      changed.push('facts-changed');
      await change.connection.query(`update person set family_name = $2, given_name = $3, email = $4, college = $5, licence_number = $6, display_name = case when (family_name, given_name) = ($2, $3) then display_name else $7 end, version = version + 1 where id = $1`,
        [row.personId, request.familyName, request.givenName, request.email, request.college, request.licenceNumber, `${request.givenName} ${request.familyName}`]);
    }
    if (differs('jobTitle', 'employeeNumber')) changed.push('facts-changed');
    if (wanted.userName !== row.userName || wanted.externalId !== row.externalId) {
      changed.push('user-name-changed');
      await keepNames(change.connection, client, row.id, wanted);
    }
    if (JSON.stringify(readRoles(row.roles)) !== JSON.stringify(request.roles)) changed.push('roles-changed');
    if (JSON.stringify(row.sourceIds) !== JSON.stringify(request.sourceIds.toSorted())) {
      changed.push('entitlements-changed');
      await this.giveEntitlements(change, client, row.id, request.sourceIds);
    }
    if (changed.length > 0) {
      await change.connection.query('update membership set roles = $2, job_title = $3, employee_number = $4, version = version + 1 where id = $1', [row.id, request.roles, request.jobTitle, request.employeeNumber]);
      for (const word of new Set(changed)) change.record({ subjectKind: 'membership', subjectId: row.id, organizationId: client.organizationId, change: word, reason: BY_PROVISIONING });
    }
    const isActive = row.status === 'active';
    if (input.isActive === isActive) return;
    if (!input.isActive && row.status === 'on-leave') return;
    if (!input.isActive && isActive) return this.setStanding(change, client, row, 'suspended', 'suspend');
    if (row.status === 'suspended' && input.isActive) {
      if (row.statusReason !== BY_PROVISIONING) throw new ScimFault(409, 'The user was suspended by the registration authority, who alone reinstates them.');
      return this.setStanding(change, client, row, 'active', 'reinstate');
    }
    if (client.setting.usersBecome === 'active' && ['requested', 'reviewed', 'approved'].includes(row.status) && input.isActive) await this.vouch(change, client, await rowOf(change.connection, client, row.id), input);
  }

  /**
   * Makes a request an active membership on the organization's own word: only where the organization said that its system
   * of record is to be believed, and only when somebody can sign in, has a role and something to see. Otherwise it stays a request.
   */
  private async vouch(change: Change, client: ScimClient, row: ScimRow, input: ScimInput): Promise<void> {
    const { identityProviderId } = client.setting;
    if (identityProviderId === '' || input.externalId === '' || row.roles.length === 0 || row.sourceIds.length === 0) return;
    const at = new Date(change.nowMs);
    const { userId } = actorOf(client);
    await change.connection.query('insert into person_identity (identity_provider_id, subject, person_id, linked_at, linked_by) values ($1, $2, $3, $4, $5) on conflict do nothing', [identityProviderId, input.externalId, row.personId, at, userId]);
    const { rows: [owner] } = await change.connection.query<{ personId: string }>('select person_id as "personId" from person_identity where identity_provider_id = $1 and subject = $2', [identityProviderId, input.externalId]);
    if (owner!.personId !== row.personId) throw new ScimFault(409, 'The external id is the log-in identity of another person.', 'uniqueness');
    // What a registration authority has seen of the person stays; the organization's word is for whom nobody has.
    await change.connection.query(`update person set assurance_level = 2, verified_at = $2, verified_by = $3, verified_until = null, verification_evidence = '[{"kind":"employer-record"}]', version = version + 1 where id = $1 and (verified_at is null or verified_until < $4::date)`, [row.personId, at, userId, provincialDay(change.nowMs)]);
    await this.setStanding(change, client, row, 'active', 'fulfil');
  }

  private async setStanding(change: Change, client: ScimClient, row: ScimRow, status: 'active' | 'suspended' | 'revoked', word: string): Promise<void> {
    await change.connection.query(`update membership set status = $2, status_reason = $3, status_since = $4, idle_warned_at = null, returns_on = null, version = version + 1 where id = $1`, [row.id, status, status === 'active' ? '' : BY_PROVISIONING, new Date(change.nowMs)]);
    if (status !== 'active') await this.deps.standing.stopMemberships(change.connection, [{ personId: row.personId, organizationId: client.organizationId }], BY_PROVISIONING);
    change.record({ subjectKind: 'membership', subjectId: row.id, organizationId: client.organizationId, change: word, reason: BY_PROVISIONING, detail: { from: row.status, to: status } });
  }

  private async giveEntitlements(change: Change, client: ScimClient, membershipId: string, sourceIds: readonly string[]): Promise<void> {
    const { rows } = await change.connection.query<{ sourceId: string; reason: string; expiresOn: string | null }>(
      `select source_id as "sourceId", reason, to_char((expires_at - interval '1 second') at time zone 'America/Toronto', 'YYYY-MM-DD') as "expiresOn" from entitlement where membership_id = $1`, [membershipId]);
    const kept = new Map(rows.map((row) => [row.sourceId, row]));
    await writeEntitlements(change.connection, membershipId, sourceIds.map((sourceId) => ({ sourceId, reason: kept.get(sourceId)?.reason ?? REASON, expiresOn: kept.get(sourceId)?.expiresOn ?? undefined })), actorOf(client).userId, change.nowMs);
  }

  /** One transaction with its history and events, as every change of access. */
  private async change<T>({ client, requestId, clientAddress }: ScimCall, work: (change: Change, sourceIds: ReadonlySet<string>) => Promise<T>): Promise<T> {
    const request: ChangeRequest = { actor: actorOf(client), facts: { requestId, ...(clientAddress !== undefined && { clientAddress }) } };
    try {
      const outcome = await governedChange(this.deps, request, 'user-changed', async (change) => {
        const { rows } = await change.connection.query<{ id: string }>('select source_id as id from organization_source where organization_id = $1', [client.organizationId]);
        return work(change, new Set(rows.map(({ id }) => id)));
      });
      if (isRefusal(outcome)) throw new ScimFault(409, 'The user was changed at the same time.');
      return outcome;
    } catch (error) {
      if (isDuplicate(error, 'person_licence')) throw new ScimFault(409, 'The licence is registered already.', 'uniqueness');
      if (isDuplicate(error, 'scim_user_name')) throw new ScimFault(409, 'The user name is taken.', 'uniqueness');
      if (isDuplicate(error, 'membership_person_organization')) throw new ScimFault(409, 'This person is here already.', 'uniqueness');
      throw error;
    }
  }
}

/** Who the history and the log name: the token, by the label that the registration authority gave it. */
const actorOf = ({ tokenId, label, organizationId }: ScimClient): Actor => ({
  userId: `scim:${tokenId}`, displayName: label, roles: [], organizationId, isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true,
  assuranceLevel: 1, entitledSourceIds: new Set(), purposeOfUse: 'HOPERAT', sessionId: 'scim',
});

/** @param row what is registered now: what was incomplete before it was provisioned, and is left so, is no mistake of this request. */
function requestOf(input: ScimInput, sourceIds: ReadonlySet<string>, row?: ScimRow): UserRequest {
  const { request, problems } = readUserRequest({ ...input, reason: REASON }, sourceIds);
  const isUnchanged = (field: string): boolean => row !== undefined && field in row && JSON.stringify(row[field as keyof ScimRow]) === JSON.stringify(input[field as keyof ScimInput]);
  // Roles may come later: a request without any is the registration authority's to complete.
  const isMeant = ({ field, problem }: FieldProblem): boolean => !(field === 'roles' && problem === 'missing') && !(isUnchanged(field) && (problem !== 'needed-for-role' || isUnchanged('roles')));
  const [wrong] = problems.filter(isMeant);
  if (wrong) throw new ScimFault(400, `"${ATTRIBUTE_OF[wrong.field] ?? wrong.field}": ${wrong.problem}.`, 'invalidValue');
  return request;
}

async function rowOf(connection: Queryable, { organizationId }: ScimClient, id: string): Promise<ScimRow> {
  const { rows: [row] } = await connection.query<ScimRow>(`${SCIM_SELECT} ${SCIM_FROM} and m.id = $2`, [organizationId, id]);
  if (!row) throw new ScimFault(404, 'There is no such user.');
  return row;
}

/** The row, kept until the change ends, when it is still the version that the client saw. */
async function lock(connection: Queryable, client: ScimClient, id: string, ifMatch: string | undefined): Promise<ScimRow> {
  await connection.query('select from membership where id = $1 and organization_id = $2 for update', [id, client.organizationId]);
  const row = await rowOf(connection, client, id);
  if (ifMatch !== undefined && !ifMatch.split(',').some((each) => ['*', versionOf(row)].includes(each.trim()))) throw new ScimFault(412, 'The user was changed since this version.');
  return row;
}

async function keepNames(connection: Queryable, { organizationId }: ScimClient, membershipId: string, { userName, externalId }: ScimInput): Promise<void> {
  await connection.query(
    `insert into scim_user (membership_id, organization_id, user_name, external_id) values ($1, $2, $3, $4)
     on conflict (membership_id) do update set user_name = excluded.user_name, external_id = excluded.external_id`, [membershipId, organizationId, userName, externalId]);
}
