import { decideDuty } from '@longview/access-policy';
import { governedChange, provincialDay, requireDuty, type Change, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { ExchangeDeps } from '../exchange-deps.js';
import { findGroup, readGroups, type GroupRow } from './group-row.js';
import { GROUP_PURPOSES, mayRetrieveInAny, RETRIEVING_ROLES, type GroupDecision, type GroupPurpose, type RetrievingRole } from './may-retrieve.js';

export interface GroupInput {
  readonly nameEn: string;
  readonly nameFr: string;
  readonly reference: string;
  readonly purposes: readonly string[];
  readonly startsOn: string;
  readonly endsOn?: string;
  readonly members: readonly { readonly organizationId: string; readonly sourceIds: readonly string[]; readonly retrievingRoles: readonly string[] }[];
}

export interface GroupKey {
  readonly groupId: string;
  /** Of the group as it was seen. */
  readonly version: number;
}

export type GroupOutcome = { readonly kind: 'group'; readonly id: string } | ChangeRefusal;
type GroupsDeps = Pick<ExchangeDeps, 'database' | 'audit' | 'clock' | 'ids' | 'sources'>;

/**
 * Query/retrieve groups as agreements: drawn up by the program office, in force for each member from the signature of its
 * Legal Signing Authority. Each change is one transaction with its history, after its audit event.
 */
export class QueryGroups {
  constructor(private readonly deps: GroupsDeps) {}

  draw(request: ChangeRequest, input: GroupInput): Promise<GroupOutcome> {
    return this.change(request, async (change) => {
      requireDuty(change, request.actor, 'manage-organizations', request.actor.organizationId ?? '');
      const terms = await this.check(change, input);
      const id = change.newId();
      await change.connection.query('insert into query_group (id, name_en, name_fr, reference, purposes, starts_on, ends_on, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [id, terms.nameEn, terms.nameFr, terms.reference, terms.purposes, terms.startsOn, terms.endsOn ?? null, request.actor.userId, new Date(change.nowMs)]);
      await addMembers(change, id, terms.members);
      this.record(change, id, 'group-drawn', terms.members.map(({ organizationId }) => organizationId));
      return id;
    });
  }

  /** Other terms are another agreement: everybody signs anew. */
  amend(request: ChangeRequest, key: GroupKey, input: GroupInput): Promise<GroupOutcome> {
    return this.change(request, async (change) => {
      requireDuty(change, request.actor, 'manage-organizations', request.actor.organizationId ?? '');
      const group = await claim(change, key);
      const terms = await this.check(change, input);
      await change.connection.query('update query_group set name_en = $2, name_fr = $3, reference = $4, purposes = $5, starts_on = $6, ends_on = $7 where id = $1', [group.id, terms.nameEn, terms.nameFr, terms.reference, terms.purposes, terms.startsOn, terms.endsOn ?? null]);
      await change.connection.query('update query_group_member set left_at = coalesce(left_at, $2), signed_by = null, signed_at = null where group_id = $1', [group.id, new Date(change.nowMs)]);
      await addMembers(change, group.id, terms.members);
      this.record(change, group.id, 'group-amended', [...new Set([...group.members, ...terms.members].map(({ organizationId }) => organizationId))]);
      return group.id;
    });
  }

  /** A member's Legal Signing Authority agrees to the group as it was seen. */
  sign(request: ChangeRequest, key: GroupKey): Promise<GroupOutcome> {
    return this.change(request, async (change) => {
      const { group, organizationId } = await claimAsMember(change, request, key);
      const { rowCount } = await change.connection.query('update query_group_member set signed_by = $3, signed_at = $4 where group_id = $1 and organization_id = $2 and left_at is null and signed_at is null', [group.id, organizationId, request.actor.userId, new Date(change.nowMs)]);
      if (rowCount !== 1) change.refuse({ code: 'conflict' });
      this.record(change, group.id, 'group-signed', [organizationId]);
      return group.id;
    });
  }

  /** From this moment nothing is retrieved from the member, nor by it. */
  leave(request: ChangeRequest, key: GroupKey, reason: string): Promise<GroupOutcome> {
    return this.change(request, async (change) => {
      const { group, organizationId } = await claimAsMember(change, request, key);
      const why = requireText(change, 'reason', reason, 500);
      await change.connection.query('update query_group_member set left_at = $3 where group_id = $1 and organization_id = $2 and left_at is null', [group.id, organizationId, new Date(change.nowMs)]);
      this.record(change, group.id, 'group-left', [organizationId], why);
      return group.id;
    });
  }

  /** Ends the group before its day. */
  end(request: ChangeRequest, key: GroupKey, reason: string): Promise<GroupOutcome> {
    return this.change(request, async (change) => {
      requireDuty(change, request.actor, 'manage-organizations', request.actor.organizationId ?? '');
      const group = await claim(change, key);
      const why = requireText(change, 'reason', reason, 500);
      await change.connection.query('update query_group set ended_at = $2 where id = $1', [group.id, new Date(change.nowMs)]);
      this.record(change, group.id, 'group-ended', group.members.map(({ organizationId }) => organizationId), why);
      return group.id;
    });
  }

  /** The program office sees all, everybody else those of the organization they act for. */
  async list({ actor }: ChangeRequest): Promise<readonly GroupRow[]> {
    if (actor.organizationId === undefined || actor.isUserActive !== true || actor.isOrganizationActive !== true) return [];
    const seesAll = decideDuty({ actor, duty: 'see-province' }).effect === 'permit';
    return readGroups(this.deps.database, seesAll ? undefined : actor.organizationId);
  }

  /** Whether somebody may retrieve from a source without asking, now. */
  async mayRetrieve({ organizationId, roles, purposeOfUse, sourceId }: { readonly organizationId: string; readonly roles: readonly string[]; readonly purposeOfUse: string; readonly sourceId: string }): Promise<GroupDecision> {
    return mayRetrieveInAny(await readGroups(this.deps.database, organizationId), { organizationId, roles, purposeOfUse, sourceId, today: provincialDay(this.deps.clock.nowMs()) });
  }

  private async change(request: ChangeRequest, work: (change: Change) => Promise<string>): Promise<GroupOutcome> {
    const outcome = await governedChange(this.deps, request, 'group-changed', work);
    return typeof outcome === 'string' ? { kind: 'group', id: outcome } : outcome;
  }

  private record(change: Change, groupId: string, what: string, organizationIds: readonly string[], reason?: string): void {
    change.record({ subjectKind: 'query-group', subjectId: groupId, change: what, detail: { organizationIds }, ...(reason !== undefined && { reason }) });
  }

  private async check(change: Change, input: GroupInput) {
    const nameEn = requireText(change, 'nameEn', input.nameEn, 160), nameFr = requireText(change, 'nameFr', input.nameFr, 160), reference = requireText(change, 'reference', input.reference, 120);
    const purposes = GROUP_PURPOSES.filter((purpose) => input.purposes.includes(purpose)) as readonly GroupPurpose[];
    if (purposes.length === 0 || purposes.length !== new Set(input.purposes).size) change.refuse({ code: 'invalid-input', field: 'purposes', problem: 'unknown' });
    const startsOn = requireDay(change, 'startsOn', input.startsOn);
    const endsOn = input.endsOn === undefined ? undefined : requireDay(change, 'endsOn', input.endsOn);
    if (endsOn !== undefined && endsOn < startsOn) change.refuse({ code: 'invalid-input', field: 'endsOn', problem: 'before-start' });
    const ids = new Set(input.members.map(({ organizationId }) => organizationId));
    if (ids.size < 2 || ids.size !== input.members.length) change.refuse({ code: 'invalid-input', field: 'members', problem: ids.size < 2 ? 'too-few' : 'twice' });
    const { rows: [known] } = await change.connection.query<{ count: number }>(`select count(*)::int as count from organization where id = any($1) and status = 'active'`, [[...ids]]);
    if (known!.count !== ids.size) change.refuse({ code: 'invalid-input', field: 'members', problem: 'unknown' });
    for (const { organizationId, sourceIds, retrievingRoles } of input.members) {
      // An organization contributes what it is accountable for, and nothing else.
      if (sourceIds.some((id) => this.deps.sources.get(id)?.definition.custodianId !== organizationId)) change.refuse({ code: 'invalid-input', field: 'members', problem: 'source-not-theirs' });
      if (retrievingRoles.some((role) => !(RETRIEVING_ROLES as readonly string[]).includes(role))) change.refuse({ code: 'invalid-input', field: 'members', problem: 'role-unknown' });
    }
    return { nameEn, nameFr, reference, purposes, startsOn, members: input.members as readonly { readonly organizationId: string; readonly sourceIds: readonly string[]; readonly retrievingRoles: readonly RetrievingRole[] }[], ...(endsOn !== undefined && { endsOn }) };
  }
}

async function claim(change: Change, { groupId, version }: GroupKey): Promise<GroupRow> {
  const group = await findGroup(change.connection, groupId);
  if (!group) return change.refuse({ code: 'not-allowed', rule: 'unknown-group' });
  if (group.version !== version || group.isEnded) return change.refuse({ code: 'conflict' });
  await change.connection.query('update query_group set version = version + 1 where id = $1', [groupId]);
  return group;
}

async function claimAsMember(change: Change, { actor }: ChangeRequest, key: GroupKey): Promise<{ readonly group: GroupRow; readonly organizationId: string }> {
  const organizationId = actor.organizationId ?? '';
  requireDuty(change, actor, 'sign-agreements', organizationId);
  const group = await claim(change, key);
  if (!group.members.some((member) => member.organizationId === organizationId && !member.hasLeft)) change.refuse({ code: 'not-allowed', rule: 'not-a-member' });
  return { group, organizationId };
}

async function addMembers(change: Change, groupId: string, members: GroupInput['members']): Promise<void> {
  for (const { organizationId, sourceIds, retrievingRoles } of members) {
    await change.connection.query(
      `insert into query_group_member (group_id, organization_id, source_ids, retrieving_roles) values ($1, $2, $3, $4)
       on conflict (group_id, organization_id) do update set source_ids = excluded.source_ids, retrieving_roles = excluded.retrieving_roles, left_at = null, signed_by = null, signed_at = null`, [groupId, organizationId, sourceIds, retrievingRoles]);
  }
}

function requireText(change: Change, field: string, value: string, longest: number): string {
  const text = value.trim();
  if (text === '' || text.length > longest) change.refuse({ code: 'invalid-input', field, problem: text === '' ? 'missing' : 'too-long' });
  return text;
}

function requireDay(change: Change, field: string, value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)) || new Date(value).toISOString().slice(0, 10) !== value) change.refuse({ code: 'invalid-input', field, problem: 'malformed' });
  return value;
}
