import { decideDuty } from '@longview/access-policy';
import { HAS_REGISTRATION_AUTHORITY, provincialDay, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { burnDown, decidedByDay } from '../sheets/read-sheet.js';
import type { SheetStatus, Tier } from '../words.js';
import { daysBetween } from './campaign-input.js';
import { findCampaign, type Campaign } from './campaign.js';

export const OVERVIEW_FILTERS = ['all', 'waiting', 'overdue', 'no-authority', 'extended', 'submitted'] as const;
export type OverviewFilter = (typeof OVERVIEW_FILTERS)[number];
export const OVERVIEW_SORTS = ['name', 'left', 'due'] as const;
export type OverviewSort = (typeof OVERVIEW_SORTS)[number];

export interface OverviewRow {
  readonly organizationId: string;
  readonly name: { readonly en: string; readonly fr: string };
  readonly sector: string;
  readonly tier: Tier;
  readonly status: SheetStatus;
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly itemCount: number;
  readonly left: number;
  readonly suspended: number;
  readonly hasValidAuthority: boolean;
  /** Somebody can be written to. */
  readonly isReachable: boolean;
  readonly extendedFor: string;
  readonly extensionReason: string;
  readonly remindedOn?: string;
}

export interface OverviewPage { readonly total: number; readonly rows: readonly OverviewRow[] }

export interface OverviewQuestion {
  readonly filter: OverviewFilter;
  readonly sort: OverviewSort;
  readonly isDescending: boolean;
  readonly search?: string;
  readonly offset: number;
  readonly limit: number;
}

/** $3 is today. */
const FILTERS: Readonly<Record<OverviewFilter, string>> = {
  all: 'true', waiting: `status = 'open' and left_over > 0`, overdue: `(status = 'open' and due_on <= $3::date + 7 and left_over > 0) or suspended > 0`,
  'no-authority': `tier = 'users' and status = 'open' and not has_valid_authority`, extended: `extended_for <> ''`, submitted: `status = 'submitted'`,
};
const SORTS: Readonly<Record<OverviewSort, string>> = { name: 'lower(name_en)', left: 'left_over', due: 'due_on' };
const LARGEST_PAGE = 200;

/** The sheets of all organizations, for the program office. @returns nothing to anybody else. */
export async function listSheets({ database, clock }: AttestationDeps, { actor }: ChangeRequest, campaignId: string, { filter, sort, isDescending, search = '', offset, limit }: OverviewQuestion): Promise<OverviewPage | undefined> {
  if (decideDuty({ actor, duty: 'see-province' }).effect !== 'permit') return undefined;
  const today = provincialDay(clock.nowMs());
  const { rows } = await database.query<OverviewDbRow>(
    `with counted as (
       select organization_id, tier, count(*) filter (where decision is null and outcome is null)::int as left_over, count(*) filter (where outcome = 'suspended')::int as suspended from attestation_item where campaign_id = $1 group by 1, 2),
     sheets as (
       select s.organization_id, s.tier, s.status, s.due_on, s.item_count, s.extended_for, s.extension_reason, s.reminded_on, o.name_en, o.name_fr, o.sector, coalesce(c.left_over, 0) as left_over, coalesce(c.suspended, 0) as suspended,
              ${HAS_REGISTRATION_AUTHORITY('s.organization_id')} as has_valid_authority
         from campaign_sheet s join organization o on o.id = s.organization_id left join counted c on c.organization_id = s.organization_id and c.tier = s.tier
        where s.campaign_id = $1 and ($2 = '' or lower(o.name_en) like '%' || $2 || '%' or lower(o.name_fr) like '%' || $2 || '%'))
     select *, due_on::text as due_day, reminded_on::text as reminded_day, count(*) over ()::int as total,
            exists (select from role_holder h join person p on p.id = h.person_id where h.organization_id = sheets.organization_id and h.status = 'in-force' and p.email <> ''
                      and h.role = case sheets.tier when 'users' then 'local-registration-authority' else 'legal-signing-authority' end) as is_reachable
       from sheets where ${FILTERS[filter]} and $3::date is not null order by ${SORTS[sort]} ${isDescending ? 'desc' : 'asc'}, lower(name_en), organization_id, tier desc offset $4 limit $5`,
    [campaignId, likePattern(search), today, Math.max(0, offset), Math.min(Math.max(limit, 1), LARGEST_PAGE)]);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      organizationId: row.organization_id, name: { en: row.name_en, fr: row.name_fr }, sector: row.sector, tier: row.tier, status: row.status, dueOn: row.due_day, daysLeft: daysBetween(today, row.due_day), itemCount: row.item_count,
      left: row.left_over, suspended: row.suspended, hasValidAuthority: row.has_valid_authority, isReachable: row.is_reachable, extendedFor: row.extended_for, extensionReason: row.extension_reason,
      ...(row.reminded_day !== null && { remindedOn: row.reminded_day }),
    })),
  };
}

interface OverviewDbRow {
  readonly organization_id: string; readonly tier: Tier; readonly status: SheetStatus; readonly due_day: string; readonly item_count: number; readonly extended_for: string; readonly extension_reason: string; readonly reminded_day: string | null;
  readonly name_en: string; readonly name_fr: string; readonly sector: string; readonly left_over: number; readonly suspended: number; readonly has_valid_authority: boolean; readonly is_reachable: boolean; readonly total: number;
}

const likePattern = (search: string): string => search.trim().toLowerCase().replace(/[\\%_]/g, (character) => `\\${character}`);

/** The campaign over the whole province. */
export interface CampaignProgress {
  readonly campaign: Campaign;
  readonly daysLeft: number;
  readonly organizations: { readonly total: number; readonly opened: number; readonly finished: number; readonly withoutAuthority: number };
  readonly people: { readonly total: number; readonly left: number };
  readonly burnDown: readonly { readonly day: string; readonly left: number }[];
}

/** @returns nothing to anybody but the program office. */
export async function readProgress({ database, clock }: AttestationDeps, { actor }: ChangeRequest, campaignId: string): Promise<CampaignProgress | undefined> {
  if (decideDuty({ actor, duty: 'see-province' }).effect !== 'permit') return undefined;
  const campaign = await findCampaign(database, campaignId);
  if (!campaign) return undefined;
  const [{ rows: [sheets] }, { rows: [active] }, { rows: [items] }, days] = await Promise.all([
    database.query<{ opened: number; finished: number; without_authority: number }>(
      `select count(*)::int as opened, count(*) filter (where is_finished)::int as finished, count(*) filter (where has_open_users and not ${HAS_REGISTRATION_AUTHORITY('s.organization_id')})::int as without_authority
         from (select organization_id, bool_and(status <> 'open') as is_finished, bool_or(tier = 'users' and status = 'open') as has_open_users from campaign_sheet where campaign_id = $1 group by 1) s`, [campaignId]),
    database.query<{ total: number }>(`select count(*)::int as total from organization where status = 'active'`),
    database.query<{ total: number; undecided: number }>(`select count(*)::int as total, count(*) filter (where decision is null and outcome is null)::int as undecided from attestation_item where campaign_id = $1`, [campaignId]),
    decidedByDay(database, 'campaign_id = $1', [campaignId]),
  ]);
  const today = provincialDay(clock.nowMs());
  return {
    campaign, daysLeft: daysBetween(today, campaign.dueOn),
    organizations: { total: campaign.status === 'closed' ? sheets!.opened : active!.total, opened: sheets!.opened, finished: sheets!.finished, withoutAuthority: sheets!.without_authority },
    people: { total: items!.total, left: items!.undecided },
    burnDown: burnDown(days, items!.total, campaign.openedAtMs === undefined ? campaign.opensOn : provincialDay(campaign.openedAtMs), today < campaign.dueOn ? today : campaign.dueOn),
  };
}
