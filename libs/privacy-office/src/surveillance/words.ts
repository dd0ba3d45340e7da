/** Why an access is looked at. */
export const REASON_KINDS = [
  'same-surname', 'same-address', 'co-worker', 'own-record', 'watch-list', 'deceased', 'no-relationship', 'unusual-hour', 'volume-against-peers',
  'search-without-opening', 'repeated-wrong-searches', 'many-by-name', 'override', 'print-or-export', 'after-named-block', 'share-opened-elsewhere',
] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

/** What explains an access. `on-shift` says that somebody was at work, the others why they were with this patient. */
export const EXPLANATION_KINDS = ['order', 'referral', 'encounter', 'roster', 'launch', 'share', 'stated-reason', 'earlier-reason', 'override', 'on-shift', 'same-team'] as const;
export type ExplanationKind = (typeof EXPLANATION_KINDS)[number];

export const FLAG_STATES = ['new', 'asked', 'explained', 'in-case', 'confirmed'] as const;
export type FlagState = (typeof FLAG_STATES)[number];

export const FLAG_DECISIONS = ['explained', 'ask', 'case', 'undo'] as const;
export type FlagDecision = (typeof FLAG_DECISIONS)[number];

export const FLAG_SIDES = ['collections', 'disclosures'] as const;
export type FlagSide = (typeof FLAG_SIDES)[number];

export const FLAG_SORTS = ['newest', 'weightiest'] as const;
export type FlagSort = (typeof FLAG_SORTS)[number];

export const RUN_STATES = ['waiting', 'running', 'done', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const WATCH_REASONS = ['public-figure', 'employee', 'family-of-staff', 'in-the-news', 'by-request', 'other'] as const;
export type WatchReason = (typeof WATCH_REASONS)[number];

export const PEER_MEASURES = ['patients-per-day', 'accesses-per-day', 'share-explained', 'name-searches-per-day', 'after-hours-share'] as const;
export type PeerMeasure = (typeof PEER_MEASURES)[number];

/** Hours and days are the province's, as on its wards' clocks. */
export const TIME_ZONE = 'America/Toronto';

/** Facts of one sentence of evidence, by name; the sentence is made where it is read. */
export type Facts = Readonly<Record<string, string | number>>;

/** One reason to look at an access: how much it weighs by itself, and how much of that its explanations take off. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly ruleVersion: number;
  readonly weight: number;
  readonly weakenedBy: number;
  readonly facts: Facts;
}

export interface Explanation {
  readonly kind: ExplanationKind;
  readonly facts: Facts;
  readonly atMs: number;
}
