import type { Clock } from '@longview/platform';

/** Counts attempts per address in a window. In memory: each instance counts what it sees, and its memory is bounded. */
export class AttemptLimit {
  private readonly counts = new Map<string, { count: number; readonly untilMs: number }>();

  constructor(private readonly clock: Clock, private readonly limit: { readonly attempts: number; readonly windowMs: number; readonly maxAddresses?: number }) {}

  /** Counts one attempt and tells whether it is still allowed. */
  allows(address: string): boolean {
    const entry = this.entryOf(address);
    entry.count++;
    return entry.count <= this.limit.attempts;
  }

  isExhausted(address: string): boolean {
    return this.entryOf(address).count >= this.limit.attempts;
  }

  private entryOf(address: string): { count: number; readonly untilMs: number } {
    const nowMs = this.clock.nowMs();
    const known = this.counts.get(address);
    if (known && nowMs < known.untilMs) return known;
    this.counts.delete(address);
    // Oldest first: whoever floods us with addresses pushes out old ones, not memory.
    for (const [oldest] of this.counts) {
      if (this.counts.size < (this.limit.maxAddresses ?? 10_000)) break;
      this.counts.delete(oldest);
    }
    const entry = { count: 0, untilMs: nowMs + this.limit.windowMs };
    this.counts.set(address, entry);
    return entry;
  }
}
