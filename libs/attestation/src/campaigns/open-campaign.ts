import type { Queryable } from '@longview/platform';
import { auditFactsOfDeadline, type AttestationDeps } from '../attestation-deps.js';
import { readFacts } from '../evidence/read-facts.js';
import { riskOf, signalsOf } from '../evidence/signals.js';
import { noteStanding } from '../reviews/attested-standing.js';
import { findCampaign, openedBefore, type Campaign } from './campaign.js';
import type { NewItem } from './new-item.js';
import { roleHolderItems } from './role-holder-items.js';

/** Organizations whose sheets are made in one transaction: what a crash undoes, and how long others wait. */
const ORGANIZATIONS_AT_ONCE = 40;

/**
 * Makes the sheets of every active organization, a few organizations at a time, each in one transaction that also moves the
 * campaign's mark: a process that dies loses the organizations it was at, nothing before; two processes take turns.
 * @param signal between two chunks, stops.
 */
export async function openCampaign(deps: AttestationDeps, campaignId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await openNextOrganizations(deps, campaignId)));
}

/** @returns false when there is nothing left to open. */
async function openNextOrganizations(deps: AttestationDeps, campaignId: string): Promise<boolean> {
  return deps.database.transaction(async (connection) => {
    const campaign = await findCampaign(connection, campaignId, { lock: true });
    if (!campaign || (campaign.status !== 'planned' && campaign.status !== 'opening')) return false;
    const nowMs = deps.clock.nowMs();
    const { rows: organizations } = await connection.query<{ id: string }>(`select id from organization where status = 'active' and id > $1 order by id limit $2`, [campaign.openedThrough, ORGANIZATIONS_AT_ONCE]);
    const ids = organizations.map(({ id }) => id);
    if (ids.length > 0) await makeSheets(deps, connection, campaign, ids, nowMs);
    const isLast = ids.length < ORGANIZATIONS_AT_ONCE;
    await connection.query(`update campaign set status = $2, opened_through = $3, opened_at = coalesce(opened_at, $4) where id = $1`, [campaignId, isLast ? 'open' : 'opening', ids.at(-1) ?? campaign.openedThrough, new Date(nowMs)]);
    if (isLast) {
      await noteOpened(deps, connection, campaign, nowMs);
      await deps.audit.append({ ...auditFactsOfDeadline, action: 'campaign-changed', outcome: 'success', objects: [`campaign/${campaignId}`], details: { change: 'campaign-opened' } });
    }
    return !isLast;
  });
}

async function makeSheets(deps: AttestationDeps, connection: Queryable, campaign: Campaign, organizationIds: readonly string[], nowMs: number): Promise<void> {
  // What people are now is what later changes are told from.
  await noteStanding(connection, organizationIds, nowMs);
  const at = { nowMs, ...lastCampaign(await openedBefore(connection, campaign)) };
  const people = await readFacts(connection, deps.cases, { organizationIds }, { nowMs, usedSinceMs: Date.parse(campaign.periodFrom) });
  const users = people.map(({ membershipId, organizationId, personId, sortName, facts }): NewItem => {
    const signals = signalsOf(facts, at);
    return { organizationId, tier: 'users', subjectId: membershipId, personId, sortName, signals, risk: riskOf(signals), evidence: facts };
  });
  const items = [...users, ...(await roleHolderItems(connection, organizationIds, at))];
  await connection.query(
    `insert into campaign_sheet (campaign_id, organization_id, tier, status, due_on, item_count, refreshed_at)
     select $1, s.organization_id, s.tier, 'open', $3, s.item_count, $4 from jsonb_to_recordset($2::jsonb) as s(organization_id text, tier text, item_count int) on conflict do nothing`,
    [campaign.id, JSON.stringify(sheetsOf(items)), campaign.dueOn, new Date(nowMs)]);
  await connection.query(
    `insert into attestation_item (campaign_id, organization_id, tier, subject_id, person_id, sort_name, signals, risk, evidence)
     select $1, i."organizationId", i.tier, i."subjectId", i."personId", i."sortName", i.signals, i.risk, i.evidence
       from jsonb_to_recordset($2::jsonb) as i("organizationId" text, tier text, "subjectId" text, "personId" text, "sortName" text, signals text[], risk smallint, evidence jsonb) on conflict do nothing`,
    [campaign.id, JSON.stringify(items)]);
}

/** An organization of which there is nobody to attest in a tier has no sheet of it. */
function sheetsOf(items: readonly NewItem[]): readonly { organization_id: string; tier: string; item_count: number }[] {
  const sheets = new Map<string, { organization_id: string; tier: string; item_count: number }>();
  for (const { organizationId, tier } of items) {
    const sheet = sheets.get(`${tier} ${organizationId}`);
    if (sheet) sheet.item_count += 1;
    else sheets.set(`${tier} ${organizationId}`, { organization_id: organizationId, tier, item_count: 1 });
  }
  return [...sheets.values()];
}

async function noteOpened({ ids }: AttestationDeps, connection: Queryable, { id }: Campaign, nowMs: number): Promise<void> {
  await connection.query(
    `insert into governance_history (id, subject_kind, subject_id, occurred_at, by_user_id, change) values ($1, 'campaign', $2, $3, $4, 'campaign-opened')`,
    [ids.newId(), id, new Date(nowMs), auditFactsOfDeadline.actor.userId]);
}

export const lastCampaign = (openedAtMs: number | undefined): { readonly lastCampaignAtMs?: number } => (openedAtMs === undefined ? {} : { lastCampaignAtMs: openedAtMs });
