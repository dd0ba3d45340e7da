import type { ChangeRefusal, ChangeRequest } from '../../governance/governed-change.js';
import { readPersonalFacts } from '../personal-facts.js';
import type { UserRegistry, WrongInput } from '../user-registry.js';
import { compareHrList, type HrComparison, type ListedUser } from './compare-hr-list.js';
import { readCsv, type CsvFault, type CsvLimits } from './read-csv.js';
import { HR_COLUMNS } from './user-columns.js';

/** The largest organization of the province has some 35,000 users. */
export const HR_LIMITS: CsvLimits = { mostCharacters: 6_000_000, mostRows: 60_000 };

export type HrOutcome = ({ readonly kind: 'comparison'; readonly comparedAtMs: number } & HrComparison) | { readonly kind: 'file-fault'; readonly fault: CsvFault } | WrongInput | ChangeRefusal;

/**
 * Compares an HR list with everybody who is a user of the organization, and keeps for the next attestation who was in
 * it: the date and the memberships; of personal facts in the list hashes only, and nothing else of it.
 */
export async function compareWithHrList(registry: UserRegistry, request: ChangeRequest, content: string): Promise<HrOutcome> {
  return registry.change<HrOutcome>(request, 'edit', async (change, organization) => {
    const rows = readCsv(content, HR_COLUMNS, ['familyName', 'givenName'], HR_LIMITS);
    if ('problem' in rows) return { kind: 'file-fault', fault: rows };
    const { rows: users } = await change.connection.query<ListedUser & { readonly personId: string }>(
      `select m.id as "membershipId", m.person_id as "personId", m.version, m.status, p.family_name as "familyName", p.given_name as "givenName", p.email, m.job_title as "jobTitle", m.employee_number as "employeeNumber", p.licence_number as "licenceNumber"
         from membership m join person p on p.id = m.person_id where m.organization_id = $1 and m.status in ('active', 'on-leave', 'suspended') order by lower(p.family_name), lower(p.given_name), m.id`, [organization.id]);
    const comparison = compareHrList(users, rows);
    await change.connection.query(
      `insert into hr_comparison (organization_id, compared_at, compared_by, row_count) values ($1, $2, $3, $4)
       on conflict (organization_id) do update set compared_at = excluded.compared_at, compared_by = excluded.compared_by, row_count = excluded.row_count`, [organization.id, new Date(change.nowMs), request.actor.userId, rows.length]);
    await change.connection.query('delete from hr_listed where organization_id = $1', [organization.id]);
    await change.connection.query('insert into hr_listed (organization_id, membership_id) select $1, unnest($2::text[])', [organization.id, comparison.inBoth.map(({ user }) => user.membershipId)]);
    const cellsOf = new Map(rows.map(({ line, cells }) => [line, cells]));
    const personOf = new Map(users.map(({ membershipId, personId }) => [membershipId, personId]));
    // What is wrong in a list that HR keeps for other ends is left out.
    const people = comparison.inBoth.map(({ user, line }) => ({ personId: personOf.get(user.membershipId)!, facts: readPersonalFacts(cellsOf.get(line)!).facts })).filter(({ facts }) => Object.keys(facts).length > 0);
    await registry.deps.keepPersonalFacts?.(change.connection, people);
    change.record({ subjectKind: 'organization', subjectId: organization.id, organizationId: organization.id, change: 'hr-list-compared', detail: { rows: rows.length, inBoth: comparison.inBoth.length, onlyHere: comparison.onlyHere.length, onlyInHr: comparison.onlyInHr.length } });
    return { kind: 'comparison', comparedAtMs: change.nowMs, ...comparison };
  });
}
