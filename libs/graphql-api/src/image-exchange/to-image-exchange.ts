import type { ExchangeRefusal, GroupRow, ImportOutcome, ImportRow, RequestRow } from '@longview/image-exchange';
import { refusal, type Refusal } from '../schema/refusal.js';
import type { AskHolder, ImageRequest, QueryGroup, StudyImport, StudyNotFound, StudySourceSilent } from './image-exchange.models.js';

/** The rule that refused is for the log; the screen says only that it is not allowed. */
export function toExchangeRefusal(refused: ExchangeRefusal): Refusal {
  return refused.code === 'invalid-input' ? refusal('invalid-input', refused.field, refused.problem) : refusal(refused.code);
}

export function toStudyImport(row: ImportRow): StudyImport {
  const { id, studyInstanceUid, sourceId, custodianId, requestId, groupId, state, match, stopReason, instanceCount, arrivedCount, refusedCount, requestedByName, requestedAt, finishedAt, version } = row;
  return {
    __typename: 'StudyImport', id, studyInstanceUid, sourceId, custodianId, state, arrivedCount, refusedCount, requestedByName, requestedAt: requestedAt.getTime(), version,
    ...(requestId !== null && { requestId }), ...(groupId !== null && { groupId }), ...(match !== null && { match }), ...(stopReason !== null && { stopReason }),
    ...(instanceCount !== null && { instanceCount }), ...(finishedAt !== null && { finishedAt: finishedAt.getTime() }),
  };
}

/** @param holderId whom to ask, where asking is what is left. */
export function toMissed(outcome: Exclude<ImportOutcome, { readonly kind: 'import' }>, { studyInstanceUid, holderId }: { readonly studyInstanceUid: string; readonly holderId: string }): AskHolder | StudyNotFound | StudySourceSilent | Refusal {
  switch (outcome.kind) {
    case 'ask': return { __typename: 'AskHolder', organizationId: holderId, reason: outcome.reason };
    case 'not-found': return { __typename: 'StudyNotFound', studyInstanceUid };
    case 'unavailable': return { __typename: 'StudySourceSilent', sourceId: outcome.sourceId };
    default: return toExchangeRefusal(outcome);
  }
}

export function toImageRequest(row: RequestRow): ImageRequest {
  const { id, fromId, toId, isPush, studyInstanceUid, studyFrom, studyTo, isUrgent, state, declineReason, instanceCount, arrivedCount, requestedAt, dueAt, expiresAt, escalatedAt, endedAt, version } = row;
  return {
    id, fromId, toId, isPush, isUrgent, state, arrivedCount, requestedAt: requestedAt.getTime(), dueAt: dueAt.getTime(), expiresAt: expiresAt.getTime(), version,
    ...(studyInstanceUid !== null && { studyInstanceUid }), ...(studyFrom !== null && { studyFrom }), ...(studyTo !== null && { studyTo }), ...(declineReason !== null && { declineReason }),
    ...(instanceCount !== null && { instanceCount }), ...(escalatedAt !== null && { escalatedAt: escalatedAt.getTime() }), ...(endedAt !== null && { endedAt: endedAt.getTime() }),
  };
}

export const toQueryGroup = ({ id, name, reference, purposes, startsOn, endsOn, isEnded, members, version }: GroupRow): QueryGroup =>
  ({ id, name, reference, purposes, startsOn, isEnded, members, version, ...(endsOn !== undefined && { endsOn }) });
