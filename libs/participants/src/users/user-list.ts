import type { Queryable } from '@longview/platform';
import type { UserLine } from './user.js';
import { USER_SIGNALS, type UserRole, type UserSignal, type UserStatus } from './user-words.js';

export const USER_SORTS = ['name', 'status', 'last-used', 'created'] as const;
export type UserSort = (typeof USER_SORTS)[number];

export interface UserListQuery {
  /** Beginnings of names, e-mail address, licence or employee number; every word must fit. */
  readonly search?: string | undefined;
  readonly statuses?: readonly UserStatus[] | undefined;
  readonly role?: UserRole | undefined;
  readonly signal?: UserSignal | undefined;
  /** Only what this person asked for. */
  readonly requestedBy?: string | undefined;
  readonly sort?: UserSort | undefined;
  readonly isDescending?: boolean | undefined;
  readonly offset?: number | undefined;
  /** At most {@link LONGEST_PAGE}. */
  readonly limit?: number | undefined;
}

export interface UserPage {
  readonly users: readonly UserLine[];
  readonly total: number;
}

/** Bounds of what calls attention, in days. */
export interface UserLimits {
  readonly idleWarningDays: number;
  readonly idleSuspensionDays: number;
}

export const LONGEST_PAGE = 200;
const IDENTITY_EXPIRES_SOON_DAYS = 30;
const MOST_WORDS = 5;

/** Since when nobody used it: what was activated and never used is idle since its activation. */
export const IDLE_SINCE = 'greatest(m.last_used_at, m.status_since)';

/** $1 organization, $2 instant, $3 provincial day, $4 idle warning days. */
const SIGNALS: Readonly<Record<UserSignal, string>> = {
  idle: `m.status = 'active' and ${IDLE_SINCE} <= $2::timestamptz - make_interval(days => $4::int)`,
  'identity-expiring': `m.status in ('active', 'on-leave', 'suspended') and p.verified_until < $3::date + ${IDENTITY_EXPIRES_SOON_DAYS}`,
  'entitlement-expired': `m.status in ('active', 'on-leave') and exists (select from entitlement e where e.membership_id = m.id and e.expires_at <= $2::timestamptz)`,
  'not-in-hr-list': `m.status in ('active', 'on-leave', 'suspended') and exists (select from hr_comparison c where c.organization_id = $1 and c.compared_at >= m.created_at) and not exists (select from hr_listed l where l.organization_id = $1 and l.membership_id = m.id)`,
  'leave-over': `m.status = 'on-leave' and m.returns_on < $3::date`,
  'return-requested': `m.status = 'suspended' and m.status_reason = 'idle' and exists (select from governance_history h where h.subject_kind = 'membership' and h.subject_id = m.id and h.change = 'return-requested' and h.occurred_at >= m.status_since)`,
  'not-verified': `m.status in ('approved', 'active') and p.verified_at is null`,
};

const ORDER: Readonly<Record<UserSort, readonly string[]>> = {
  name: ['lower(p.family_name)', 'lower(p.given_name)', 'm.id'],
  status: ['m.status', 'm.status_since', 'm.id'],
  'last-used': [`coalesce(m.last_used_at, 'epoch')`, 'm.id'],
  created: ['m.created_at', 'm.id'],
};

/** What a line is read from; `signals` are worked out for the lines of the page only. */
const LINE = `
  m.id as "membershipId", p.id as "personId", m.version, p.display_name as "displayName", p.family_name as "familyName", p.given_name as "givenName", p.email,
  m.job_title as "jobTitle", m.employee_number as "employeeNumber", p.college, p.licence_number as "licenceNumber", m.status, m.status_reason as "statusReason",
  floor(extract(epoch from m.status_since) * 1000)::float8 as "statusSinceMs", m.roles,
  array(select h.role from role_holder h where h.person_id = p.id and h.organization_id = m.organization_id and h.status = 'in-force' order by h.role) as offices, p.verified_at is not null and (p.verified_until is null or p.verified_until >= $3::date) as "isVerified",
  p.verified_until::text as "verifiedUntil", floor(extract(epoch from m.last_used_at) * 1000)::float8 as "lastUsedAtMs", m.returns_on::text as "returnsOn",
  array_remove(array[${USER_SIGNALS.map((signal) => `case when ${SIGNALS[signal]} then '${signal}' end`).join(', ')}], null) as signals`;

const asPrefix = (word: string): string => `${word.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;

/** One page of an organization's users, searched, filtered and sorted by the database. */
export async function listUsers(database: Queryable, organizationId: string, query: UserListQuery, at: { readonly nowMs: number; readonly today: string; readonly limits: UserLimits }): Promise<UserPage> {
  const base = [organizationId, new Date(at.nowMs), at.today, at.limits.idleWarningDays];
  const values: unknown[] = [...base];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  // The four are typed here once, so that a statement may leave some of them unused.
  const where = ['m.organization_id = $1', '($2::timestamptz, $3::date, $4::int) is not null'];
  if (query.statuses && query.statuses.length > 0) where.push(`m.status = any(${bind(query.statuses)}::text[])`);
  if (query.role) where.push(`${bind(query.role)}::text = any(m.roles)`);
  if (query.requestedBy) where.push(`m.created_by = ${bind(query.requestedBy)}`);
  if (query.signal) where.push(`(${SIGNALS[query.signal]})`);
  for (const word of (query.search ?? '').trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)) {
    const prefix = bind(asPrefix(word));
    where.push(`(lower(p.family_name) like ${prefix} or lower(p.given_name) like ${prefix} or lower(p.email) like ${prefix} or lower(p.licence_number) like ${prefix} or lower(m.employee_number) like ${prefix})`);
  }
  const from = `from membership m join person p on p.id = m.person_id where ${where.join(' and ')}`;
  const direction = query.isDescending ? 'desc' : 'asc';
  const order = ORDER[query.sort ?? 'name'].map((column) => `${column} ${direction}`).join(', ');
  const countValues = [...values];
  const limit = Math.min(Math.max(query.limit ?? 50, 1), LONGEST_PAGE);
  const page = `limit ${bind(limit)} offset ${bind(Math.max(query.offset ?? 0, 0))}`;
  // The page is chosen by its keys first: 35,000 wide lines with their signals would be worked out to show fifty.
  const [{ rows }, { rows: [count] }] = await Promise.all([
    database.query<UserLine>(`with page as (select m.id, row_number() over (order by ${order}) as place ${from} order by ${order} ${page}) select ${LINE} from page join membership m on m.id = page.id join person p on p.id = m.person_id order by page.place`, values),
    database.query<{ total: number }>(`select count(*)::int as total ${from}`, countValues),
  ]);
  return { users: rows.map(withoutNulls), total: count!.total };
}

/** Lines of these users, in the order of their ids. */
export async function findUserLines(connection: Queryable, organizationId: string, membershipIds: readonly string[], at: { readonly nowMs: number; readonly today: string; readonly limits: UserLimits }): Promise<readonly UserLine[]> {
  const { rows } = await connection.query<UserLine>(`select ${LINE} from membership m join person p on p.id = m.person_id where m.organization_id = $1 and m.id = any($5::text[]) and ($2::timestamptz, $4::int) is not null order by m.id`,
    [organizationId, new Date(at.nowMs), at.today, at.limits.idleWarningDays, membershipIds]);
  return rows.map(withoutNulls);
}

/** Optional facts are absent, not null. */
export function withoutNulls<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Row;
}

/** Upper bounds of the histogram's bars, in days; the last bar has none. */
export const IDLE_BARS = [7, 30, 60, 90, 180] as const;

export interface IdleBar {
  /** Fewer days than this without use, and no fewer than the bar before; absent for the last bar. */
  readonly upToDays?: number;
  readonly count: number;
}

/** How long the active users of an organization have not been here. */
export async function idleHistogram(database: Queryable, organizationId: string, nowMs: number): Promise<readonly IdleBar[]> {
  const { rows } = await database.query<{ bar: number; count: number }>(
    `select width_bucket(extract(epoch from $2::timestamptz - ${IDLE_SINCE})::float8 / 86400, $3::float8[]) as bar, count(*)::int as count
       from membership m where m.organization_id = $1 and m.status = 'active' group by 1`, [organizationId, new Date(nowMs), [...IDLE_BARS]]);
  const counts = new Map(rows.map(({ bar, count }) => [bar, count]));
  return [...IDLE_BARS.map((upToDays, index) => ({ upToDays, count: counts.get(index) ?? 0 })), { count: counts.get(IDLE_BARS.length) ?? 0 }];
}
