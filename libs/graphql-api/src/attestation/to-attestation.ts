import { evidenceCsv, type AttestationConflict as Conflict, type AttestationItem as Item, type Campaign as CampaignFacts, type DecisionInput, type EvidencePack as Pack, type ListedItem, type Review, type SheetKey, type SheetView } from '@longview/attestation';
import type { Role as RoleName } from '@longview/authentication';
import type { ApiContext } from '../server/api-context.js';
import { actorOf } from '../server/api-context.js';
import type { AttestationConflict, AttestationItem, AttestationReview, AttestationSheet, Campaign, EvidencePack } from './attestation.models.js';
import type { AttestationDecisionInput, AttestationSheetInput } from './attestation.inputs.js';

/** Roles come from tables whose words are the policy's own. */
const roles = (words: readonly string[]): readonly RoleName[] => words as readonly RoleName[];

export const keyOf = ({ campaignId, organizationId, tier }: AttestationSheetInput, context: ApiContext): SheetKey => ({ campaignId, organizationId: organizationId ?? actorOf(context).organizationId, tier });

export const toDecision = ({ decision, reason, newRoles, elapsedMs }: AttestationDecisionInput): DecisionInput => ({ decision, elapsedMs, ...(reason && { reason }), ...(newRoles && { newRoles }) });

export const toCampaign = ({ id, name, periodFrom, periodTo, opensOn, dueOn, reminderDays, status }: CampaignFacts): Campaign => ({ id, name, periodFrom, periodTo, opensOn, dueOn, reminderDays, status });

export function toSheet({ campaign, sheet, daysLeft, counts, undecidedByAsker, unchangedByAsker, readyToSubmit, medianDecisionMs, burnDown, outcomes, history }: SheetView): AttestationSheet {
  return {
    __typename: 'AttestationSheet', campaign: toCampaign(campaign), organizationId: sheet.organizationId, organizationName: sheet.organizationName, tier: sheet.tier, status: sheet.status, dueOn: sheet.dueOn, daysLeft,
    extendedFor: sheet.extendedFor, extensionReason: sheet.extensionReason, isSolePractitioner: sheet.isSolePractitioner, hasValidAuthority: sheet.hasValidAuthority, itemCount: sheet.itemCount,
    needsDecision: counts['needs-decision'], unchanged: counts.unchanged, done: counts.done, undecidedByAsker, unchangedByAsker, readyToSubmit, evidenceAt: sheet.refreshedAtMs, burnDown, outcomes,
    history: history.map((one) => ({ campaign: toCampaign(one.campaign), outcomes: one.outcomes })), ...(medianDecisionMs !== undefined && { medianDecisionMs }),
  };
}

export function toItem(item: Item | ListedItem, askerId: string): AttestationItem {
  const { evidence, decision, decidedByName, decidedBy, decidedAtMs, decidedInMs, outcome } = item;
  return {
    __typename: 'AttestationItem', subjectId: item.subjectId, version: item.version, personName: evidence.displayName, signals: item.signals, reason: item.reason, newRoles: roles(item.newRoles), isGroup: item.isGroup, isOneself: item.personId === askerId, isSuspendedOffice: item.isSuspendedOffice,
    evidence: {
      roles: roles(evidence.roles), jobTitle: evidence.jobTitle, licence: evidence.licence, registeredAt: evidence.createdAtMs, patientsOpened: evidence.patientsOpened, entitledSourceIds: evidence.entitledSourceIds, unusedSourceIds: evidence.unusedSourceIds,
      ...(evidence.attestedRoles && { attestedRoles: roles(evidence.attestedRoles) }), ...(evidence.attestedJobTitle !== undefined && { attestedJobTitle: evidence.attestedJobTitle }),
      ...(evidence.lastUsedAtMs !== undefined && { lastUsedAt: evidence.lastUsedAtMs }), ...(evidence.agreementUntilMs !== undefined && { agreementUntil: evidence.agreementUntilMs }),
    },
    ...(decision && { decision }), ...(decidedBy !== undefined && { decidedBy: decidedByName ?? decidedBy }), ...(decidedAtMs !== undefined && { decidedAt: decidedAtMs }), ...(decidedInMs !== undefined && { decidedInMs }),
    ...(outcome && { outcome }), ...('mayDecide' in item && { mayDecide: item.mayDecide }),
  };
}

export function toConflict({ item, decision, decidedByName, decidedAtMs }: Conflict, askerId: string): AttestationConflict {
  return { __typename: 'AttestationConflict', item: toItem(item, askerId), ...(decision && { decision }), ...(decidedByName !== undefined && { decidedBy: decidedByName }), ...(decidedAtMs !== undefined && { decidedAt: decidedAtMs }) };
}

export function toPack(pack: Pack, askerId: string): EvidencePack {
  const { campaign, sheet, items } = pack;
  return {
    __typename: 'EvidencePack', campaign: toCampaign(campaign), organizationName: sheet.organizationName, tier: sheet.tier, status: sheet.status, items: items.map((item) => toItem(item, askerId)), csv: evidenceCsv(pack),
    ...(sheet.submittedAtMs !== undefined && { submittedAt: sheet.submittedAtMs }),
  };
}

export function toReview({ openedAtMs, lastUsedAtMs, roles: now, attestedRoles, ...review }: Review): AttestationReview {
  return { ...review, roles: roles(now), attestedRoles: roles(attestedRoles), openedAt: openedAtMs, ...(lastUsedAtMs !== undefined && { lastUsedAt: lastUsedAtMs }) };
}
