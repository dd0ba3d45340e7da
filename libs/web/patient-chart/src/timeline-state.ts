import type { ItemPartsFragment, RefusalCode, RestrictionPartsFragment, TimelineSubscription } from '@longview/graphql-client';
import type { OutcomeFacts } from '@longview/web-design-system';

export type TimelineItem = ItemPartsFragment;
export type TimelineSlice = Extract<TimelineSubscription['timeline'], { __typename: 'TimelineSlice' }>;

/** Why a timeline shows nothing, or nothing more. */
export type TimelineTrouble = RefusalCode | 'unreachable';

/** What is known of one patient's timeline so far. */
export interface TimelineState {
  readonly items: ReadonlyMap<string, TimelineItem>;
  /** One for every source of the province as soon as the first slice is there. */
  readonly outcomes: readonly OutcomeFacts[];
  readonly isRestricted: boolean;
  /** What this person may do about it; `undefined` until the first slice. */
  readonly restriction: RestrictionPartsFragment | undefined;
  /** When an override ends, by the clock of this workstation. */
  readonly overrideUntilMs: number | undefined;
  /** No source is being asked any more. */
  readonly isSettled: boolean;
  /** When the last source that was asked had answered or been given up. */
  readonly asOfMs: number | undefined;
  readonly trouble: TimelineTrouble | undefined;
}

export const EMPTY_TIMELINE: TimelineState = { items: new Map(), outcomes: [], isRestricted: false, restriction: undefined, overrideUntilMs: undefined, isSettled: false, asOfMs: undefined, trouble: undefined };

/** Takes in one step of the answer: outcomes replace those of the same source, items those of the same id. */
export function withSlice(state: TimelineState, slice: TimelineSlice, nowMs: number): TimelineState {
  let { items } = state;
  if (slice.items.length > 0 || slice.removedItemIds.length > 0) {
    const changed = new Map(items);
    for (const id of slice.removedItemIds) changed.delete(id);
    for (const item of slice.items) changed.set(item.id, item);
    items = changed;
  }
  return {
    items,
    outcomes: withOutcomes(state.outcomes, slice.completeness?.outcomes ?? slice.outcomes),
    isRestricted: state.isRestricted || slice.isRestricted,
    restriction: slice.restriction,
    overrideUntilMs: slice.restriction.activeOverride ? nowMs + slice.restriction.activeOverride.remainingMs : undefined,
    isSettled: slice.isLast,
    asOfMs: slice.completeness?.asOf ?? (slice.isLast ? nowMs : state.asOfMs),
    trouble: undefined,
  };
}

/** A stream that broke off leaves every source that was still searching without an answer: never "nothing". */
export function withBrokenStream(state: TimelineState, trouble: TimelineTrouble, nowMs: number): TimelineState {
  const outcomes = state.outcomes.map((outcome): OutcomeFacts => (outcome.state === 'PENDING' ? { ...outcome, state: 'TIMEOUT' } : outcome));
  return { ...state, outcomes, isSettled: true, asOfMs: state.asOfMs ?? nowMs, trouble };
}

/** Marks sources as being asked again. */
export function withRetry(state: TimelineState, sourceIds: readonly string[]): TimelineState {
  const outcomes = state.outcomes.map((outcome): OutcomeFacts => (sourceIds.includes(outcome.sourceId) ? { ...outcome, state: 'PENDING' } : outcome));
  return { ...state, outcomes, isSettled: false, trouble: undefined };
}

function withOutcomes(known: readonly OutcomeFacts[], news: readonly OutcomeFacts[]): readonly OutcomeFacts[] {
  const bySource = new Map(known.map((outcome) => [outcome.sourceId, outcome]));
  for (const outcome of news) bySource.set(outcome.sourceId, outcome);
  return [...bySource.values()];
}
