import { decideDuty } from '@longview/access-policy';
import { provincialDay, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { daysBetween } from '../campaigns/campaign-input.js';
import { findCampaign, listCampaigns, type Campaign } from '../campaigns/campaign.js';
import type { SheetStatus, Tier } from '../words.js';

export interface SheetSummary {
  readonly campaign: Campaign;
  readonly tier: Tier;
  readonly status: SheetStatus;
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly itemCount: number;
  readonly left: number;
}

/** Where somebody who has to do with attesting begins. */
export interface AttestationHome {
  readonly mayAttestUsers: boolean;
  readonly mayAttestHolders: boolean;
  readonly mayOpenCampaigns: boolean;
  readonly isSolePractitioner: boolean;
  /** Of the asker's organization, the newest campaign first. */
  readonly sheets: readonly SheetSummary[];
  readonly openReviews: number;
  /** Of the province; for the program office. */
  readonly campaigns: readonly Campaign[];
}

const CAMPAIGNS_SHOWN = 12;

export async function readHome({ database, clock }: AttestationDeps, { actor }: ChangeRequest): Promise<AttestationHome> {
  const may = (duty: 'attest-users' | 'attest-role-holders' | 'open-campaigns'): boolean => decideDuty({ actor, duty }).effect === 'permit';
  const [mayAttestUsers, mayAttestHolders, mayOpenCampaigns] = [may('attest-users'), may('attest-role-holders'), may('open-campaigns')];
  const sees = mayAttestUsers || mayAttestHolders ? actor.organizationId ?? '' : '';
  const [{ rows: sheets }, { rows: [own] }, campaigns] = await Promise.all([
    database.query<{ campaign_id: string; tier: Tier; status: SheetStatus; due_on: string; item_count: number; undecided: number }>(
      `select s.campaign_id, s.tier, s.status, s.due_on::text, s.item_count,
              (select count(*)::int from attestation_item i where i.campaign_id = s.campaign_id and i.organization_id = s.organization_id and i.tier = s.tier and i.decision is null and i.outcome is null) as undecided
         from campaign_sheet s join campaign c on c.id = s.campaign_id where s.organization_id = $1 order by c.opens_on desc, s.tier desc limit $2`, [sees, CAMPAIGNS_SHOWN * 2]),
    database.query<{ is_sole_practitioner: boolean; open_reviews: number }>(
      `select o.is_sole_practitioner, (select count(*)::int from attestation_review r where r.organization_id = o.id and r.decision is null) as open_reviews from organization o where o.id = $1`, [sees]),
    mayOpenCampaigns ? listCampaigns(database, CAMPAIGNS_SHOWN) : [],
  ]);
  const today = provincialDay(clock.nowMs());
  const byId = new Map((await Promise.all([...new Set(sheets.map(({ campaign_id: id }) => id))].map((id) => findCampaign(database, id)))).flatMap((campaign) => (campaign ? [[campaign.id, campaign] as const] : [])));
  return {
    mayAttestUsers, mayAttestHolders, mayOpenCampaigns, isSolePractitioner: own?.is_sole_practitioner ?? false, openReviews: own?.open_reviews ?? 0, campaigns,
    sheets: sheets.map((sheet) => ({ campaign: byId.get(sheet.campaign_id)!, tier: sheet.tier, status: sheet.status, dueOn: sheet.due_on, daysLeft: daysBetween(today, sheet.due_on), itemCount: sheet.item_count, left: sheet.undecided })),
  };
}
