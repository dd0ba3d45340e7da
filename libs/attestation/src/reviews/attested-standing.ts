import type { Queryable } from '@longview/platform';

/** Notes what people are at these organizations, where nobody has yet: a change is told from what was noted. */
export async function noteStanding(connection: Queryable, organizationIds: readonly string[], nowMs: number): Promise<void> {
  await connection.query(
    `insert into attested_standing (membership_id, roles, job_title, noted_at)
     select id, roles, job_title, $2 from membership where organization_id = any($1) and status in ('active', 'on-leave') on conflict do nothing`,
    [organizationIds, new Date(nowMs)]);
}

/** Notes what these people are now: somebody has looked at them. */
export async function renewStanding(connection: Queryable, membershipIds: readonly string[], nowMs: number): Promise<void> {
  await connection.query(
    `insert into attested_standing (membership_id, roles, job_title, noted_at) select id, roles, job_title, $2 from membership where id = any($1)
     on conflict (membership_id) do update set roles = excluded.roles, job_title = excluded.job_title, noted_at = excluded.noted_at`,
    [membershipIds, new Date(nowMs)]);
}
