const DAY_MS = 86_400_000;

/** Whole days from one instant to a later one; never negative. */
export const daysBetween = (fromMs: number, untilMs: number): number => Math.max(0, Math.floor((untilMs - fromMs) / DAY_MS));
