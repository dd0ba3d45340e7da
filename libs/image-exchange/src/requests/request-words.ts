/** Where a request for images stands. */
export const REQUEST_STATES = ['sent', 'seen', 'sending', 'arrived', 'imported', 'declined', 'cancelled', 'expired'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const OPEN_STATES = ['sent', 'seen', 'sending', 'arrived'] as const;

/** What happens to a request. */
export type RequestMove = 'see' | 'release' | 'arrive' | 'import' | 'decline' | 'cancel' | 'expire';

/** What each move leads to, from where; whatever stands not here is refused. Pure. */
const MOVES: Readonly<Record<RequestMove, { readonly from: readonly RequestState[]; readonly to: RequestState }>> = {
  see: { from: ['sent'], to: 'seen' },
  release: { from: ['sent', 'seen'], to: 'sending' },
  arrive: { from: ['sending'], to: 'arrived' },
  import: { from: ['sending', 'arrived'], to: 'imported' },
  decline: { from: ['sent', 'seen'], to: 'declined' },
  cancel: { from: ['sent', 'seen', 'sending'], to: 'cancelled' },
  expire: { from: ['sent', 'seen'], to: 'expired' },
};

/** The state after a move; `undefined` where it cannot be made. */
export function stateAfter(state: RequestState, move: RequestMove): RequestState | undefined {
  return MOVES[move].from.includes(state) ? MOVES[move].to : undefined;
}

/** Why a holder sends nothing; the portal has the sentence. */
export const DECLINE_REASONS = ['not-found', 'another-patient', 'not-permitted', 'sent-otherwise', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** How long an answer may take, and when a request is over. */
export interface RequestClock {
  readonly urgentDueMs: number;
  readonly dueMs: number;
  readonly expiresMs: number;
}
export const DEFAULT_REQUEST_CLOCK: RequestClock = { urgentDueMs: 3_600_000, dueMs: 24 * 3_600_000, expiresMs: 7 * 24 * 3_600_000 };
