import { governedChange, provincialDay, requireDuty, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { findSheet, type SheetKey } from '../sheets/sheet.js';
import { daysBetween, isDay } from './campaign-input.js';
import { findCampaign } from './campaign.js';
import { remindOrganizations } from './remind.js';

export interface ExtensionInput {
  /** The new last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** Who asked for it and answers for it. */
  readonly requestedBy: string;
  readonly reason: string;
}

const LONGEST_DAYS = 30;
const LONGEST_TEXT = 500;

/** Gives one organization more time for one tier, in somebody's name and up to a day. */
export async function extendSheet(deps: AttestationDeps, request: ChangeRequest, key: SheetKey, { until, requestedBy, reason }: ExtensionInput): Promise<{ readonly kind: 'extended' } | ChangeRefusal> {
  return governedChange(deps, request, 'campaign-changed', async (change) => {
    requireDuty(change, request.actor, 'open-campaigns', request.actor.organizationId ?? '');
    const refuse = (field: string, problem: string): never => change.refuse({ code: 'invalid-input', field, problem });
    const campaign = await findCampaign(change.connection, key.campaignId);
    const sheet = await findSheet(change.connection, key, { lock: true });
    if (!campaign || !sheet) return change.refuse({ code: 'not-allowed', rule: 'no-such-sheet' });
    if (sheet.status !== 'open') refuse('campaignId', 'closed');
    if (!isDay(until)) refuse('until', 'not-a-date');
    if (until <= sheet.dueOn || until <= provincialDay(change.nowMs)) refuse('until', 'not-later');
    if (daysBetween(campaign.dueOn, until) > LONGEST_DAYS) refuse('until', 'too-far');
    if (requestedBy.trim() === '') refuse('requestedBy', 'missing');
    if (reason.trim() === '') refuse('reason', 'missing');
    if (requestedBy.length > LONGEST_TEXT || reason.length > LONGEST_TEXT) refuse('reason', 'too-long');
    // The reminders of the new deadline are sent anew.
    await change.connection.query(
      `update campaign_sheet set due_on = $4, extended_by = $5, extended_at = $6, extended_for = $7, extension_reason = $8, reminded_days = null, version = version + 1 where campaign_id = $1 and organization_id = $2 and tier = $3`,
      [key.campaignId, key.organizationId, key.tier, until, request.actor.userId, new Date(change.nowMs), requestedBy.trim(), reason.trim()]);
    change.record({ subjectKind: 'campaign', subjectId: key.campaignId, organizationId: key.organizationId, change: 'attestation-extended', reason: reason.trim(), detail: { tier: key.tier, from: sheet.dueOn, until, requestedBy: requestedBy.trim() } });
    return { kind: 'extended' } as const;
  });
}

/** Writes to those of these organizations who still have to decide. @returns to how many sheets somebody was written. */
export async function remindNow(deps: AttestationDeps, request: ChangeRequest, campaignId: string, organizationIds: readonly string[]): Promise<{ readonly kind: 'reminded'; readonly count: number } | ChangeRefusal> {
  return governedChange(deps, request, 'campaign-changed', async (change) => {
    requireDuty(change, request.actor, 'open-campaigns', request.actor.organizationId ?? '');
    const campaign = await findCampaign(change.connection, campaignId);
    if (!campaign || campaign.status !== 'open') return change.refuse({ code: 'invalid-input', field: 'campaignId', problem: 'closed' });
    const count = await remindOrganizations(deps, change.connection, campaign, organizationIds);
    change.record({ subjectKind: 'campaign', subjectId: campaignId, change: 'reminded', detail: { organizationIds, count } });
    return { kind: 'reminded', count } as const;
  });
}
