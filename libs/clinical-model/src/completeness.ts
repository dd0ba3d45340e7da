import type { RecordKind } from './record-kind.js';

/**
 * What a source said, one state per source and question. "Found nothing" (`answered`, 0) and "could not be asked"
 * never share a state.
 * - `pending` asked, no answer yet
 * - `answered` everything asked for was answered
 * - `partial` some kinds answered, others not: see `failedKinds`
 * - `truncated` answered, but more exists than was read
 * - `timeout` no answer in time · `down` unreachable, failing, or its breaker is open · `refused` it would not answer us
 * - `not-entitled` this user may not ask it · `not-connected` it does not send what was asked for
 * - `not-identifiable` it can only be asked by an identifier that nobody has told us for this patient
 */
export const SOURCE_STATES = ['pending', 'answered', 'partial', 'truncated', 'timeout', 'down', 'refused', 'not-entitled', 'not-connected', 'not-identifiable'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

/** One source's part in an answer. There is exactly one for every source of the province, always. */
export interface SourceOutcome {
  readonly sourceId: string;
  readonly state: SourceState;
  /** Records of this source that passed the identity check. */
  readonly recordCount: number;
  /** Records held back because they may belong to somebody else. */
  readonly withheldCount: number;
  /** Kinds that were asked for and not answered in full: an allergy list among them is "unavailable", never "none". */
  readonly failedKinds: readonly RecordKind[];
  readonly elapsedMs?: number;
  /** For `down`: since when, milliseconds since the epoch. */
  readonly sinceMs?: number;
  /** A code for support (`SOURCE_TIMEOUT` …), never a message from the source. */
  readonly faultCode?: string;
}

/** What an answer covers; travels with every screen, print, share, export and audit event. */
export interface CompletenessStatement {
  readonly asOfMs: number;
  readonly outcomes: readonly SourceOutcome[];
  /** The patient restricts some information somewhere. Which source said so is in the audit event only. */
  readonly isRestricted: boolean;
}

/** States that count as an answer in full. */
export function hasAnsweredInFull(outcome: SourceOutcome): boolean {
  return outcome.state === 'answered';
}

/** True only when every source that this person may ask and that holds such records has answered everything. */
export function isComplete(statement: CompletenessStatement): boolean {
  return statement.outcomes.every(({ state }) => state === 'answered' || state === 'not-entitled' || state === 'not-connected');
}
