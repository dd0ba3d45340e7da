import type { Database } from '@longview/platform';
import type { MembershipStatus } from './participant.js';

/** A person at an organization. */
export interface PersonAt {
  readonly userId: string;
  readonly organizationId: string;
}

/** How these people stand at these organizations now; who was never a member there is not among the answers. */
export async function readStandings(database: Pick<Database, 'query'>, people: readonly PersonAt[]): Promise<(person: PersonAt) => MembershipStatus | undefined> {
  const { rows } = people.length === 0 ? { rows: [] } : await database.query<PersonAt & { readonly status: MembershipStatus }>(
    `select m.person_id as "userId", m.organization_id as "organizationId", case when p.is_active then m.status else 'suspended' end as status
       from unnest($1::text[], $2::text[]) as asked(person_id, organization_id) join membership m using (person_id, organization_id) join person p on p.id = m.person_id`,
    [people.map(({ userId }) => userId), people.map(({ organizationId }) => organizationId)]);
  const known = new Map(rows.map(({ userId, organizationId, status }) => [`${userId} ${organizationId}`, status]));
  return ({ userId, organizationId }) => known.get(`${userId} ${organizationId}`);
}
