import type { Queryable } from '@longview/platform';
import type { OrganizationStatus } from '../directory/participant.js';
import { provincialDay } from '../standing/provincial-day.js';
import { HAS_REGISTRATION_AUTHORITY } from './registration-authority.js';
import { ORGANIZATION_ALERTS, type OrganizationAlert, type OrganizationSettings, type Sector } from './organization-words.js';

export const ORGANIZATION_SORTS = ['alerts', 'name', 'sector', 'status-since'] as const;
export type OrganizationSort = (typeof ORGANIZATION_SORTS)[number];

/** Most rows a page may have. */
export const LONGEST_ORGANIZATION_PAGE = 200;

export interface OrganizationListQuery {
  /** Part of a name in either language, or of the id. */
  readonly search?: string | undefined;
  readonly sector?: Sector | undefined;
  readonly status?: OrganizationStatus | undefined;
  readonly alert?: OrganizationAlert | undefined;
  readonly sort: OrganizationSort;
  /** The other way round; alerts always begin with the most urgent. */
  readonly isDescending?: boolean | undefined;
  /** Whose alphabet names are sorted by. */
  readonly language: 'en' | 'fr';
  readonly offset: number;
  readonly limit: number;
}

export interface OrganizationLine {
  readonly id: string;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly sector: Sector;
  readonly status: OrganizationStatus;
  readonly statusReason: string;
  readonly statusSinceMs: number;
  readonly isSolePractitioner: boolean;
  readonly isViewing: boolean;
  readonly isContributing: boolean;
  /** The most urgent first. */
  readonly alerts: readonly OrganizationAlert[];
  readonly siteCount: number;
  /** Registered: approved, active, on leave or suspended. */
  readonly userCount: number;
}

export interface OrganizationPage {
  readonly total: number;
  readonly lines: readonly OrganizationLine[];
}

/** A source and the organization accountable for it, as the province file has them. */
export interface ContributedSource {
  readonly sourceId: string;
  readonly custodianId: string;
}

export const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;

/** Memberships that count as registered users. */
export const REGISTERED = `('approved', 'active', 'on-leave', 'suspended')`;

/** How urgent each alert is: what stops people from working or being overseen comes first. */
const URGENCY: Readonly<Record<OrganizationAlert, number>> = { 'no-lra': 6, 'agreement-ended': 5, 'agreement-ending': 4, 'onboarding-stuck': 3, 'confirmation-waiting': 2, 'assessment-due': 1 };

/**
 * Every organization with its alerts, as a table expression `watched`. $1 today, $2 now, $3 settings, $4 contributed
 * sources. Sets are read once and joined by hash; memberships are entered by index only where somebody holds an office.
 */
const WATCHED = `
  setting as (select ($3::jsonb->>'agreementWarningDays')::int as agreement_days, ($3::jsonb->>'onboardingWarningDays')::int as onboarding_days, ($3::jsonb->>'assessmentMaximumAgeDays')::int as assessment_days),
  covered as (
    select organization_id, bool_or(effective_from <= $1::date and coalesce(effective_to, 'infinity') >= $1::date) as is_today, max(coalesce(effective_to, 'infinity')) as until
      from organization_agreement where kind = 'participation' and ended_at is null group by 1),
  stuck as (select organization_id from onboarding_step, setting where status = 'current' and current_since < $2::timestamptz - make_interval(days => onboarding_days)),
  asked as (
    select distinct h.organization_id from role_holder_confirmation c join role_holder h on h.id = c.role_holder_id
     where c.by_user_id is null and c.party = 'program-office' and (h.status = 'proposed' or (h.status = 'in-force' and h.end_proposed_at is not null))),
  to_assess as (
    select custodian_id as organization_id, source_id from jsonb_to_recordset($4::jsonb) as s(source_id text, custodian_id text) union select organization_id, source_id from source_assessment),
  assessment_due as (
    select distinct t.organization_id from to_assess t cross join setting cross join (values ('privacy-impact'), ('threat-risk')) as k(kind)
      left join source_assessment a on a.organization_id = t.organization_id and a.source_id = t.source_id and a.kind = k.kind
     where a.assessed_on is null or a.assessed_on < $1::date - assessment_days),
  watched as (
    select o.*, array_remove(array[
        case when o.status = 'active' and not ${HAS_REGISTRATION_AUTHORITY('o.id')} and exists (select from membership m where m.organization_id = o.id and m.status in ${REGISTERED}) then 'no-lra' end,
        case when o.status = 'active' and not coalesce(c.is_today, false) then 'agreement-ended' end,
        case when o.status = 'active' and c.is_today and c.until <= $1::date + agreement_days then 'agreement-ending' end,
        case when o.status = 'applying' and s.organization_id is not null then 'onboarding-stuck' end,
        case when a.organization_id is not null then 'confirmation-waiting' end,
        case when o.status = 'active' and o.is_contributing and (d.organization_id is not null) then 'assessment-due' end], null) as alerts
      from organization o cross join setting
      left join covered c on c.organization_id = o.id left join stuck s on s.organization_id = o.id left join asked a on a.organization_id = o.id left join assessment_due d on d.organization_id = o.id)`;

const URGENCY_OF = `(select coalesce(max(case alert ${ORGANIZATION_ALERTS.map((alert) => `when '${alert}' then ${URGENCY[alert]}`).join(' ')} end), 0) * 10 + count(*) from unnest(alerts) as alert)`;

const LIST = (order: string, where: string): string => `
  with ${WATCHED},
  page as (select *, count(*) over () as total from watched where ${where} order by ${order}, id offset $5 limit $6)
  select id, name_en as "nameEn", name_fr as "nameFr", sector, status, status_reason as "statusReason", ${ms('status_since')} as "statusSinceMs", is_sole_practitioner as "isSolePractitioner",
    is_viewing as "isViewing", is_contributing as "isContributing", alerts, total::int,
    (select count(*)::int from organization_site t where t.organization_id = page.id) as "siteCount",
    (select count(*)::int from membership m where m.organization_id = page.id and m.status in ${REGISTERED}) as "userCount"
  from page order by ${order}, id`;

/** What the statements about all organizations are asked with. */
export function watchedParameters(nowMs: number, settings: OrganizationSettings, contributed: readonly ContributedSource[]): readonly unknown[] {
  return [provincialDay(nowMs), new Date(nowMs), JSON.stringify(settings), JSON.stringify(contributed.map(({ sourceId, custodianId }) => ({ source_id: sourceId, custodian_id: custodianId })))];
}

/** The statement for a page, with its parameters: one round trip, however long the list is. */
export function listStatement(query: OrganizationListQuery, parameters: readonly unknown[]): { readonly text: string; readonly values: readonly unknown[] } {
  const name = query.language === 'fr' ? 'lower(name_fr)' : 'lower(name_en)';
  const way = query.isDescending ? 'desc' : 'asc';
  const order = { alerts: `${URGENCY_OF} desc, ${name}`, name: `${name} ${way}`, sector: `sector ${way}, ${name}`, 'status-since': `status_since ${way}` }[query.sort];
  const values: unknown[] = [...parameters, Math.max(0, query.offset), Math.min(Math.max(1, query.limit), LONGEST_ORGANIZATION_PAGE)];
  const conditions = ['true'];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const search = query.search?.trim();
  if (search) {
    const pattern = bind(`%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`);
    conditions.push(`(lower(name_en) like ${pattern} or lower(name_fr) like ${pattern} or id like ${pattern})`);
  }
  if (query.sector) conditions.push(`sector = ${bind(query.sector)}`);
  if (query.status) conditions.push(`status = ${bind(query.status)}`);
  if (query.alert) conditions.push(`${bind(query.alert)} = any(alerts)`);
  return { text: LIST(order, conditions.join(' and ')), values };
}

export async function readOrganizationList(connection: Queryable, query: OrganizationListQuery, parameters: readonly unknown[]): Promise<OrganizationPage> {
  const { text, values } = listStatement(query, parameters);
  const { rows } = await connection.query<OrganizationLine & { total: number }>(text, values);
  if (rows.length === 0 && query.offset > 0) return { ...await readOrganizationList(connection, { ...query, offset: 0, limit: 1 }, parameters), lines: [] };
  return { total: rows[0]?.total ?? 0, lines: rows.map(({ total: _, ...organization }) => organization) };
}

/** How many organizations have each alert, for the head of the list. */
export async function countAlerts(connection: Queryable, parameters: readonly unknown[]): Promise<Readonly<Record<OrganizationAlert, number>>> {
  const { rows } = await connection.query<{ alert: OrganizationAlert; count: number }>(`with ${WATCHED} select alert, count(*)::int as count from watched, unnest(alerts) as alert group by 1`, parameters);
  return Object.fromEntries(ORGANIZATION_ALERTS.map((alert) => [alert, rows.find((row) => row.alert === alert)?.count ?? 0])) as Record<OrganizationAlert, number>;
}

/** The alerts of one organization: for its page, and for the banner of its LSA. */
export async function alertsOf(connection: Queryable, organizationId: string, parameters: readonly unknown[]): Promise<readonly OrganizationAlert[]> {
  const { rows } = await connection.query<{ alerts: readonly OrganizationAlert[] }>(`with ${WATCHED} select alerts from watched where id = $5`, [...parameters, organizationId]);
  return rows[0]?.alerts ?? [];
}
