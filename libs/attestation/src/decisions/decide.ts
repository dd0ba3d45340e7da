import { governedChange, type Change, type ChangeRefusal, type ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from '../attestation-deps.js';
import { findCampaign } from '../campaigns/campaign.js';
import { refreshItems } from '../sheets/refresh-sheet.js';
import { findItem, findSheet, type AttestationItem, type SheetKey, type SheetRow } from '../sheets/sheet.js';
import type { AttestationDecision } from '../words.js';
import { checkDecision, type DecisionInput } from './check-decision.js';
import { mayAttest } from './may-decide.js';

/** Somebody else was quicker: nothing of either decision is lost, and who comes second sees whose stands. */
export interface AttestationConflict {
  readonly kind: 'conflict';
  readonly decision?: AttestationDecision;
  readonly decidedByName?: string;
  readonly decidedAtMs?: number;
  /** The item as it stands. */
  readonly item: AttestationItem;
}

export type DecisionOutcome = { readonly kind: 'decided'; readonly item: AttestationItem } | AttestationConflict | ChangeRefusal;

/** Nobody looks at one row for longer; the rest was lunch. */
const LONGEST_LOOK_MS = 30 * 60_000;

interface Found { readonly sheet: SheetRow; readonly item: AttestationItem }

/**
 * Decides about one person, until the sheet is submitted. The evidence is read again in the same transaction: a signal that
 * came up meanwhile asks for a reason all the same.
 * @param seenVersion of the item, as the asker saw it.
 */
export async function decideItem(deps: AttestationDeps, request: ChangeRequest, key: SheetKey, subjectId: string, seenVersion: number, input: DecisionInput): Promise<DecisionOutcome> {
  return governedChange(deps, request, 'attestation-decided', async (change): Promise<DecisionOutcome> => {
    const before = await findOpen(deps, change, request, key, subjectId, { refresh: true });
    const { item, sheet } = before;
    if (item.version !== seenVersion || item.outcome !== undefined) return conflict(item);
    const problem = checkDecision(input, { tier: key.tier, signals: item.signals, roles: item.evidence.roles });
    if (problem) change.refuse({ code: 'invalid-input', ...problem });
    const { rowCount } = await change.connection.query(
      `update attestation_item set decision = $4, reason = $5, new_roles = $6, decided_by = $7, decided_at = $8, decided_in_ms = $9, is_group = false, version = version + 1
        where campaign_id = $1 and tier = $2 and subject_id = $3 and version = $10 and outcome is null`,
      [key.campaignId, key.tier, subjectId, input.decision, input.reason ?? '', input.newRoles ?? [], request.actor.userId, new Date(change.nowMs), Math.min(input.elapsedMs, LONGEST_LOOK_MS), seenVersion]);
    if (rowCount === 0) return conflict((await findItem(change.connection, key, subjectId))!);
    change.record(lineOf(sheet, item, `attest-${input.decision}`, input.reason));
    return { kind: 'decided', item: (await findItem(change.connection, key, subjectId))! };
  });
}

/** Takes a decision back that is not submitted yet; anybody who may decide may. */
export async function undoDecision(deps: AttestationDeps, request: ChangeRequest, key: SheetKey, subjectId: string, seenVersion: number): Promise<DecisionOutcome> {
  return governedChange(deps, request, 'attestation-decided', async (change): Promise<DecisionOutcome> => {
    const { item, sheet } = await findOpen(deps, change, request, key, subjectId, { refresh: false });
    const { rowCount } = await change.connection.query(
      `update attestation_item set decision = null, reason = '', new_roles = '{}', decided_by = null, decided_at = null, decided_in_ms = null, is_group = false, version = version + 1
        where campaign_id = $1 and tier = $2 and subject_id = $3 and version = $4 and decision is not null and outcome is null`, [key.campaignId, key.tier, subjectId, seenVersion]);
    if (rowCount === 0) return conflict((await findItem(change.connection, key, subjectId))!);
    change.record(lineOf(sheet, item, 'attestation-undone'));
    return { kind: 'decided', item: (await findItem(change.connection, key, subjectId))! };
  });
}

/** The item on a sheet that still can be decided, by somebody who may. */
async function findOpen(deps: AttestationDeps, change: Change, { actor }: ChangeRequest, key: SheetKey, subjectId: string, { refresh }: { readonly refresh: boolean }): Promise<Found> {
  const campaign = await findCampaign(change.connection, key.campaignId);
  if (campaign && refresh) await refreshItems(deps, change.connection, campaign, key, [subjectId]);
  const [sheet, item] = [await findSheet(change.connection, key), await findItem(change.connection, key, subjectId)];
  if (!sheet || !item || item.organizationId !== key.organizationId) return change.refuse({ code: 'not-allowed', rule: 'no-such-item' });
  const may = mayAttest({ actor, tier: key.tier, organization: { id: key.organizationId, isSolePractitioner: sheet.isSolePractitioner, hasValidAuthority: sheet.hasValidAuthority }, subject: item });
  if (may.effect !== 'permit') return change.refuse({ code: 'not-allowed', rule: may.rule });
  if (sheet.status === 'closed') return change.refuse({ code: 'invalid-input', field: 'campaignId', problem: 'closed' });
  return { sheet, item };
}

const conflict = (item: AttestationItem): AttestationConflict => ({
  kind: 'conflict', item,
  ...(item.decision && { decision: item.decision }), ...(item.decidedByName !== undefined && { decidedByName: item.decidedByName }), ...(item.decidedAtMs !== undefined && { decidedAtMs: item.decidedAtMs }),
});

function lineOf({ campaignId, organizationId, tier }: SheetRow, { subjectId }: AttestationItem, change: string, reason?: string): Parameters<Change['record']>[0] {
  return { subjectKind: tier === 'users' ? 'membership' : 'role-holder', subjectId, organizationId, change, ...(reason !== undefined && reason !== '' && { reason }), detail: { campaignId } };
}
