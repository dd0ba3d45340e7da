export interface IdleSettings { readonly timeoutMs: number; readonly warningMs: number }

export type IdlePhase = { readonly kind: 'active' } | { readonly kind: 'warning'; readonly leftMs: number } | { readonly kind: 'idle' };

/** A warning shorter than this gives nobody the time to react (WCAG 2.2.1 asks for 20 seconds). */
const SHORTEST_WARNING_MS = 20_000;

/** Where the pause stands. The warning is never longer than half the time-out, and at least 20 s where the time-out allows it. */
export function idlePhase(nowMs: number, lastActivityMs: number, { timeoutMs, warningMs }: IdleSettings): IdlePhase {
  const leftMs = timeoutMs - (nowMs - lastActivityMs);
  if (leftMs <= 0) return { kind: 'idle' };
  const warnAtMs = Math.min(Math.max(warningMs, SHORTEST_WARNING_MS), timeoutMs / 2);
  return leftMs <= warnAtMs ? { kind: 'warning', leftMs } : { kind: 'active' };
}

/** `1:58` */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
