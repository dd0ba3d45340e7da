import type { Actor } from '@longview/access-policy';
import type { Queryable } from '@longview/platform';
import { decideConfirmation, decideProposal, APPOINTED_OFFICES, type Office, type OfficeChange, type OfficeSituation, type Party } from './office-rules.js';
import type { OnboardingStepName } from './onboarding-steps.js';
import { alertsOf, ms, type OrganizationLine } from './organization-list.js';
import type { AgreementKind, AssessmentKind } from './organization-words.js';
import { partiesOf, situationOf } from './role-holders.js';

export interface OnboardingStep {
  readonly step: OnboardingStepName;
  readonly owner: 'organization' | 'program-office';
  readonly ownerName: string;
  readonly status: 'waiting' | 'current' | 'done' | 'refused';
  readonly currentSinceMs?: number;
  readonly completedAtMs?: number;
  readonly completedBy?: string;
  readonly personName: string;
  readonly note: string;
}

export interface Agreement {
  readonly id: string;
  readonly kind: AgreementKind;
  readonly version: string;
  readonly signedBy: string;
  readonly signedOn: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly endedAtMs?: number;
}

export interface Site {
  readonly id: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
}

export interface Assessment {
  readonly sourceId: string;
  readonly kind: AssessmentKind;
  readonly reference: string;
  readonly assessedOn: string;
}

/** One holder of an office, or somebody who is to become one. */
export interface RoleHolder {
  readonly id: string;
  readonly office: Office;
  readonly personId: string;
  readonly personName: string;
  /** Suspended: nobody attested it by the deadline. */
  readonly status: 'proposed' | 'in-force' | 'suspended';
  readonly sinceMs?: number;
  readonly trainedOn?: string;
  readonly lastAttestedAtMs?: number;
  /** What waits for agreement: an appointment, an end, or nothing. */
  readonly pending?: { readonly change: OfficeChange; readonly proposedBy: string; readonly proposedAtMs: number; readonly reason: string; readonly waitingFor: readonly Party[] };
  /** What the person who asks may do. */
  readonly actions: readonly ('confirm' | 'decline' | 'withdraw' | 'propose-end')[];
  /** False: holds the office but cannot act on it, because the membership is not active. */
  readonly canAct: boolean;
}

export interface HistoryEntry {
  readonly atMs: number;
  readonly by: string;
  readonly change: string;
  readonly reason: string;
  readonly office?: Office;
  /** Whose office, or who signed. */
  readonly person?: string;
  /** What it was about: the version of an agreement, a site, the reference of an assessment. */
  readonly about?: string;
}

export interface OrganizationFacts extends OrganizationLine {
  readonly version: number;
  readonly phone: string;
  readonly privacyEmail: string;
  readonly sourceIds: readonly string[];
  readonly steps: readonly OnboardingStep[];
  readonly agreements: readonly Agreement[];
  readonly assessments: readonly Assessment[];
  readonly history: readonly HistoryEntry[];
}

/** Offices of an organization as one person sees them. */
export interface OrganizationOffices {
  readonly holders: readonly RoleHolder[];
  readonly situation: OfficeSituation;
  /** For which offices the person who asks may propose somebody. */
  readonly proposable: readonly Office[];
}

const nameOf = (column: string): string => `coalesce((select display_name from person where person.id = ${column}), ${column})`;
const MOST_HISTORY = 200;

/** Everything the page of an organization shows but its offices and sites. `undefined` when there is no such organization. */
export async function readOrganization(connection: Queryable, organizationId: string, parameters: readonly unknown[]): Promise<OrganizationFacts | undefined> {
  const { rows: [organization] } = await connection.query<Omit<OrganizationFacts, 'alerts' | 'steps' | 'agreements' | 'assessments' | 'history'>>(
    `select id, name_en as "nameEn", name_fr as "nameFr", sector, status, status_reason as "statusReason", ${ms('status_since')} as "statusSinceMs", is_sole_practitioner as "isSolePractitioner", is_viewing as "isViewing",
       is_contributing as "isContributing", version, phone, privacy_email as "privacyEmail", (select coalesce(array_agg(source_id order by source_id), '{}') from organization_source s where s.organization_id = o.id) as "sourceIds",
       (select count(*)::int from organization_site t where t.organization_id = o.id) as "siteCount", (select count(*)::int from membership m where m.organization_id = o.id and m.status in ('approved', 'active', 'on-leave', 'suspended')) as "userCount"
       from organization o where id = $1`, [organizationId]);
  if (!organization) return undefined;
  const read = async <Row extends object>(text: string): Promise<readonly Row[]> => (await connection.query<Row>(text, [organizationId])).rows.map(withoutNulls);
  return {
    ...organization,
    alerts: await alertsOf(connection, organizationId, parameters),
    steps: await read(`select step, owner, owner_name as "ownerName", status, ${ms('current_since')} as "currentSinceMs", ${ms('completed_at')} as "completedAtMs", ${nameOf('completed_by')} as "completedBy", person_name as "personName", note from onboarding_step where organization_id = $1 order by position`),
    agreements: await read(`select id, kind, version, signed_by as "signedBy", signed_on::text as "signedOn", effective_from::text as "effectiveFrom", effective_to::text as "effectiveTo", ${ms('ended_at')} as "endedAtMs" from organization_agreement where organization_id = $1 order by effective_from desc, kind`),
    assessments: await read(`select source_id as "sourceId", kind, reference, assessed_on::text as "assessedOn" from source_assessment where organization_id = $1 order by source_id, kind`),
    history: await read(`select ${ms('occurred_at')} as "atMs", ${nameOf('by_user_id')} as by, change, reason, detail->>'office' as office, coalesce((select display_name from person where person.id = detail->>'personId'), detail->>'personName', detail->>'signedBy') as person, coalesce(detail->>'version', detail->>'reference', detail->>'nameEn', detail->>'ownerName', detail->>'onDay') as about from governance_history where organization_id = $1 and subject_kind in ('organization', 'role-holder') order by occurred_at desc, id desc limit ${MOST_HISTORY}`),
  };
}

/** Sites of an organization by name, a page at a time. */
export async function readSites(connection: Queryable, organizationId: string, offset: number, limit: number): Promise<{ readonly total: number; readonly sites: readonly Site[] }> {
  const { rows } = await connection.query<Site & { total: number }>(
    `select id, name_en as "nameEn", name_fr as "nameFr", address, city, postal_code as "postalCode", count(*) over ()::int as total from organization_site where organization_id = $1 order by city, name_en, id offset $2 limit $3`, [organizationId, Math.max(0, offset), Math.min(Math.max(1, limit), 200)]);
  return { total: rows[0]?.total ?? 0, sites: rows.map(({ total: _, ...site }) => site) };
}

interface HolderRow extends Omit<RoleHolder, 'pending' | 'actions'> {
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAtMs: number;
  readonly endProposedBy?: string;
  readonly endProposedByName?: string;
  readonly endProposedAtMs?: number;
  readonly endReason: string;
  readonly open: readonly { readonly party: Party; readonly change: OfficeChange }[];
  readonly agreed: readonly { readonly userId: string; readonly change: OfficeChange }[];
}

/** Who holds which office, who is to, who still has to agree, and what `actor` may do about it. */
export async function readOffices(connection: Queryable, actor: Actor, organization: { readonly id: string; readonly status: OrganizationLine['status']; readonly isSolePractitioner: boolean }): Promise<OrganizationOffices> {
  const { rows } = await connection.query<HolderRow>(
    `select h.id, h.role as office, h.person_id as "personId", p.display_name as "personName", h.status, ${ms('h.confirmed_at')} as "sinceMs", h.trained_on::text as "trainedOn", ${ms('h.last_attested_at')} as "lastAttestedAtMs",
       h.proposed_by as "proposedBy", ${nameOf('h.proposed_by')} as "proposedByName", ${ms('h.proposed_at')} as "proposedAtMs", h.end_proposed_by as "endProposedBy", ${nameOf('h.end_proposed_by')} as "endProposedByName",
       ${ms('h.end_proposed_at')} as "endProposedAtMs", h.end_reason as "endReason", coalesce(h.status <> 'suspended' and m.status = 'active' and p.is_active, false) as "canAct",
       (select coalesce(json_agg(json_build_object('party', c.party, 'change', c.change) order by c.party), '[]') from role_holder_confirmation c where c.role_holder_id = h.id and c.by_user_id is null) as open,
       (select coalesce(json_agg(json_build_object('userId', c.by_user_id, 'change', c.change)), '[]') from role_holder_confirmation c where c.role_holder_id = h.id and c.by_user_id is not null) as agreed
       from role_holder h join person p on p.id = h.person_id left join membership m on m.person_id = h.person_id and m.organization_id = h.organization_id
      where h.organization_id = $1 and h.status <> 'ended' order by h.status, p.family_name, p.id`, [organization.id]);
  const situation = await situationOf({ connection }, organization);
  const parties = organization.status === 'departed' ? undefined : partiesOf(actor, organization.id);
  const signingAuthorityId = rows.find(({ office }) => office === 'legal-signing-authority')?.personId;
  const isProposable = (office: Office, holderId: string): boolean => parties !== undefined
    && decideProposal({ situation, change: 'appoint', office, parties, proposerId: actor.userId, holderId, isSolePractice: organization.isSolePractitioner, signingAuthorityId }).effect === 'permit';
  return {
    situation,
    // Whether somebody else or oneself, or, of a practice of one, the practitioner.
    proposable: APPOINTED_OFFICES.filter((office) => [actor.userId, '', signingAuthorityId].some((holderId) => holderId !== undefined && isProposable(office, holderId))),
    holders: rows.map(withoutNulls).map((row) => toHolder(row, actor, situation, organization.isSolePractitioner, parties)),
  };
}

function toHolder(row: HolderRow, actor: Actor, situation: OfficeSituation, isSolePractice: boolean, parties: readonly Exclude<Party, 'holder'>[] | undefined): RoleHolder {
  const { proposedBy, proposedByName, proposedAtMs, endProposedBy, endProposedByName, endProposedAtMs, endReason, open, agreed, ...holder } = row;
  const change: OfficeChange | undefined = row.status === 'proposed' ? 'appoint' : endProposedBy === undefined ? undefined : 'end';
  if (change === undefined) {
    const mayEnd = parties !== undefined && decideProposal({ situation, change: 'end', office: row.office, parties, proposerId: actor.userId, holderId: row.personId, isSolePractice }).effect === 'permit';
    return { ...holder, actions: mayEnd && row.status === 'in-force' ? ['propose-end'] : [] };
  }
  const proposerId = change === 'appoint' ? proposedBy : endProposedBy!;
  const waitingFor = open.filter((one) => one.change === change).map(({ party }) => party);
  const decision = parties && decideConfirmation({ open: waitingFor, parties, confirmerId: actor.userId, proposerId, holderId: row.personId, agreedIds: agreed.filter((one) => one.change === change).map(({ userId }) => userId) });
  return {
    ...holder,
    pending: { change, proposedBy: change === 'appoint' ? proposedByName : endProposedByName!, proposedAtMs: change === 'appoint' ? proposedAtMs : endProposedAtMs!, reason: change === 'end' ? endReason : '', waitingFor },
    actions: decision?.effect === 'permit' ? ['confirm', 'decline'] : decision?.rule === 'own-proposal' ? ['withdraw'] : [],
  };
}

export interface Candidate {
  readonly personId: string;
  readonly displayName: string;
  readonly jobTitle: string;
  /** Identity verified by documents that are still valid: needed to become LRA. */
  readonly isVerified: boolean;
}

/** Members who could hold an office, by part of the name; at most twenty. */
export async function findCandidates(connection: Queryable, organizationId: string, search: string, today: string): Promise<readonly Candidate[]> {
  const pattern = `%${search.trim().toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return (await connection.query<Candidate>(
    `select p.id as "personId", p.display_name as "displayName", m.job_title as "jobTitle", p.verified_at is not null and p.assurance_level >= 2 and (p.verified_until is null or p.verified_until >= $3::date) as "isVerified"
       from membership m join person p on p.id = m.person_id where m.organization_id = $1 and m.status = 'active' and p.is_active and lower(p.display_name) like $2 order by lower(p.family_name), lower(p.given_name), p.id limit 20`, [organizationId, pattern, today])).rows;
}

function withoutNulls<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
