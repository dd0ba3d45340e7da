import { RELATIONSHIP_KINDS } from '@longview/clinical-model';
import type { AccessLine as Line, AccessReports, Names, ReportInput, ShownItems, SideEvent } from '@longview/privacy-office';
import type { AccessEvent, AccessLine, AccessReportInput, AccessShown } from './access-reports.models.js';

/** What was asked, without what is not set. */
export function toReportInput({ kind, organizationId, patientKey, userId, custodianId, sourceId, marks, from, until }: AccessReportInput): ReportInput {
  return {
    kind, fromMs: from, untilMs: until, ...(organizationId && { organizationId }), ...(patientKey && { patientKey }), ...(userId && { userId }), ...(custodianId && { custodianId }), ...(sourceId && { sourceId }), ...(marks && { marks }),
  };
}

export function toAccessLine(line: Line, names: Names, reports: Pick<AccessReports, 'personOf'>): AccessLine {
  const { actor, patient, startedAtMs, endedAtMs, shown, events, purposes, rules, marks, clientAddresses, accessId, collectedItemCount, usedItemCount, withheldCount, relationship, relationshipKind, statedReason, overrideGround } = line;
  const kind = RELATIONSHIP_KINDS.find((one) => one === relationshipKind);
  const standingNow = names.standing(actor.userId, actor.organizationId);
  return {
    accessId, startedAt: startedAtMs, endedAt: endedAtMs, patient: { patientKey: patient.key, ...reports.personOf(line) }, clientAddresses, purposes, rules, marks, eventCount: events.length, collectedItemCount, usedItemCount, withheldCount,
    who: { ...actor, ...(actor.organizationId !== undefined && { organizationName: names.organization(actor.organizationId) }), ...(standingNow !== undefined && { standingNow }) },
    shown: shown.map((one) => toShown(one, names)),
    ...(relationship !== undefined && { relationship }), ...(kind !== undefined && { relationshipKind: kind }), ...(overrideGround !== undefined && { overrideGround }),
    ...(statedReason !== undefined && { statedReason, statedReasonName: names.reason(statedReason) }),
  };
}

export function toAccessEvent({ event, shown, objects, withheldCount }: SideEvent, names: Names): AccessEvent {
  const { id, occurredAtMs, action, outcome, rule, purposeOfUse, clientAddress, details } = event;
  const attempted = details?.['attempted'];
  const information = details?.['kinds'];
  return {
    eventId: id, occurredAt: occurredAtMs, action, outcome, shown: shown.map((one) => toShown(one, names)), objects, withheldCount,
    ...(rule !== undefined && { rule }), ...(purposeOfUse !== undefined && { purposeOfUse }), ...(clientAddress !== undefined && { clientAddress }),
    ...(attempted !== undefined && { attempted: String(attempted) }), ...(information !== undefined && { information: String(information) }),
  };
}

const toShown = ({ custodianId, sourceId, use, itemCount }: ShownItems, names: Names): AccessShown =>
  ({ custodianId, custodianName: names.organization(custodianId), sourceId, sourceName: names.source(sourceId), use, itemCount });
