import { governedChange, provincialDay, requireDuty, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { REMINDER_DAYS } from '../words.js';
import { checkCampaign, type CampaignInput } from './campaign-input.js';
import { runningCampaign } from './campaign.js';

export const OPEN_QUEUE = 'attestation-open';

/**
 * Plans a campaign; one that opens today is opened by a job at once, over the whole province.
 * @returns its id.
 */
export async function planCampaign(deps: AttestationDeps, request: ChangeRequest, input: CampaignInput): Promise<{ readonly id: string } | ChangeRefusal> {
  const today = provincialDay(deps.clock.nowMs());
  return governedChange(deps, request, 'campaign-changed', async (change) => {
    requireDuty(change, request.actor, 'open-campaigns', request.actor.organizationId ?? '');
    const problem = checkCampaign(input, today);
    if (problem) change.refuse({ code: 'invalid-input', ...problem });
    if (await runningCampaign(change.connection)) change.refuse({ code: 'invalid-input', field: 'opensOn', problem: 'another-is-running' });
    const id = change.newId();
    const reminderDays = [...(input.reminderDays ?? REMINDER_DAYS)].sort((a, b) => b - a);
    const { rowCount } = await change.connection.query(
      `insert into campaign (id, name_en, name_fr, period_from, period_to, opens_on, due_on, reminder_days, status, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', $9, $10) on conflict do nothing`,
      [id, input.nameEn.trim(), input.nameFr.trim(), input.periodFrom, input.periodTo, input.opensOn, input.dueOn, reminderDays, request.actor.userId, new Date(change.nowMs)]);
    // Two who plan one at the same moment: the database lets one in.
    if (rowCount === 0) change.refuse({ code: 'conflict' });
    change.record({ subjectKind: 'campaign', subjectId: id, change: 'campaign-planned', detail: { opensOn: input.opensOn, dueOn: input.dueOn } });
    if (input.opensOn === today) await deps.jobs.send(OPEN_QUEUE, { campaignId: id }, { key: id, within: change.connection });
    return { id };
  });
}
