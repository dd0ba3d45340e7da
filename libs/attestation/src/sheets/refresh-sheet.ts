import type { Queryable } from '@longview/platform';
import type { AttestationDeps } from '../attestation-deps.js';
import { openedBefore, type Campaign } from '../campaigns/campaign.js';
import { lastCampaign } from '../campaigns/open-campaign.js';
import { holdersByIds } from '../campaigns/role-holder-items.js';
import type { EvidenceFacts } from '../evidence/facts.js';
import { readFacts } from '../evidence/read-facts.js';
import { riskOf, signalsOf } from '../evidence/signals.js';
import type { Signal } from '../words.js';
import type { SheetKey } from './sheet.js';

interface Fresh { readonly subjectId: string; readonly sortName: string; readonly signals: readonly Signal[]; readonly evidence: EvidenceFacts; readonly isGone: boolean }
interface Known { readonly subject_id: string; readonly signals: readonly Signal[]; readonly evidence: EvidenceFacts }

/** How old evidence may be on a page. Whoever decides is shown, and held to, what is true at that moment. */
export const FRESH_FOR_MS = 60_000;

/**
 * Brings the evidence of what is not decided up to date, and closes items of people who lost their access otherwise.
 * @param subjectIds of these only; of all undecided ones when absent.
 */
export async function refreshItems(deps: AttestationDeps, connection: Queryable, campaign: Campaign, { campaignId, organizationId, tier }: SheetKey, subjectIds?: readonly string[]): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const { rows: known } = await connection.query<Known>(
    `select subject_id, signals, evidence from attestation_item where campaign_id = $1 and organization_id = $2 and tier = $3 and decision is null and outcome is null and ($4::text[] is null or subject_id = any($4))`,
    [campaignId, organizationId, tier, subjectIds ?? null]);
  if (known.length > 0) {
    const at = { nowMs, ...lastCampaign(await openedBefore(connection, campaign)) };
    const fresh = new Map((await readFresh(deps, connection, campaign, tier, known.map(({ subject_id: id }) => id), at)).map((one) => [one.subjectId, one]));
    const changed = known.flatMap((one) => {
      const now = fresh.get(one.subject_id);
      return now && (now.isGone || !isSame(one, now)) ? [{ id: now.subjectId, name: now.sortName, signals: now.signals, risk: riskOf(now.signals), evidence: now.evidence, gone: now.isGone }] : [];
    });
    if (changed.length > 0) {
      await connection.query(
        `update attestation_item i set signals = f.signals, risk = f.risk, evidence = f.evidence, sort_name = f.name, outcome = case when f.gone then 'gone' end, settled_at = case when f.gone then $5::timestamptz end,
                version = i.version + case when i.signals = f.signals and not f.gone then 0 else 1 end
           from jsonb_to_recordset($4::jsonb) as f(id text, name text, signals text[], risk smallint, evidence jsonb, gone boolean)
          where i.campaign_id = $1 and i.organization_id = $2 and i.tier = $3 and i.subject_id = f.id and i.decision is null and i.outcome is null`,
        [campaignId, organizationId, tier, JSON.stringify(changed), new Date(nowMs)]);
    }
  }
  if (subjectIds === undefined) await connection.query('update campaign_sheet set refreshed_at = $4 where campaign_id = $1 and organization_id = $2 and tier = $3', [campaignId, organizationId, tier, new Date(nowMs)]);
}

async function readFresh(deps: AttestationDeps, connection: Queryable, campaign: Campaign, tier: SheetKey['tier'], ids: readonly string[], at: { readonly nowMs: number; readonly lastCampaignAtMs?: number }): Promise<readonly Fresh[]> {
  if (tier === 'role-holders') return holdersByIds(connection, ids, at);
  const people = await readFacts(connection, deps.cases, { membershipIds: ids }, { nowMs: at.nowMs, usedSinceMs: Date.parse(campaign.periodFrom) });
  return people.map(({ membershipId, sortName, facts }) => ({ subjectId: membershipId, sortName, signals: signalsOf(facts, at), evidence: facts, isGone: facts.status !== 'active' && facts.status !== 'on-leave' }));
}

function isSame(known: Known, fresh: Fresh): boolean {
  if (known.signals.join() !== fresh.signals.join()) return false;
  const keys = new Set([...Object.keys(known.evidence), ...Object.keys(fresh.evidence)]) as ReadonlySet<keyof EvidenceFacts>;
  return [...keys].every((key) => JSON.stringify(known.evidence[key]) === JSON.stringify(fresh.evidence[key]));
}
