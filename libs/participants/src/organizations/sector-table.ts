import type { Queryable } from '@longview/platform';
import { ms, REGISTERED } from './organization-list.js';
import { SECTORS, type OrganizationSettings, type Sector } from './organization-words.js';

/** One line of the table of users by sector (table 9 of the image-exchange paper). */
export interface SectorLine {
  readonly sector: Sector;
  readonly organizations: number;
  readonly sites: number;
  /** Approved, active, on leave or suspended. */
  readonly registeredUsers: number;
  /** May sign in and did so in the province's period for it. */
  readonly activeUsers: number;
  /** May ask the source, today. */
  readonly entitledUsers: number;
}

/** $1 the source, $2 now, $3 how many days count as active. Each large table is read once. */
export const SECTOR_STATEMENT = `
  with taking_part as (select id, sector from organization where status in ('active', 'suspended')),
  site as (select organization_id, count(*) as sites from organization_site group by 1),
  entitled as (select membership_id from entitlement where source_id = $1 and (expires_at is null or expires_at > $2::timestamptz)),
  people as (
    select m.organization_id, count(*) as registered, count(*) filter (where m.status = 'active' and m.last_used_at > $2::timestamptz - make_interval(days => $3::int)) as active, count(e.membership_id) as entitled
      from membership m left join entitled e on e.membership_id = m.id where m.status in ${REGISTERED} group by 1)
  select sector, count(*)::int as organizations, coalesce(sum(sites), 0)::int as sites, coalesce(sum(registered), 0)::int as "registeredUsers", coalesce(sum(active), 0)::int as "activeUsers", coalesce(sum(entitled), 0)::int as "entitledUsers"
    from taking_part o left join site on site.organization_id = o.id left join people on people.organization_id = o.id group by sector`;

/** Users by sector, in the sectors' own order; a sector without organizations has a line of noughts. */
export async function readSectorTable(connection: Queryable, sourceId: string, nowMs: number, { activeUserDays }: OrganizationSettings): Promise<readonly SectorLine[]> {
  const { rows } = await connection.query<SectorLine>(SECTOR_STATEMENT, [sourceId, new Date(nowMs), activeUserDays]);
  const bySector = new Map(rows.map((row) => [row.sector, row]));
  return SECTORS.map((sector) => bySector.get(sector) ?? { sector, organizations: 0, sites: 0, registeredUsers: 0, activeUsers: 0, entitledUsers: 0 });
}

/** How long ago users were last here, for the chart of idle accounts. */
export interface IdleLine {
  readonly idle: 'within-7-days' | 'within-30-days' | 'within-90-days' | 'longer' | 'never';
  readonly users: number;
}

const IDLE_ORDER = ['within-7-days', 'within-30-days', 'within-90-days', 'longer', 'never'] as const;

export async function readIdleAccounts(connection: Queryable, nowMs: number): Promise<readonly IdleLine[]> {
  const { rows } = await connection.query<IdleLine>(
    `select case when last_used_at is null then 'never' when last_used_at > $1::timestamptz - interval '7 days' then 'within-7-days' when last_used_at > $1::timestamptz - interval '30 days' then 'within-30-days'
       when last_used_at > $1::timestamptz - interval '90 days' then 'within-90-days' else 'longer' end as idle, count(*)::int as users from membership where status = 'active' group by 1`, [new Date(nowMs)]);
  return IDLE_ORDER.map((idle) => ({ idle, users: rows.find((row) => row.idle === idle)?.users ?? 0 }));
}

/** When organizations that take part joined, by year: how the province grew. */
export async function readJoinedByYear(connection: Queryable): Promise<readonly { readonly year: number; readonly organizations: number }[]> {
  const { rows } = await connection.query<{ atMs: number; organizations: number }>(
    `select ${ms(`date_trunc('year', created_at)`)} as "atMs", count(*)::int as organizations from organization where status in ('active', 'suspended') group by 1 order by 1`);
  return rows.map(({ atMs, organizations }) => ({ year: new Date(atMs).getUTCFullYear(), organizations }));
}
