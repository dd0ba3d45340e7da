import type { FlagQuestionInput, FlagReasonKind, FlagSide, FlagSort, FlagState } from '@longview/graphql-client';
import { endOfDay, startOfDay } from '../moments.js';

export const REASON_KINDS = [
  'SAME_SURNAME', 'SAME_ADDRESS', 'CO_WORKER', 'OWN_RECORD', 'WATCH_LIST', 'DECEASED', 'NO_RELATIONSHIP', 'UNUSUAL_HOUR', 'VOLUME_AGAINST_PEERS', 'SEARCH_WITHOUT_OPENING',
  'REPEATED_WRONG_SEARCHES', 'MANY_BY_NAME', 'OVERRIDE', 'PRINT_OR_EXPORT', 'AFTER_NAMED_BLOCK', 'SHARE_OPENED_ELSEWHERE',
] as const satisfies readonly FlagReasonKind[];
export const FLAG_STATES = ['NEW', 'ASKED', 'EXPLAINED', 'IN_CASE', 'CONFIRMED'] as const satisfies readonly FlagState[];
export const SIDES = ['COLLECTIONS', 'DISCLOSURES'] as const satisfies readonly FlagSide[];

/** How the queue is narrowed. Days are the viewer's. */
export interface FlagFilters {
  readonly state: FlagState | 'ALL';
  readonly sort: FlagSort;
  /** Any one of them. */
  readonly reasons?: readonly FlagReasonKind[] | undefined;
  readonly userId?: string | undefined;
  readonly userName?: string | undefined;
  readonly patientKey?: string | undefined;
  readonly organizationId?: string | undefined;
  readonly side?: FlagSide | undefined;
  readonly sourceId?: string | undefined;
  readonly fromDay?: string | undefined;
  readonly untilDay?: string | undefined;
}

export const NO_FILTERS: FlagFilters = { state: 'NEW', sort: 'NEWEST' };
const NARROWING = ['reasons', 'userId', 'patientKey', 'organizationId', 'side', 'sourceId', 'fromDay', 'untilDay'] as const;

/** True while something but the state hides flags. */
export const isNarrowed = (filters: FlagFilters): boolean => NARROWING.some((name) => filters[name] !== undefined);
export const countNarrowing = (filters: FlagFilters): number => NARROWING.filter((name) => filters[name] !== undefined).length;

/** What the gateway is asked. */
export function questionOf({ state, sort, reasons, userId, patientKey, organizationId, side, sourceId, fromDay, untilDay }: FlagFilters, offset: number, limit: number): FlagQuestionInput {
  return {
    states: state === 'ALL' ? null : [state], reasons: reasons === undefined ? null : [...reasons], userId: userId ?? null, patientKey: patientKey ?? null, organizationId: organizationId ?? null, side: side ?? null, sourceId: sourceId ?? null,
    from: startOfDay(fromDay ?? '') ?? null, until: endOfDay(untilDay ?? '') ?? null, sort, offset, limit,
  };
}

const isOneOf = <Value extends string>(values: readonly Value[], value: unknown): value is Value => (values as readonly unknown[]).includes(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A saved view as this screen wrote it; of one that another version wrote, what is still understood. */
export function readView(question: string): FlagFilters {
  let saved: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(question);
    saved = typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return NO_FILTERS;
  }
  const { state, sort, side } = saved;
  const reasons = REASON_KINDS.filter((kind) => Array.isArray(saved['reasons']) && saved['reasons'].includes(kind));
  return {
    state: isOneOf([...FLAG_STATES, 'ALL'] as const, state) ? state : 'NEW', sort: sort === 'WEIGHTIEST' ? 'WEIGHTIEST' : 'NEWEST',
    reasons: reasons.length > 0 ? reasons : undefined, side: isOneOf(SIDES, side) ? side : undefined,
    userId: text(saved['userId']), userName: text(saved['userName']), patientKey: text(saved['patientKey']), organizationId: text(saved['organizationId']), sourceId: text(saved['sourceId']), fromDay: text(saved['fromDay']), untilDay: text(saved['untilDay']),
  };
}
