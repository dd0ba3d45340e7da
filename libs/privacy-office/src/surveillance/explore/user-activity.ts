import type { ChangeRefusal, ChangeRequest } from '@longview/participants';
import { readFlagLines } from '../flags/flag-lines.js';
import type { FlaggedUser, FlagLine } from '../flags/flag.js';
import { review, type SurveillanceDeps } from '../surveillance-deps.js';
import { PEER_MEASURES, TIME_ZONE, type PeerMeasure } from '../words.js';

export interface UserActivityQuestion {
  readonly userId: string;
  /** For whom they acted; by default where they looked most. */
  readonly organizationId?: string | undefined;
  readonly year: number;
  readonly timeZone?: string | undefined;
}

export interface HeatCell { readonly weekday: number; readonly hour: number; readonly count: number; readonly isUnusual: boolean }
export interface DayCount { readonly day: string; readonly accesses: number; readonly patients: number; readonly flags: number }
export interface PeerPoint { readonly userId: string; readonly name: string; readonly isSubject: boolean; readonly value: number }
export interface PeerStrip { readonly measure: PeerMeasure; readonly points: readonly PeerPoint[]; readonly median: number; readonly p95: number }

export interface UserActivity {
  readonly user: FlaggedUser;
  readonly timeZone: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly accesses: number;
  readonly patients: number;
  readonly explained: number;
  readonly heatmap: readonly HeatCell[];
  readonly days: readonly DayCount[];
  readonly peers: readonly PeerStrip[];
  readonly flags: readonly FlagLine[];
}

const MOST_PEERS = 500;
const MOST_FLAGS = 50;

/** One year of a person, beside people in the same role of the same organization. One's own is somebody else's to look at. */
export async function readUserActivity(deps: SurveillanceDeps, request: ChangeRequest, { userId, organizationId: asked, year, timeZone = TIME_ZONE }: UserActivityQuestion): Promise<UserActivity | ChangeRefusal> {
  if (!Number.isInteger(year) || year < 2000 || year > 2200) return { kind: 'refused', code: 'invalid-input', field: 'year', problem: 'out-of-range' };
  if (!isTimeZone(timeZone)) return { kind: 'refused', code: 'invalid-input', field: 'timeZone', problem: 'unknown' };
  return review<UserActivity | ChangeRefusal>(deps, request, 'user-activity', { userId, year }, async (scope) => {
    const { database, patients } = deps;
    if (userId === scope.userId) return { kind: 'refused', code: 'not-allowed', rule: 'own-access' };
    const [from, until] = [`${year}-01-01`, `${year + 1}-01-01`];
    const { rows: [subject] } = await database.query<{ organizationId: string; role: string; roles: string[]; name: string; nameEn: string | null; nameFr: string | null; fromMs: number; untilMs: number }>(
      `select a.organization_id as "organizationId", a.role, a.roles, a.user_name as name, o.name_en as "nameEn", o.name_fr as "nameFr", floor(extract(epoch from ($4::date::timestamp at time zone $6)) * 1000)::float8 as "fromMs", floor(extract(epoch from ($5::date::timestamp at time zone $6)) * 1000)::float8 as "untilMs"
         from surveillance_access a left join organization o on o.id = a.organization_id where a.user_id = $1 and ($2::text is null or a.organization_id = $2) and ($3::text is null or a.organization_id = $3) order by a.first_at desc limit 1`, [userId, scope.organizationId, asked ?? null, from, until, timeZone]);
    if (!subject) return { kind: 'refused', code: 'not-allowed', rule: 'unknown-user' };
    const { organizationId, role, roles, name, nameEn, nameFr, fromMs, untilMs } = subject;
    const of = [userId, organizationId, new Date(fromMs), new Date(untilMs), timeZone];
    const WHERE = 'a.user_id = $1 and a.organization_id = $2 and a.first_at >= $3 and a.first_at < $4 and a.is_opened';
    const [heat, days, sums, peers, flags] = await Promise.all([
      database.query<HeatCell>(
        `with cells as (select extract(isodow from a.first_at at time zone $5)::int as weekday, extract(hour from a.first_at at time zone $5)::int as hour, count(*)::int as count from surveillance_access a where ${WHERE} group by 1, 2), total as (select sum(count) as all_, max(0) from cells)
         select c.weekday, c.hour, c.count, t.all_ >= $6 and (select 100.0 * sum(n.count) / t.all_ from cells n where (n.weekday > 5) = (c.weekday > 5) and n.hour in (c.hour, (c.hour + 1) % 24, (c.hour + 23) % 24)) < $7 as "isUnusual" from cells c, total t order by 1, 2`, [...of, threshold(deps, 'accessesKnown'), threshold(deps, 'usualSharePercent')]),
      database.query<DayCount>(
        `select to_char(a.first_at at time zone $5, 'YYYY-MM-DD') as day, count(*)::int as accesses, count(distinct a.patient_key)::int as patients, count(distinct fa.flag_id)::int as flags from surveillance_access a left join flag_access fa on fa.access_id = a.id where ${WHERE} group by 1 order by 1`, of),
      database.query<{ accesses: number; patients: number; explained: number }>(`select count(*)::int as accesses, count(distinct a.patient_key)::int as patients, count(*) filter (where a.is_explained)::int as explained from surveillance_access a where ${WHERE}`, of.slice(0, 4)),
      database.query<PeerRow>(
        `select d.user_id as "userId", coalesce(p.display_name, d.user_id) as name, avg(d.patients)::float8 as "patients-per-day", avg(d.accesses)::float8 as "accesses-per-day", 100.0 * sum(d.explained) / sum(d.accesses) as "share-explained", avg(d.name_searches)::float8 as "name-searches-per-day",
            100.0 * sum(d.after_hours) / sum(d.accesses) as "after-hours-share" from surveillance_day d left join person p on p.id = d.user_id
          where d.organization_id = $1 and d.role = $2 and d.day >= $3::date and d.day < $4::date and d.accesses > 0 group by d.user_id, p.display_name order by (d.user_id = $5) desc, d.user_id limit ${MOST_PEERS}`, [organizationId, role, from, until, userId]),
      database.query<{ id: string }>(`select id from flag where user_id = $1 and organization_id = $2 and occurred_at >= $3 and occurred_at < $4 order by occurred_at desc limit ${MOST_FLAGS}`, of.slice(0, 4)),
    ]);
    return {
      user: { userId, name, roles, organizationId, organizationName: { en: nameEn ?? organizationId, fr: nameFr ?? organizationId } }, timeZone, fromMs, untilMs, ...sums.rows[0]!, heatmap: heat.rows, days: days.rows,
      peers: PEER_MEASURES.map((measure) => stripOf(measure, peers.rows, userId)), flags: await readFlagLines(database, patients, scope, flags.rows.map(({ id }) => id)),
    };
  }, { objects: [`user/${userId}`] });
}

type PeerRow = { readonly userId: string; readonly name: string } & Readonly<Record<PeerMeasure, number>>;

function stripOf(measure: PeerMeasure, rows: readonly PeerRow[], userId: string): PeerStrip {
  const points = rows.map((row) => ({ userId: row.userId, name: row.name, isSubject: row.userId === userId, value: Math.round(Number(row[measure]) * 10) / 10 }));
  const values = points.map(({ value }) => value).toSorted((a, b) => a - b);
  const at = (share: number): number => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  return { measure, points, median: at(0.5), p95: at(0.95) };
}

const threshold = ({ firstRules }: SurveillanceDeps, name: string): number => firstRules.rules.find(({ kind }) => kind === 'unusual-hour')!.thresholds[name] ?? 0;

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
