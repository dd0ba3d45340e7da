import type { Queryable } from '@longview/platform';
import type { EvidenceFacts } from './facts.js';

/** Confirmed or open privacy cases by membership: the privacy office keeps them; none exist until it does. */
export interface PrivacyCases {
  /** Which of these people have a case that is not closed. */
  openAmong(connection: Queryable, personIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Cases confirmed since then: each opens a review. */
  confirmedSince(connection: Queryable, sinceMs: number): Promise<readonly { readonly caseId: string; readonly personId: string; readonly organizationId: string }[]>;
}

export const noPrivacyCases: PrivacyCases = { openAmong: async () => new Set(), confirmedSince: async () => [] };

export interface PersonFacts {
  readonly membershipId: string;
  readonly organizationId: string;
  readonly personId: string;
  readonly sortName: string;
  readonly facts: EvidenceFacts;
}

interface FactsRow {
  readonly membership_id: string;
  readonly organization_id: string;
  readonly person_id: string;
  readonly sort_name: string;
  readonly display_name: string;
  readonly roles: readonly string[];
  readonly job_title: string;
  readonly licence: string;
  readonly status: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly patients_opened: number;
  readonly agreement_until: Date | null;
  readonly is_missing_from_hr_list: boolean;
  readonly has_duplicate: boolean;
  readonly attested_roles: readonly string[] | null;
  readonly attested_job_title: string | null;
  readonly entitled: readonly string[] | null;
  readonly unused: readonly string[] | null;
}

/** Whose facts: of everybody who has access at these organizations, or of these memberships whatever they stand at. */
export type FactsOf = { readonly organizationIds: readonly string[] } | { readonly membershipIds: readonly string[] };

/** The agreement that counts is the newest in force; a duplicate shares mail address or personnel number with somebody else. */
const FACTS = (whose: string): string => `
  with chosen as materialized (
    select m.*, p.display_name, p.family_name, p.given_name, p.email, p.college, p.licence_number from membership m join person p on p.id = m.person_id where ${whose}),
  entitled as (
    select e.membership_id, array_agg(e.source_id order by e.source_id) as entitled,
           array_agg(e.source_id order by e.source_id) filter (where u.last_used_at is null or u.last_used_at < $2) as unused
      from entitlement e join chosen m on m.id = e.membership_id
      left join source_use u on u.person_id = m.person_id and u.organization_id = m.organization_id and u.source_id = e.source_id
     where e.expires_at is null or e.expires_at > $3 group by 1),
  numbered_twice as (
    select organization_id, employee_number from membership where employee_number <> '' and (organization_id, employee_number) in (select organization_id, employee_number from chosen where employee_number <> '') and status <> 'revoked' group by 1, 2 having count(*) > 1),
  agreed as (
    select a.person_id, max(a.expires_at) as agreement_until from user_agreement_acceptance a
     where a.version = (select max(version) from user_agreement where effective_from <= $3) and a.person_id in (select person_id from chosen) group by 1)
  select m.id as membership_id, m.organization_id, m.person_id, lower(coalesce(nullif(m.family_name || ' ' || m.given_name, ' '), m.display_name)) as sort_name, m.display_name,
         m.roles, m.job_title, nullif(concat_ws(' ', upper(nullif(m.college, '')), nullif(m.licence_number, '')), '') as licence, m.status, m.created_at, m.last_used_at, m.patients_opened,
         agreed.agreement_until, s.roles as attested_roles, s.job_title as attested_job_title, entitled.entitled, entitled.unused,
         hr.organization_id is not null and listed.membership_id is null as is_missing_from_hr_list,
         (m.email <> '' and exists (select from person q where q.email <> '' and lower(q.email) = lower(m.email) and q.id <> m.person_id))
           or twice.organization_id is not null as has_duplicate
    from chosen m
    left join numbered_twice twice on twice.organization_id = m.organization_id and twice.employee_number = m.employee_number
    left join agreed on agreed.person_id = m.person_id
    left join entitled on entitled.membership_id = m.id
    left join attested_standing s on s.membership_id = m.id
    left join hr_comparison hr on hr.organization_id = m.organization_id
    left join hr_listed listed on listed.organization_id = m.organization_id and listed.membership_id = m.id`;

/**
 * Reads what there is to know, for many people in one statement.
 * @param usedSinceMs from when on asking a source counts as using it.
 */
export async function readFacts(connection: Queryable, cases: PrivacyCases, of: FactsOf, { nowMs, usedSinceMs }: { readonly nowMs: number; readonly usedSinceMs: number }): Promise<readonly PersonFacts[]> {
  const [whose, ids] = 'organizationIds' in of ? [`m.organization_id = any($1) and m.status in ('active', 'on-leave')`, of.organizationIds] : ['m.id = any($1)', of.membershipIds];
  const { rows } = await connection.query<FactsRow>(FACTS(whose), [ids, new Date(usedSinceMs), new Date(nowMs)]);
  const withCase = await cases.openAmong(connection, rows.map(({ person_id: personId }) => personId));
  return rows.map((row) => ({ membershipId: row.membership_id, organizationId: row.organization_id, personId: row.person_id, sortName: row.sort_name, facts: toFacts(row, withCase) }));
}

function toFacts(row: FactsRow, withCase: ReadonlySet<string>): EvidenceFacts {
  return {
    displayName: row.display_name, roles: row.roles, jobTitle: row.job_title, licence: row.licence ?? '', status: row.status, createdAtMs: row.created_at.getTime(), patientsOpened: row.patients_opened,
    entitledSourceIds: row.entitled ?? [], unusedSourceIds: row.unused ?? [], isMissingFromHrList: row.is_missing_from_hr_list, hasDuplicate: row.has_duplicate, hasOpenPrivacyCase: withCase.has(row.person_id),
    ...(row.last_used_at && { lastUsedAtMs: row.last_used_at.getTime() }),
    ...(row.agreement_until && { agreementUntilMs: row.agreement_until.getTime() }),
    ...(row.attested_roles && { attestedRoles: row.attested_roles, attestedJobTitle: row.attested_job_title ?? '' }),
  };
}
