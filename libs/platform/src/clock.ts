/** Where time comes from. Passed in everywhere, so that deadlines, expiry and breakers can be tested without waiting. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch: for what is stored or shown. */
  nowMs(): number;
  /** Milliseconds since an arbitrary start, never going back: for durations and deadlines. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** A clock that stands still until it is moved; both readings move together. */
export interface SettableClock extends Clock {
  advance(byMs: number): void;
  setNow(nowMs: number): void;
}

/** @param startMs wall clock at the start, milliseconds since the epoch. */
export function createSettableClock(startMs: number): SettableClock {
  let nowMs = startMs;
  let monotonicMs = 0;
  return {
    nowMs: () => nowMs,
    monotonicMs: () => monotonicMs,
    advance(byMs) {
      nowMs += byMs;
      monotonicMs += byMs;
    },
    setNow(toMs) {
      // Like a real one: setting the wall clock moves no duration.
      nowMs = toMs;
    },
  };
}
