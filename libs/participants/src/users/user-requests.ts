import type { Queryable } from '@longview/platform';
import type { FieldProblem, UserFacts, UserRequest } from './user-input.js';
import type { UserStatus } from './user-words.js';

/** What a request for somebody comes to, before anything is written. */
export type RequestPlan =
  | { readonly kind: 'new' }
  /** The person is registered already, and everything that was given proves that it is the same one. */
  | { readonly kind: 'known-person'; readonly personId: string }
  /** They belonged to this organization before. */
  | { readonly kind: 'again'; readonly personId: string; readonly membershipId: string }
  | { readonly kind: 'already-here'; readonly membershipId: string; readonly by: 'licenceNumber' | 'email' | 'employeeNumber' }
  | { readonly kind: 'wrong'; readonly problems: readonly FieldProblem[] };

interface Match {
  readonly index: number;
  readonly by: 'licenceNumber' | 'email' | 'employeeNumber';
  readonly personId: string;
  readonly familyName: string;
  readonly email: string;
  readonly membershipId: string | null;
  readonly status: UserStatus | null;
}

/** People with the same licence anywhere, and members of this organization with the same address or employee number. */
const MATCHES = `
  with given as (select * from jsonb_to_recordset($2::jsonb) as g(index int, college text, licence text, email text, employee text))
  select g.index, 'licenceNumber' as by, p.id as "personId", p.family_name as "familyName", p.email, m.id as "membershipId", m.status
    from given g join person p on p.college = g.college and p.licence_number = g.licence and p.licence_number <> '' left join membership m on m.person_id = p.id and m.organization_id = $1
   where g.licence <> ''
  union all
  select g.index, 'email', p.id, p.family_name, p.email, m.id, m.status
    from given g join person p on lower(p.email) = g.email and p.email <> '' join membership m on m.person_id = p.id and m.organization_id = $1
  union all
  select g.index, 'employeeNumber', p.id, p.family_name, p.email, m.id, m.status
    from given g join membership m on m.organization_id = $1 and m.employee_number = g.employee join person p on p.id = m.person_id where g.employee <> ''`;

/** For each request what it comes to, by what is registered now. One statement for all of them. */
export async function planRequests(connection: Queryable, organizationId: string, requests: readonly UserFacts[]): Promise<readonly RequestPlan[]> {
  const given = requests.map(({ college, licenceNumber, email, employeeNumber }, index) => ({ index, college, licence: licenceNumber, email, employee: employeeNumber }));
  const { rows } = await connection.query<Match>(MATCHES, [organizationId, JSON.stringify(given)]);
  const matches = Map.groupBy(rows, ({ index }) => index);
  return requests.map((request, index) => planOf(request, matches.get(index) ?? []));
}

/**
 * A licence that somebody has elsewhere is an answer that says nothing of them: only who gives the same family name and
 * address as well is taken to mean the same person. Pure.
 */
function planOf(request: UserFacts, matches: readonly Match[]): RequestPlan {
  const here = matches.find(({ membershipId, status }) => membershipId !== null && status !== 'revoked');
  const licensed = matches.find(({ by }) => by === 'licenceNumber');
  if (licensed && !isSamePerson(request, licensed)) return { kind: 'wrong', problems: [{ field: 'licenceNumber', problem: 'taken' }] };
  if (here) return { kind: 'already-here', membershipId: here.membershipId!, by: here.by };
  const before = licensed?.membershipId != null ? licensed : matches.find((match) => match.membershipId !== null && isSamePerson(request, match));
  if (before) return { kind: 'again', personId: before.personId, membershipId: before.membershipId! };
  return licensed ? { kind: 'known-person', personId: licensed.personId } : { kind: 'new' };
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const isSamePerson = (request: UserFacts, match: Match): boolean => folded(request.familyName) === folded(match.familyName) && request.email === match.email.toLowerCase();

export interface PlannedRequest {
  readonly request: UserRequest;
  readonly plan: Extract<RequestPlan, { kind: 'new' | 'known-person' | 'again' }>;
}

/** Writes all of them as `requested`, with the entitlements they ask for. @returns membership ids, in order. */
export async function insertRequests(connection: Queryable, planned: readonly PlannedRequest[], { organizationId, byUserId, nowMs, newId }: { readonly organizationId: string; readonly byUserId: string; readonly nowMs: number; readonly newId: () => string }): Promise<readonly string[]> {
  const rows = planned.map(({ request, plan }) => ({
    membership_id: plan.kind === 'again' ? plan.membershipId : newId(), person_id: plan.kind === 'new' ? newId() : plan.personId, is_new: plan.kind === 'new',
    display_name: `${request.givenName} ${request.familyName}`, family_name: request.familyName, given_name: request.givenName, email: request.email, college: request.college, licence_number: request.licenceNumber,
    job_title: request.jobTitle, employee_number: request.employeeNumber, roles: request.roles, source_ids: request.sourceIds, reason: request.reason,
  }));
  // What they had before is not what is asked for now.
  await connection.query('delete from entitlement where membership_id = any($1::text[])', [planned.flatMap(({ plan }) => (plan.kind === 'again' ? plan.membershipId : []))]);
  const parameters = [JSON.stringify(rows), organizationId, byUserId, new Date(nowMs)];
  await connection.query(
    `with given as (select * from jsonb_to_recordset($1::jsonb) as g(person_id text, is_new boolean, display_name text, family_name text, given_name text, email text, college text, licence_number text) where is_new and ($2::text, $3::text) is not null)
     insert into person (id, display_name, family_name, given_name, email, assurance_level, college, licence_number, created_at)
     select person_id, display_name, family_name, given_name, email, 1, college, licence_number, $4::timestamptz from given`, parameters);
  await connection.query(
    `insert into membership (id, person_id, organization_id, status, status_since, roles, job_title, employee_number, created_at, created_by)
     select membership_id, person_id, $2::text, 'requested', $4::timestamptz, array(select jsonb_array_elements_text(roles)), job_title, employee_number, $4::timestamptz, $3::text
       from jsonb_to_recordset($1::jsonb) as g(membership_id text, person_id text, roles jsonb, job_title text, employee_number text)
     on conflict (id) do update set status = 'requested', status_reason = '', status_since = excluded.status_since, roles = excluded.roles, job_title = excluded.job_title, employee_number = excluded.employee_number,
       created_at = excluded.created_at, created_by = excluded.created_by, idle_warned_at = null, returns_on = null, version = membership.version + 1`, parameters);
  await connection.query(
    `with given as (select membership_id, reason, jsonb_array_elements_text(source_ids) as source_id from jsonb_to_recordset($1::jsonb) as g(membership_id text, reason text, source_ids jsonb) where ($2::text) is not null)
     insert into entitlement (membership_id, source_id, reason, granted_by, granted_at) select membership_id, source_id, reason, $3::text, $4::timestamptz from given
     on conflict (membership_id, source_id) do update set reason = excluded.reason, granted_by = excluded.granted_by, granted_at = excluded.granted_at, expires_at = null`, parameters);
  return rows.map(({ membership_id }) => membership_id);
}

/** True for the unique index that this error broke. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  const { code, constraint: broken } = error as { readonly code?: unknown; readonly constraint?: unknown };
  return code === '23505' && broken === constraint;
}
