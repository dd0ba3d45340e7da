import { provincialDay, type ChangeRequest } from '@longview/participants';
import type { Queryable } from '@longview/platform';
import type { AttestationDeps } from '../attestation-deps.js';
import { dayAfter, daysBetween } from '../campaigns/campaign-input.js';
import { findCampaign, type Campaign } from '../campaigns/campaign.js';
import { maySeeSheets } from '../decisions/may-decide.js';
import type { AttestationOutcome, Bucket } from '../words.js';
import { FRESH_FOR_MS, refreshItems } from './refresh-sheet.js';
import { findSheet, type SheetKey, type SheetRow } from './sheet.js';
import { mayAttestCondition } from './whose-items.js';

export type Outcomes = Readonly<Record<AttestationOutcome | 'undecided', number>>;

/** Everything about a sheet but its people. */
export interface SheetView {
  readonly campaign: Campaign;
  readonly sheet: SheetRow;
  readonly daysLeft: number;
  readonly counts: Readonly<Record<Bucket, number>>;
  /** Of the undecided, how many the asker may decide. */
  readonly undecidedByAsker: number;
  /** Of those, people of whom nothing speaks for a closer look: who can be attested together. */
  readonly unchangedByAsker: number;
  /** Decided, and not yet submitted. */
  readonly readyToSubmit: number;
  readonly medianDecisionMs?: number;
  /** Undecided at the end of each day since the campaign opened. */
  readonly burnDown: readonly { readonly day: string; readonly left: number }[];
  readonly outcomes: Outcomes;
  /** The last campaigns, this one first, at most four. */
  readonly history: readonly { readonly campaign: Campaign; readonly outcomes: Outcomes }[];
}

/** Brings the evidence up to date where it is older than a minute; of several who look at once, one does. */
export async function lookAtSheet(deps: AttestationDeps, key: SheetKey): Promise<void> {
  await deps.database.transaction(async (connection) => {
    const { rows } = await connection.query(
      `select from campaign_sheet where campaign_id = $1 and organization_id = $2 and tier = $3 and status = 'open' and refreshed_at < $4 for update skip locked`,
      [key.campaignId, key.organizationId, key.tier, new Date(deps.clock.nowMs() - FRESH_FOR_MS)]);
    const campaign = rows.length > 0 ? await findCampaign(connection, key.campaignId) : undefined;
    if (campaign) await refreshItems(deps, connection, campaign, key);
  });
}

/** @returns nothing for a sheet that does not exist or that the asker may not see. */
export async function readSheet(deps: AttestationDeps, { actor }: ChangeRequest, key: SheetKey): Promise<SheetView | undefined> {
  if (maySeeSheets(actor, key.organizationId).effect !== 'permit') return undefined;
  await lookAtSheet(deps, key);
  const { database } = deps;
  const [campaign, sheet] = await Promise.all([findCampaign(database, key.campaignId), findSheet(database, key)]);
  if (!campaign || !sheet) return undefined;
  const { campaignId, organizationId, tier } = key;
  const [counted, days, history] = await Promise.all([
    database.query<CountRow>(
      `select count(*) filter (where decision is null and outcome is null and risk > 0)::int as needs, count(*) filter (where decision is null and outcome is null and risk = 0)::int as unchanged,
              count(*) filter (where decision is not null or outcome is not null)::int as done, count(*) filter (where decision is not null and outcome is null)::int as ready,
              count(*) filter (where decision is null and outcome is null and ${mayAttestCondition(actor, sheet, '$4')})::int as mine,
              count(*) filter (where decision is null and outcome is null and risk = 0 and ${mayAttestCondition(actor, sheet, '$4')})::int as mine_unchanged,
              (percentile_cont(0.5) within group (order by decided_in_ms) filter (where decided_in_ms is not null and not is_group))::float8 as median_ms
         from attestation_item i where campaign_id = $1 and organization_id = $2 and tier = $3 and $4::text is not null`, [campaignId, organizationId, tier, actor.userId]),
    decidedByDay(database, 'organization_id = $2 and tier = $3 and campaign_id = $1', [campaignId, organizationId, tier]),
    outcomesOf(database, organizationId, tier),
  ]);
  const [count] = counted.rows;
  const today = provincialDay(deps.clock.nowMs());
  return {
    campaign, sheet, daysLeft: daysBetween(today, sheet.dueOn), counts: { 'needs-decision': count!.needs, unchanged: count!.unchanged, done: count!.done },
    undecidedByAsker: count!.mine, unchangedByAsker: count!.mine_unchanged, readyToSubmit: count!.ready, ...(count!.median_ms !== null && { medianDecisionMs: Math.round(count!.median_ms) }),
    burnDown: burnDown(days, sheet.itemCount, campaign.openedAtMs === undefined ? campaign.opensOn : provincialDay(campaign.openedAtMs), today < sheet.dueOn ? today : sheet.dueOn),
    outcomes: history.find(({ campaign: { id } }) => id === campaignId)?.outcomes ?? NOTHING, history,
  };
}

interface CountRow { readonly needs: number; readonly unchanged: number; readonly done: number; readonly ready: number; readonly mine: number; readonly mine_unchanged: number; readonly median_ms: number | null }
interface DayRow { readonly day: string; readonly decided: number }

/** How many were decided or settled on each day, in the province. */
export async function decidedByDay(connection: Queryable, condition: string, values: readonly unknown[]): Promise<readonly DayRow[]> {
  const { rows } = await connection.query<DayRow>(
    `select (coalesce(decided_at, settled_at) at time zone 'America/Toronto')::date::text as day, count(*)::int as decided from attestation_item where ${condition} and (decision is not null or outcome is not null) group by 1 order by 1`, values);
  return rows;
}

const DAY_MS = 86_400_000;

/** What was left at the end of each day from the first to the last, and before the first: all. Pure. */
export function burnDown(days: readonly DayRow[], total: number, from: string, to: string): readonly { readonly day: string; readonly left: number }[] {
  const decided = new Map(days.map(({ day, decided: count }) => [day, count]));
  const points = [{ day: dayAfter(from, -1), left: total }];
  let left = total;
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    left -= decided.get(day) ?? 0;
    points.push({ day, left });
  }
  return points;
}

const NOTHING: Outcomes = { kept: 0, changed: 0, removed: 0, suspended: 0, gone: 0, undecided: 0 };
const HISTORY_LENGTH = 4;

/** What was decided in the last campaigns; what is not submitted yet counts as what it will be. */
async function outcomesOf(connection: Queryable, organizationId: string, tier: string): Promise<SheetView['history']> {
  const { rows } = await connection.query<{ campaign_id: string; became: AttestationOutcome | 'undecided'; count: number }>(
    `with last as (select s.campaign_id from campaign_sheet s join campaign c on c.id = s.campaign_id where s.organization_id = $1 and s.tier = $2 order by c.opens_on desc limit ${HISTORY_LENGTH})
     select i.campaign_id, coalesce(i.outcome, case i.decision when 'keep' then 'kept' when 'change' then 'changed' when 'remove' then 'removed' else 'undecided' end) as became, count(*)::int as count
       from attestation_item i where i.campaign_id in (select campaign_id from last) and i.organization_id = $1 and i.tier = $2 group by 1, 2`, [organizationId, tier]);
  const byCampaign = new Map<string, Outcomes>();
  for (const { campaign_id: id, became, count } of rows) byCampaign.set(id, { ...(byCampaign.get(id) ?? NOTHING), [became]: count });
  const campaigns = await Promise.all([...byCampaign.keys()].map((id) => findCampaign(connection, id)));
  return campaigns.flatMap((campaign) => (campaign ? [{ campaign, outcomes: byCampaign.get(campaign.id)! }] : [])).sort((a, b) => (a.campaign.opensOn < b.campaign.opensOn ? 1 : -1));
}
