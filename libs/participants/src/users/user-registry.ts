import type { Actor } from '@longview/access-policy';
import type { Queryable } from '@longview/platform';
import { governedChange, type Change, type ChangeRefusal, type ChangeRequest, type GovernanceDeps } from '../governance/governed-change.js';
import { provincialDay } from '../standing/provincial-day.js';
import type { StandingChanges } from '../standing/standing-changes.js';
import { mayChangeUser, type UserAct } from './may-change-user.js';
import { actionsFrom, changeStanding, STANDING_ACTIONS, type StandingAction } from './standing-change.js';
import { readUserFacts, readUserRequest, readVerification, readEntitlements, problemsOfRoles, readRoles, type EntitlementInput, type FieldProblem, type UserFactsInput, type UserRequestInput, type VerificationInput } from './user-input.js';
import { findUserLines, idleHistogram, listUsers, type IdleBar, type UserLimits, type UserListQuery, type UserPage } from './user-list.js';
import { problemsOfEntered, readPersonalFacts, type PersonalFacts, type PersonalFactsKeeper } from './personal-facts.js';
import { readUserDetails } from './user-details.js';
import { insertRequests, isDuplicate, planRequests, type PlannedRequest } from './user-requests.js';
import type { User, UserLine } from './user.js';

export interface UserRegistryDeps extends GovernanceDeps {
  readonly standing: StandingChanges;
  /** Whom people sign in with: issuers of the province. */
  readonly identityProviderIds: ReadonlySet<string>;
  readonly limits: UserLimits;
  /** Absent: personal facts are not taken, wherever they are given. */
  readonly keepPersonalFacts?: PersonalFactsKeeper;
}

/** Something was changed, or everything that is wrong with the input. */
export type UserChangeOutcome = { readonly kind: 'changed'; readonly membershipIds: readonly string[] } | WrongInput | ChangeRefusal;
export interface WrongInput { readonly kind: 'wrong'; readonly problems: readonly FieldProblem[] }

/** A user, as the asker last saw them. */
export interface SeenUser {
  readonly membershipId: string;
  readonly version: number;
}

export interface StandingInput {
  readonly users: readonly SeenUser[];
  readonly action: StandingAction;
  readonly reason?: string | undefined;
  readonly returnsOn?: string | undefined;
  /** Where a transfer leads to. */
  readonly toOrganizationId?: string | undefined;
}

/** What the registry must know of the organization that the actor acts for. */
export interface OwnOrganization {
  readonly id: string;
  readonly isSolePractitioner: boolean;
  readonly sourceIds: ReadonlySet<string>;
}

export interface TransferTarget {
  readonly id: string;
  readonly name: { readonly en: string; readonly fr: string };
}

/** More at once is a matter for a file, not for ticks in a table. */
const MOST_AT_ONCE = 500;

/**
 * The users of an organization, as their registration authority keeps them. Every change is governed: permitted by
 * {@link mayChangeUser}, checked against the version that was seen, and durable in the log before it stands.
 */
export class UserRegistry {
  constructor(readonly deps: UserRegistryDeps) {}

  /** Everybody for the registration authority; for the other offices, those whom they asked for themselves. */
  async list({ actor }: ChangeRequest, query: UserListQuery): Promise<UserPage | ChangeRefusal> {
    const organization = await this.organizationOf(this.deps.database, actor);
    const mayAll = mayChangeUser({ actor, act: 'read', organization });
    const mayOwn = mayChangeUser({ actor, act: 'request', organization });
    if (mayAll.effect !== 'permit' && mayOwn.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: mayAll.rule };
    return listUsers(this.deps.database, organization.id, { ...query, requestedBy: mayAll.effect === 'permit' ? query.requestedBy : actor.userId }, this.now());
  }

  /** For the chart: how long active users have not been here. */
  async idle({ actor }: ChangeRequest): Promise<readonly IdleBar[] | ChangeRefusal> {
    const organization = await this.organizationOf(this.deps.database, actor);
    const decision = mayChangeUser({ actor, act: 'read', organization });
    return decision.effect === 'permit' ? idleHistogram(this.deps.database, organization.id, this.now().nowMs) : { kind: 'refused', code: 'not-allowed', rule: decision.rule };
  }

  /** One user with everything; who looked is written down first. Unknown and not permitted look the same. */
  async find(request: ChangeRequest, membershipId: string): Promise<User | ChangeRefusal> {
    return governedChange(this.deps, request, 'governance-read', async (change) => {
      const { actor } = request;
      const organization = await this.organizationOf(change.connection, actor);
      const [line] = await findUserLines(change.connection, organization.id, [membershipId], this.now());
      const subject = line && { personId: line.personId, requestedBy: await this.requestedBy(change.connection, membershipId) };
      const may = (act: UserAct): boolean => subject !== undefined && mayChangeUser({ actor, act, organization, subject }).effect === 'permit';
      const isOwnRequest = subject?.requestedBy === actor.userId;
      if (!line || !(may('read') || (isOwnRequest && may('request')))) return change.refuse({ code: 'not-allowed', rule: 'unknown-user' });
      const details = await readUserDetails(change.connection, line);
      await this.deps.audit.append({ action: 'governance-read', outcome: 'success', actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, organizationId: organization.id }, sessionId: actor.sessionId, requestId: request.facts.requestId, purposeOfUse: actor.purposeOfUse, ...(request.facts.clientAddress !== undefined && { clientAddress: request.facts.clientAddress }), objects: [`membership/${membershipId}`] });
      return { ...line, ...details, isOwnRequest, isOneself: line.personId === actor.userId, mayEdit: line.status !== 'revoked' && may('edit'), actions: actionsFrom(line.status).filter(may) };
    });
  }

  /** What the asker may request for: the sources of their organization, and whether they may see everybody. */
  async organization({ actor }: ChangeRequest): Promise<{ readonly organization: OwnOrganization; readonly mayManage: boolean } | ChangeRefusal> {
    const organization = await this.organizationOf(this.deps.database, actor);
    const decision = mayChangeUser({ actor, act: 'request', organization });
    if (decision.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: decision.rule };
    return { organization, mayManage: mayChangeUser({ actor, act: 'read', organization }).effect === 'permit' };
  }

  /** Active organizations but one's own, by the beginning of a word of their name. */
  async transferTargets({ actor }: ChangeRequest, search: string): Promise<readonly TransferTarget[] | ChangeRefusal> {
    const organization = await this.organizationOf(this.deps.database, actor);
    const decision = mayChangeUser({ actor, act: 'transfer', organization });
    if (decision.effect !== 'permit') return { kind: 'refused', code: 'not-allowed', rule: decision.rule };
    const { rows } = await this.deps.database.query<{ id: string; en: string; fr: string }>(
      `select id, name_en as en, name_fr as fr from organization where status = 'active' and id <> $1 and (' ' || lower(name_en) like $2 or ' ' || lower(name_fr) like $2) order by lower(name_en), id limit 20`, [organization.id, `% ${search.trim().toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`]);
    return rows.map(({ id, en, fr }) => ({ id, name: { en, fr } }));
  }

  async requestUser(request: ChangeRequest, input: UserRequestInput): Promise<UserChangeOutcome> {
    return this.change(request, 'request', async (change, organization) => {
      const { request: wanted, problems } = readUserRequest(input, organization.sourceIds);
      if (problems.length > 0) return { kind: 'wrong', problems };
      const [plan] = await planRequests(change.connection, organization.id, [wanted]);
      if (plan!.kind === 'wrong') return plan as WrongInput;
      if (plan!.kind === 'already-here') return { kind: 'wrong', problems: [{ field: plan!.by, problem: 'already-here' }] };
      return this.insert(change, request.actor, organization, [{ request: wanted, plan: plan! }]);
    });
  }

  /** All of them or none: two people at once, and the second is told that something changed. */
  async changeStanding(request: ChangeRequest, input: StandingInput): Promise<UserChangeOutcome> {
    if (input.users.length === 0 || input.users.length > MOST_AT_ONCE) return { kind: 'wrong', problems: [{ field: 'users', problem: input.users.length === 0 ? 'missing' : 'too-many' }] };
    if (!STANDING_ACTIONS.includes(input.action)) return { kind: 'wrong', problems: [{ field: 'action', problem: 'unknown' }] };
    return this.change(request, input.action, async (change, organization) => {
      const lines = await this.lock(change, organization, input.users);
      const at = this.now();
      const stopped: UserLine[] = [];
      for (const line of lines) {
        await this.require(change, request.actor, input.action, organization, line);
        const outcome = changeStanding({ status: line.status, action: input.action, reason: input.reason, returnsOn: input.returnsOn, today: at.today });
        if ('problem' in outcome) return change.refuse({ code: 'invalid-input', ...outcome });
        if (outcome.to === 'active') await this.requireReady(change, line);
        if (input.action === 'approve') await change.connection.query('update entitlement set granted_by = $2, granted_at = $3 where membership_id = $1', [line.membershipId, request.actor.userId, new Date(at.nowMs)]);
        const isAttestedNow = input.action === 'reinstate' && line.statusReason === 'not-attested';
        await change.connection.query(
          `update membership set status = $2, status_reason = $3, status_since = $4, returns_on = $5::date, idle_warned_at = null, version = version + 1,
             last_attested_at = case when $6 then $4 else last_attested_at end, last_attested_by = case when $6 then $7 else last_attested_by end where id = $1`,
          [line.membershipId, outcome.to, outcome.statusReason, new Date(at.nowMs), input.returnsOn ?? null, isAttestedNow, request.actor.userId]);
        if (outcome.stops) stopped.push(line);
        change.record({ subjectKind: 'membership', subjectId: line.membershipId, organizationId: organization.id, change: input.action, ...(input.reason !== undefined && { reason: input.reason }), detail: { from: line.status, to: outcome.to, ...(input.returnsOn !== undefined && { returnsOn: input.returnsOn }) } });
        if (input.action === 'transfer') await this.requestElsewhere(change, request.actor, organization, line, input.toOrganizationId);
      }
      if (stopped.length > 0) await this.deps.standing.stopMemberships(change.connection, stopped.map(({ personId }) => ({ personId, organizationId: organization.id })), input.action);
      return { kind: 'changed', membershipIds: lines.map(({ membershipId }) => membershipId) };
    });
  }

  async changeFacts(request: ChangeRequest, seen: SeenUser, input: UserFactsInput): Promise<UserChangeOutcome> {
    return this.changeOne(request, seen, 'facts-changed', async (change, organization, line) => {
      const { facts, problems: wrongFacts } = readUserFacts(input);
      const problems = [...wrongFacts, ...problemsOfRoles(line.roles, facts).filter(({ field }) => field !== 'roles')];
      if (problems.length > 0) return { kind: 'wrong', problems };
      const isRenamed = facts.familyName !== line.familyName || facts.givenName !== line.givenName;
      await change.connection.query(
        `update person set family_name = $2, given_name = $3, email = $4, college = $5, licence_number = $6, display_name = case when $7 then $8 else display_name end, version = version + 1 where id = $1`,
        [line.personId, facts.familyName, facts.givenName, facts.email, facts.college, facts.licenceNumber, isRenamed, `${facts.givenName} ${facts.familyName}`]);
      await change.connection.query('update membership set job_title = $2, employee_number = $3 where id = $1', [line.membershipId, facts.jobTitle, facts.employeeNumber]);
      return undefined;
    });
  }

  /** Takes facts that surveillance compares: from then on there are hashes of them, and nobody can read them again. */
  async takePersonalFacts(request: ChangeRequest, seen: SeenUser, input: PersonalFacts): Promise<UserChangeOutcome> {
    return this.changeOne(request, seen, 'personal-facts-taken', async (change, _, { personId }) => {
      const { facts, problems: wrong } = readPersonalFacts(input);
      // What is wrong already is not missing as well.
      const problems = wrong.length > 0 ? wrong : problemsOfEntered(facts);
      if (problems.length > 0) return { kind: 'wrong', problems };
      await this.deps.keepPersonalFacts?.(change.connection, [{ personId, facts }]);
      return undefined;
    });
  }

  /** Writes down what was seen of the person, by whom and when: kinds of documents and their last valid day, nothing else. */
  async verifyIdentity(request: ChangeRequest, seen: SeenUser, input: VerificationInput): Promise<UserChangeOutcome> {
    return this.changeOne(request, seen, 'identity-verified', async (change, _, line) => {
      const { nowMs, today } = this.now();
      const verification = readVerification(input, today);
      if ('problems' in verification) return { kind: 'wrong', problems: verification.problems };
      await change.connection.query('update person set assurance_level = $2, verified_at = $3, verified_by = $4, verified_until = $5::date, verification_evidence = $6::jsonb, version = version + 1 where id = $1',
        [line.personId, verification.assuranceLevel, new Date(nowMs), request.actor.userId, verification.verifiedUntil ?? null, JSON.stringify(verification.documents)]);
      return undefined;
    });
  }

  async changeRoles(request: ChangeRequest, seen: SeenUser, roles: readonly string[]): Promise<UserChangeOutcome> {
    return this.changeOne(request, seen, 'roles-changed', async (change, _, line) => {
      const problems = problemsOfRoles(roles, line);
      if (problems.length > 0) return { kind: 'wrong', problems };
      await change.connection.query('update membership set roles = $2 where id = $1', [line.membershipId, readRoles(roles)]);
      return undefined;
    }, { from: 'roles', to: roles });
  }

  /** Sets all entitlements at once. One that stays as it was keeps who granted it and when. */
  async changeEntitlements(request: ChangeRequest, seen: SeenUser, entitlements: readonly EntitlementInput[]): Promise<UserChangeOutcome> {
    return this.changeOne(request, seen, 'entitlements-changed', async (change, organization, line) => {
      const { nowMs, today } = this.now();
      const problems = readEntitlements(entitlements, organization.sourceIds, today);
      if (problems.length > 0) return { kind: 'wrong', problems };
      await writeEntitlements(change.connection, line.membershipId, entitlements, request.actor.userId, nowMs);
      return undefined;
    }, { to: entitlements.map(({ sourceId }) => sourceId) });
  }

  /** A log-in identity belongs to one person. Whose it is already is not said. */
  async linkIdentity(request: ChangeRequest, seen: SeenUser, { identityProviderId, subject: given }: { readonly identityProviderId: string; readonly subject: string }): Promise<UserChangeOutcome> {
    const subject = given.trim();
    return this.changeOne(request, seen, 'identity-linked', async (change, _, line) => {
      const wrong = (field: string, problem: string): WrongInput => ({ kind: 'wrong', problems: [{ field, problem }] });
      if (!this.deps.identityProviderIds.has(identityProviderId)) return wrong('identityProviderId', 'unknown');
      if (subject === '' || subject.length > 255) return wrong('subject', subject === '' ? 'missing' : 'too-long');
      const { rowCount } = await change.connection.query('insert into person_identity (identity_provider_id, subject, person_id, linked_at, linked_by) values ($1, $2, $3, $4, $5) on conflict do nothing', [identityProviderId, subject, line.personId, new Date(change.nowMs), request.actor.userId]);
      return rowCount === 1 ? undefined : wrong('subject', 'taken');
    }, { identityProviderId });
  }

  /** Ends what the person has open: which of their sessions came from this identity is not worth the risk of a mistake. */
  async unlinkIdentity(request: ChangeRequest, seen: SeenUser, { identityProviderId, subject }: { readonly identityProviderId: string; readonly subject: string }): Promise<UserChangeOutcome> {
    return this.changeOne(request, seen, 'identity-unlinked', async (change, _, line) => {
      const { rowCount } = await change.connection.query('delete from person_identity where identity_provider_id = $1 and subject = $2 and person_id = $3', [identityProviderId, subject, line.personId]);
      if (rowCount !== 1) return change.refuse({ code: 'conflict' });
      await this.deps.standing.stopUser(change.connection, line.personId, 'identity-unlinked');
      return undefined;
    }, { identityProviderId });
  }

  /** Writes requests that were planned already; what somebody else registered in between is a conflict. */
  async insert(change: Change, actor: Actor, organization: OwnOrganization, planned: readonly PlannedRequest[], how = 'requested'): Promise<UserChangeOutcome> {
    const membershipIds = await insertRequests(change.connection, planned, { organizationId: organization.id, byUserId: actor.userId, nowMs: change.nowMs, newId: change.newId });
    membershipIds.forEach((subjectId, index) => change.record({ subjectKind: 'membership', subjectId, organizationId: organization.id, change: how, reason: planned[index]!.request.reason }));
    return { kind: 'changed', membershipIds };
  }

  /** Runs a change for the actor's organization; whoever may not do it at all is refused, and that is written down. */
  async change<T>(request: ChangeRequest, act: UserAct, work: (change: Change, organization: OwnOrganization) => Promise<T>): Promise<T | WrongInput | ChangeRefusal> {
    try {
      return await governedChange(this.deps, request, 'user-changed', async (change) => {
        const organization = await this.organizationOf(change.connection, request.actor);
        const decision = mayChangeUser({ actor: request.actor, act: act === 'withdraw' ? 'request' : act, organization });
        if (decision.effect !== 'permit') return change.refuse({ code: 'not-allowed', rule: decision.rule });
        return work(change, organization);
      });
    } catch (error) {
      // Between looking and writing somebody else was quicker: the index has the last word.
      if (isDuplicate(error, 'person_licence')) return { kind: 'wrong', problems: [{ field: 'licenceNumber', problem: 'taken' }] };
      if (isDuplicate(error, 'membership_person_organization')) return { kind: 'refused', code: 'conflict' };
      throw error;
    }
  }

  now(): { readonly nowMs: number; readonly today: string; readonly limits: UserLimits } {
    const nowMs = this.deps.clock.nowMs();
    return { nowMs, today: provincialDay(nowMs), limits: this.deps.limits };
  }

  private async changeOne(request: ChangeRequest, seen: SeenUser, word: string, work: (change: Change, organization: OwnOrganization, line: UserLine) => Promise<WrongInput | undefined>, detail: Readonly<Record<string, unknown>> = {}): Promise<UserChangeOutcome> {
    return this.change(request, 'edit', async (change, organization) => {
      const [line] = await this.lock(change, organization, [seen]);
      await this.require(change, request.actor, 'edit', organization, line!);
      if (line!.status === 'revoked') return change.refuse({ code: 'invalid-input', field: 'status', problem: 'revoked' });
      const wrong = await work(change, organization, line!);
      if (wrong) return wrong;
      await change.connection.query('update membership set version = version + 1 where id = $1', [seen.membershipId]);
      change.record({ subjectKind: 'membership', subjectId: seen.membershipId, organizationId: organization.id, change: word, detail });
      return { kind: 'changed', membershipIds: [seen.membershipId] };
    });
  }

  /** The rows, kept until the change ends, when they are still what was seen. In the order of ids, so that two changes never wait for each other. */
  private async lock(change: Change, organization: OwnOrganization, users: readonly SeenUser[]): Promise<readonly UserLine[]> {
    const seen = new Map(users.map(({ membershipId, version }) => [membershipId, version]));
    const ids = [...seen.keys()];
    await change.connection.query('select from membership where organization_id = $1 and id = any($2::text[]) order by id for update', [organization.id, ids]);
    const lines = await findUserLines(change.connection, organization.id, ids, this.now());
    if (lines.length !== ids.length) return change.refuse({ code: 'not-allowed', rule: 'unknown-user' });
    if (lines.some(({ membershipId, version }) => version !== seen.get(membershipId))) return change.refuse({ code: 'conflict' });
    return lines;
  }

  private async require(change: Change, actor: Actor, act: UserAct, organization: OwnOrganization, line: UserLine): Promise<void> {
    const subject = { personId: line.personId, requestedBy: await this.requestedBy(change.connection, line.membershipId) };
    const decision = mayChangeUser({ actor, act, organization, subject });
    if (decision.effect !== 'permit') change.refuse({ code: 'not-allowed', rule: decision.rule });
  }

  /** Nobody becomes active without a verified identity, something to do, and a way to sign in. */
  private async requireReady(change: Change, line: UserLine): Promise<void> {
    const missing = (field: string, problem = 'missing'): never => change.refuse({ code: 'invalid-input', field, problem });
    if (!line.isVerified) missing('verification', line.verifiedUntil === undefined ? 'missing' : 'expired');
    const { rows: [has] } = await change.connection.query<{ identities: number; entitlements: number; offices: number }>(
      `select (select count(*)::int from person_identity where person_id = $1) as identities, (select count(*)::int from entitlement where membership_id = $2) as entitlements,
         (select count(*)::int from role_holder h join membership m on m.id = $2 and h.organization_id = m.organization_id where h.person_id = $1 and h.status = 'in-force') as offices`, [line.personId, line.membershipId]);
    if (has!.identities === 0) missing('identities');
    if (line.roles.length === 0 && has!.offices === 0) missing('roles');
    if (line.roles.length > 0 && has!.entitlements === 0) missing('entitlements');
  }

  private async requestElsewhere(change: Change, actor: Actor, from: OwnOrganization, line: UserLine, toOrganizationId: string | undefined): Promise<void> {
    const wrong = (problem: string): never => change.refuse({ code: 'invalid-input', field: 'toOrganizationId', problem });
    if (toOrganizationId === undefined || toOrganizationId === from.id) return wrong(toOrganizationId === undefined ? 'missing' : 'same');
    const { rows: [target] } = await change.connection.query(`select id from organization where id = $1 and status = 'active'`, [toOrganizationId]);
    if (!target) return wrong('unknown');
    const { rows: [there] } = await change.connection.query<{ id: string }>(
      `insert into membership (id, person_id, organization_id, status, status_reason, status_since, roles, job_title, created_at, created_by) values ($1, $2, $3, 'requested', 'transferred', $4, $5, $6, $4, $7)
       on conflict (person_id, organization_id) do update set status = 'requested', status_reason = 'transferred', status_since = excluded.status_since, roles = excluded.roles, job_title = excluded.job_title,
         created_at = excluded.created_at, created_by = excluded.created_by, idle_warned_at = null, returns_on = null, version = membership.version + 1 where membership.status = 'revoked' returning id`,
      [change.newId(), line.personId, toOrganizationId, new Date(change.nowMs), line.roles, line.jobTitle, actor.userId]);
    if (!there) return wrong('already-there');
    await change.connection.query('delete from entitlement where membership_id = $1', [there.id]);
    change.record({ subjectKind: 'membership', subjectId: there.id, organizationId: toOrganizationId, change: 'requested', reason: 'transferred', detail: { fromOrganizationId: from.id } });
  }

  private async requestedBy(connection: Queryable, membershipId: string): Promise<string> {
    return (await connection.query<{ by: string }>('select created_by as by from membership where id = $1', [membershipId])).rows[0]!.by;
  }

  private async organizationOf(connection: Queryable, { organizationId }: Actor): Promise<OwnOrganization> {
    const { rows: [row] } = await connection.query<{ id: string; isSolePractitioner: boolean; sourceIds: readonly string[] }>(
      `select o.id, o.is_sole_practitioner as "isSolePractitioner", array(select source_id from organization_source s where s.organization_id = o.id) as "sourceIds" from organization o where o.id = $1`, [organizationId ?? '']);
    return { id: organizationId ?? '', isSolePractitioner: row?.isSolePractitioner ?? false, sourceIds: new Set(row?.sourceIds ?? []) };
  }
}

/** Leaves exactly these. The last day of an entitlement is the provincial day, to its end. */
export async function writeEntitlements(connection: Queryable, membershipId: string, entitlements: readonly EntitlementInput[], byUserId: string, nowMs: number): Promise<void> {
  await connection.query('delete from entitlement where membership_id = $1 and source_id <> all($2::text[])', [membershipId, entitlements.map(({ sourceId }) => sourceId)]);
  await connection.query(
    `insert into entitlement (membership_id, source_id, reason, granted_by, granted_at, expires_at)
     select $1, source_id, reason, $3, $4::timestamptz, (expires_on::date + 1)::timestamp at time zone 'America/Toronto'
       from jsonb_to_recordset($2::jsonb) as g(source_id text, reason text, expires_on text)
     on conflict (membership_id, source_id) do update set reason = excluded.reason, granted_by = excluded.granted_by, granted_at = excluded.granted_at, expires_at = excluded.expires_at
       where (entitlement.reason, entitlement.expires_at) is distinct from (excluded.reason, excluded.expires_at)`,
    [membershipId, JSON.stringify(entitlements.map(({ sourceId, reason, expiresOn }) => ({ source_id: sourceId, reason: reason.trim(), expires_on: expiresOn ?? null }))), byUserId, new Date(nowMs)]);
}

