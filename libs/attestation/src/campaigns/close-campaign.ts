import { provincialDay } from '@longview/participants';
import { auditFactsOfDeadline, BY_DEADLINE, type AttestationDeps } from '../attestation-deps.js';
import { auditSettled } from '../decisions/submit.js';
import { settleSheet } from '../decisions/settle.js';
import type { Tier } from '../words.js';

/** Sheets that are closed in one transaction. */
const SHEETS_AT_ONCE = 20;

/**
 * Closes every sheet whose deadline has passed: what was decided becomes true, what was not is suspended. Each transaction
 * takes sheets that nobody else is closing; a process that dies leaves its sheets open, for the next. The campaign is
 * closed with its last sheet.
 */
export async function closeOverdue(deps: AttestationDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await closeNextSheets(deps)));
  await closeFinishedCampaigns(deps);
}

async function closeNextSheets(deps: AttestationDeps): Promise<boolean> {
  const nowMs = deps.clock.nowMs();
  return deps.database.transaction(async (connection) => {
    const { rows } = await connection.query<{ campaign_id: string; organization_id: string; tier: Tier }>(
      `select s.campaign_id, s.organization_id, s.tier from campaign_sheet s join campaign c on c.id = s.campaign_id and c.status = 'open'
        where s.status = 'open' and s.due_on < $1 order by s.campaign_id, s.organization_id, s.tier limit $2 for update of s skip locked`, [provincialDay(nowMs), SHEETS_AT_ONCE]);
    for (const { campaign_id: campaignId, organization_id: organizationId, tier } of rows) {
      const key = { campaignId, organizationId, tier };
      const settled = await settleSheet({ connection, standing: deps.standing, ids: deps.ids, nowMs, byUserId: BY_DEADLINE }, key, 'suspend');
      await connection.query(`update campaign_sheet set status = 'closed', version = version + 1 where campaign_id = $1 and organization_id = $2 and tier = $3`, [campaignId, organizationId, tier]);
      await auditSettled(deps, auditFactsOfDeadline, key, settled);
    }
    return rows.length > 0;
  });
}

/** A campaign whose deadline has passed and of which nobody has more time. */
async function closeFinishedCampaigns({ database, clock, ids, audit }: AttestationDeps): Promise<void> {
  const nowMs = clock.nowMs();
  await database.transaction(async (connection) => {
    const { rows } = await connection.query<{ id: string }>(
      `update campaign c set status = 'closed', closed_at = $2 where status = 'open' and due_on < $1 and not exists (select from campaign_sheet s where s.campaign_id = c.id and s.status = 'open') returning id`, [provincialDay(nowMs), new Date(nowMs)]);
    for (const { id } of rows) {
      await connection.query(`insert into governance_history (id, subject_kind, subject_id, occurred_at, by_user_id, change) values ($1, 'campaign', $2, $3, $4, 'campaign-closed')`, [ids.newId(), id, new Date(nowMs), BY_DEADLINE]);
      await audit.append({ ...auditFactsOfDeadline, action: 'campaign-changed', outcome: 'success', objects: [`campaign/${id}`], details: { change: 'campaign-closed' } });
    }
  });
}
