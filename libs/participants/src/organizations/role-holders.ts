import { decideDuty, type Actor } from '@longview/access-policy';
import { governedChange, type Change, type ChangeRequest } from '../governance/governed-change.js';
import { provincialDay } from '../standing/provincial-day.js';
import { APPOINTED_OFFICES, decideConfirmation, decideProposal, SINGLE_OFFICES, type Office, type OfficeChange, type OfficeSituation, type Party } from './office-rules.js';
import type { OrganizationDeps, Outcome } from './organization-changes.js';
import { lockOrganization, requireDay, requireOneOf, requireText, type OrganizationState } from './organization-row.js';

export interface OfficeProposal {
  readonly organizationId: string;
  readonly office: string;
  readonly personId: string;
  /** When the person passed the LRA training; of LRAs only, and not of sole practitioners, who take the eLearning. */
  readonly trainedOn?: string | undefined;
  /** Whose office it becomes, where several may hold it. */
  readonly replacesId?: string | undefined;
}

export interface OfficeKey {
  readonly organizationId: string;
  readonly holderId: string;
}

interface HolderRow {
  readonly id: string;
  readonly office: Office;
  readonly personId: string;
  readonly status: 'proposed' | 'in-force' | 'suspended' | 'ended';
  readonly proposedBy: string;
  readonly replacesId: string | null;
  readonly endProposedBy: string | null;
}

interface ConfirmationRow {
  readonly party: Party;
  readonly byUserId: string | null;
}

/** Who holds which office of an organization: proposed by one, in force when everybody who must agree has agreed. */
export class RoleHolders {
  constructor(private readonly deps: OrganizationDeps) {}

  /** @returns the id of the appointment; in force at once only in a practice of one. */
  propose(request: ChangeRequest, input: OfficeProposal): Outcome<string> {
    return this.change(request, input.organizationId, async (change, organization, parties) => {
      const office = requireOneOf(change, 'office', input.office, APPOINTED_OFFICES);
      const decision = decideProposal({
        situation: await situationOf(change, organization), change: 'appoint', office, parties, proposerId: request.actor.userId, holderId: input.personId,
        isSolePractice: organization.isSolePractitioner, signingAuthorityId: await signingAuthorityOf(change, organization.id),
      });
      if (decision.effect === 'deny') return change.refuse({ code: 'not-allowed', rule: decision.rule });
      const trainedOn = await requireEligible(change, organization, office, input);
      await requireReplaceable(change, organization.id, office, input.replacesId);
      const id = change.newId();
      const { rowCount } = await change.connection.query(
        `insert into role_holder (id, organization_id, person_id, role, status, proposed_by, proposed_at, trained_on, replaces_id) values ($1, $2, $3, $4, 'proposed', $5, $6, $7, $8)
         on conflict (organization_id, role, person_id) where status <> 'ended' do nothing`, [id, organization.id, input.personId, office, request.actor.userId, new Date(change.nowMs), trainedOn ?? null, input.replacesId ?? null]);
      if (rowCount === 0) change.refuse({ code: 'invalid-input', field: 'personId', problem: 'holds-it-already' });
      record(change, organization.id, { id, office, personId: input.personId }, 'office-proposed');
      await askFor(change, id, 'appoint', decision.confirmers);
      if (decision.confirmers.length === 0) await takeEffect(change, organization.id, { id, office, personId: input.personId, replacesId: input.replacesId ?? null }, 'appoint', request.actor.userId);
      return id;
    });
  }

  /** Proposes that somebody holds an office no longer; until it is confirmed they do. */
  proposeEnd(request: ChangeRequest, input: OfficeKey & { readonly reason: string }): Outcome {
    return this.change(request, input.organizationId, async (change, organization, parties) => {
      const holder = await readHolder(change, input);
      if (holder.status !== 'in-force' || holder.endProposedBy !== null) change.refuse({ code: 'conflict' });
      const reason = requireText(change, 'reason', input.reason);
      const decision = decideProposal({ situation: await situationOf(change, organization), change: 'end', office: holder.office, parties, proposerId: request.actor.userId, holderId: holder.personId, isSolePractice: organization.isSolePractitioner });
      if (decision.effect === 'deny') return change.refuse({ code: 'not-allowed', rule: decision.rule });
      await change.connection.query('update role_holder set end_proposed_by = $2, end_proposed_at = $3, end_reason = $4 where id = $1', [holder.id, request.actor.userId, new Date(change.nowMs), reason]);
      record(change, organization.id, holder, 'office-end-proposed', reason);
      await askFor(change, holder.id, 'end', decision.confirmers);
      if (decision.confirmers.length === 0) await takeEffect(change, organization.id, holder, 'end', request.actor.userId);
    });
  }

  /** Agrees to what somebody else proposed; with the last agreement it takes effect. */
  confirm(request: ChangeRequest, input: OfficeKey): Outcome {
    return this.change(request, input.organizationId, async (change, organization, parties) => {
      const holder = await readHolder(change, input);
      const pending = pendingOf(holder) ?? change.refuse({ code: 'conflict' });
      const confirmations = await readConfirmations(change, holder.id, pending.change);
      const decision = decide(request.actor, parties, holder, pending, confirmations);
      if (decision.effect === 'deny') return change.refuse({ code: 'not-allowed', rule: decision.rule });
      await change.connection.query('update role_holder_confirmation set by_user_id = $4, confirmed_at = $5 where role_holder_id = $1 and change = $2 and party = $3', [holder.id, pending.change, decision.party, request.actor.userId, new Date(change.nowMs)]);
      record(change, organization.id, holder, pending.change === 'appoint' ? 'office-agreed' : 'office-end-agreed');
      if (confirmations.every(({ party, byUserId }) => byUserId !== null || party === decision.party)) await takeEffect(change, organization.id, holder, pending.change, request.actor.userId);
    });
  }

  /** Says no to a proposal, or takes back one's own. */
  decline(request: ChangeRequest, input: OfficeKey & { readonly reason: string }): Outcome {
    return this.change(request, input.organizationId, async (change, organization, parties) => {
      const holder = await readHolder(change, input);
      const pending = pendingOf(holder) ?? change.refuse({ code: 'conflict' });
      const reason = requireText(change, 'reason', input.reason);
      const decision = decide(request.actor, parties, holder, pending, await readConfirmations(change, holder.id, pending.change));
      if (decision.effect === 'deny' && decision.rule !== 'own-proposal') return change.refuse({ code: 'not-allowed', rule: decision.rule });
      await change.connection.query('delete from role_holder_confirmation where role_holder_id = $1 and change = $2', [holder.id, pending.change]);
      if (pending.change === 'appoint') await change.connection.query(`update role_holder set status = 'ended', ended_by = $2, ended_at = $3, end_reason = $4 where id = $1`, [holder.id, request.actor.userId, new Date(change.nowMs), reason]);
      else await change.connection.query(`update role_holder set end_proposed_by = null, end_proposed_at = null, end_reason = '' where id = $1`, [holder.id]);
      record(change, organization.id, holder, decision.effect === 'deny' ? 'office-withdrawn' : 'office-declined', reason);
    });
  }

  private change<T>(request: ChangeRequest, organizationId: string, work: (change: Change, organization: OrganizationState, parties: readonly Exclude<Party, 'holder'>[]) => Promise<T>): Outcome<T> {
    return governedChange(this.deps, request, 'role-holder-changed', async (change) => {
      const parties = partiesOf(request.actor, organizationId) ?? change.refuse({ code: 'not-allowed', rule: 'another-organization' });
      const organization = await lockOrganization(change, organizationId);
      if (organization.status === 'departed') change.refuse({ code: 'invalid-input', field: 'status', problem: 'not-from-here' });
      return work(change, organization, parties);
    });
  }
}

/**
 * The capacities in which somebody may propose or confirm offices of an organization, besides being the person concerned.
 * `undefined` for who has no business with the organization, or may do nothing at all at the moment.
 */
export function partiesOf(actor: Actor, organizationId: string): readonly Exclude<Party, 'holder'>[] | undefined {
  const standing = decideDuty({ actor, duty: 'propose-role-holders', organizationId });
  const isOwn = actor.organizationId === organizationId;
  // Any colleague may be the person concerned; everything else that stops a decision stops this one too.
  if (standing.effect !== 'permit') return isOwn && standing.rule === 'role-does-not-permit' ? [] : undefined;
  return [...(isOwn && actor.roles.includes('legal-signing-authority') ? ['legal-signing-authority' as const] : []), ...(actor.roles.includes('program-office') ? ['program-office' as const] : [])];
}

/** What is waiting to be agreed to, if anything. */
export const pendingOf = ({ status, proposedBy, endProposedBy }: Pick<HolderRow, 'status' | 'proposedBy' | 'endProposedBy'>): { readonly change: OfficeChange; readonly proposerId: string } | undefined =>
  status === 'proposed' ? { change: 'appoint', proposerId: proposedBy } : status === 'in-force' && endProposedBy !== null ? { change: 'end', proposerId: endProposedBy } : undefined;

function decide(actor: Actor, parties: readonly Exclude<Party, 'holder'>[], holder: HolderRow, { proposerId }: { readonly proposerId: string }, confirmations: readonly ConfirmationRow[]) {
  return decideConfirmation({
    open: confirmations.filter(({ byUserId }) => byUserId === null).map(({ party }) => party), parties, confirmerId: actor.userId, proposerId, holderId: holder.personId,
    agreedIds: confirmations.flatMap(({ byUserId }) => (byUserId === null ? [] : [byUserId])),
  });
}

/** How offices of this organization change hands now. */
export async function situationOf({ connection }: Pick<Change, 'connection'>, { id, status, isSolePractitioner }: Pick<OrganizationState, 'id' | 'status' | 'isSolePractitioner'>): Promise<OfficeSituation> {
  if (status === 'applying') return 'joining';
  if (isSolePractitioner) return 'sole-practitioner';
  const { rows } = await connection.query(`select 1 from role_holder where organization_id = $1 and role = 'program-office' and status = 'in-force' limit 1`, [id]);
  return rows.length > 0 ? 'program-office' : 'organization';
}

/** Who signs for the organization, or is about to: while it joins, the first who is proposed. */
async function signingAuthorityOf({ connection }: Change, organizationId: string): Promise<string | undefined> {
  const { rows: [row] } = await connection.query<{ person_id: string }>(`select person_id from role_holder where organization_id = $1 and role = 'legal-signing-authority' and status <> 'ended' order by status, proposed_at limit 1`, [organizationId]);
  return row?.person_id;
}

/** Somebody can hold an office who is there now and, as LRA, was verified and trained. @returns when they were trained. */
async function requireEligible(change: Change, { id, isSolePractitioner }: OrganizationState, office: Office, { personId, trainedOn }: OfficeProposal): Promise<string | undefined> {
  const today = provincialDay(change.nowMs);
  const { rows: [person] } = await change.connection.query<{ is_verified: boolean }>(
    `select p.verified_at is not null and p.assurance_level >= 2 and (p.verified_until is null or p.verified_until >= $3::date) as is_verified
       from membership m join person p on p.id = m.person_id where m.organization_id = $1 and m.person_id = $2 and m.status = 'active' and p.is_active`, [id, personId, today]);
  if (!person) return change.refuse({ code: 'invalid-input', field: 'personId', problem: 'not-an-active-member' });
  if (office !== 'local-registration-authority') return undefined;
  if (!person.is_verified) change.refuse({ code: 'invalid-input', field: 'personId', problem: 'not-verified' });
  if (isSolePractitioner) return undefined;
  const day = requireDay(change, 'trainedOn', trainedOn);
  if (day > today) change.refuse({ code: 'invalid-input', field: 'trainedOn', problem: 'in-future' });
  return day;
}

async function requireReplaceable({ connection, refuse }: Change, organizationId: string, office: Office, replacesId: string | undefined): Promise<void> {
  if (replacesId === undefined) return;
  const { rows } = await connection.query(`select 1 from role_holder where id = $1 and organization_id = $2 and role = $3 and status = 'in-force'`, [replacesId, organizationId, office]);
  if (rows.length === 0) refuse({ code: 'invalid-input', field: 'replacesId', problem: 'not-in-force' });
}

async function askFor({ connection }: Change, holderId: string, officeChange: OfficeChange, parties: readonly Party[]): Promise<void> {
  await connection.query('insert into role_holder_confirmation (role_holder_id, change, party) select $1, $2, unnest($3::text[])', [holderId, officeChange, parties]);
}

async function readHolder({ connection, refuse }: Change, { organizationId, holderId }: OfficeKey): Promise<HolderRow> {
  const { rows: [row] } = await connection.query<HolderRow>(
    `select id, role as office, person_id as "personId", status, proposed_by as "proposedBy", replaces_id as "replacesId", end_proposed_by as "endProposedBy" from role_holder where id = $1 and organization_id = $2`, [holderId, organizationId]);
  return row ?? refuse({ code: 'not-allowed', rule: 'no-such-office' });
}

async function readConfirmations({ connection }: Change, holderId: string, officeChange: OfficeChange): Promise<readonly ConfirmationRow[]> {
  return (await connection.query<ConfirmationRow>('select party, by_user_id as "byUserId" from role_holder_confirmation where role_holder_id = $1 and change = $2', [holderId, officeChange])).rows;
}

async function takeEffect(change: Change, organizationId: string, holder: Pick<HolderRow, 'id' | 'office' | 'personId' | 'replacesId'>, officeChange: OfficeChange, byUserId: string): Promise<void> {
  const { connection, nowMs } = change;
  const now = new Date(nowMs);
  if (officeChange === 'end') {
    await connection.query(`update role_holder set status = 'ended', ended_by = $2, ended_at = $3 where id = $1`, [holder.id, byUserId, now]);
    record(change, organizationId, holder, 'office-ended');
    return;
  }
  await connection.query(`update role_holder set status = 'in-force', confirmed_by = $2, confirmed_at = $3 where id = $1`, [holder.id, byUserId, now]);
  record(change, organizationId, holder, 'office-taken');
  const { rows: replaced } = await connection.query<{ id: string; personId: string }>(
    `update role_holder set status = 'ended', ended_by = $4, ended_at = $5, end_reason = 'replaced' where organization_id = $1 and role = $2 and status = 'in-force' and id <> $3 and ($6 or id = $7) returning id, person_id as "personId"`,
    [organizationId, holder.office, holder.id, byUserId, now, SINGLE_OFFICES.includes(holder.office), holder.replacesId]);
  for (const one of replaced) record(change, organizationId, { ...one, office: holder.office }, 'office-replaced');
}

function record(change: Change, organizationId: string, { id, office, personId }: { readonly id: string; readonly office: Office; readonly personId: string }, what: string, reason?: string): void {
  change.record({ subjectKind: 'role-holder', subjectId: id, organizationId, change: what, ...(reason !== undefined && { reason }), detail: { office, personId } });
}
