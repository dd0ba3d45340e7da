import type { RecordKind, SourceOutcome, SourceState } from '@longview/clinical-model';
import { stateOfFault, type SourceAnswer, type SourceFault } from '@longview/sources-contract';

const NOTHING = { recordCount: 0, withheldCount: 0, failedKinds: [] } as const;

export const pendingOutcome = (sourceId: string): SourceOutcome => ({ sourceId, state: 'pending', ...NOTHING });
export const notEntitled = (sourceId: string): SourceOutcome => ({ sourceId, state: 'not-entitled', ...NOTHING });
export const notConnected = (sourceId: string): SourceOutcome => ({ sourceId, state: 'not-connected', ...NOTHING });
export const notIdentifiable = (sourceId: string, failedKinds: readonly RecordKind[]): SourceOutcome => ({ sourceId, state: 'not-identifiable', ...NOTHING, failedKinds });

/** What a source's answer amounts to. An answer with a gap is never called complete. */
export function outcomeOfAnswer(sourceId: string, answer: Pick<SourceAnswer<unknown>, 'failed' | 'isTruncated' | 'unreadableCount'>, recordCount: number, withheldCount: number, elapsedMs: number): SourceOutcome {
  const failedKinds = answer.failed.map(({ kind }) => kind);
  const hasGap = failedKinds.length > 0 || answer.unreadableCount > 0;
  const state: SourceState = hasGap ? 'partial' : answer.isTruncated ? 'truncated' : 'answered';
  const faultCode = answer.failed[0]?.fault.code ?? (answer.unreadableCount > 0 ? 'SOURCE_MALFORMED' : undefined);
  return { sourceId, state, recordCount, withheldCount, failedKinds, elapsedMs: Math.round(elapsedMs), ...(faultCode && { faultCode }) };
}

export function outcomeOfFault(sourceId: string, fault: SourceFault, failedKinds: readonly RecordKind[], sinceMs: number | undefined, elapsedMs: number): SourceOutcome {
  const state = stateOfFault(fault.code);
  return {
    sourceId, state, recordCount: 0, withheldCount: 0, failedKinds, elapsedMs: Math.round(elapsedMs), faultCode: fault.code,
    ...(state === 'down' && sinceMs !== undefined && { sinceMs }),
  };
}
