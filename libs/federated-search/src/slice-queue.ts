import type { StopSignal } from '@longview/sources-contract';

/**
 * Hands over what changed, as often as the reader comes for it: the first change at once, then everything that came in
 * during `coalesceMs` together. Nothing piles up behind a slow reader but the changes themselves.
 */
export class SliceQueue {
  private wake: (() => void) | undefined;
  private changed = true;
  private lastReadMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly coalesceMs: number, private readonly nowMs: () => number, private readonly signal: StopSignal) {
    signal.addEventListener('abort', () => this.wake?.(), { once: true });
  }

  /** Something changed; a waiting reader is woken. */
  notify(): void {
    this.changed = true;
    this.wake?.();
  }

  /** Resolves when there is something to read. `isUrgent` skips the wait for company (the first rows, the last slice). */
  async next(isUrgent: () => boolean): Promise<void> {
    while (!this.changed && !this.signal.aborted) await this.sleep();
    const waitMs = this.lastReadMs + this.coalesceMs - this.nowMs();
    if (waitMs > 0 && !isUrgent()) {
      const timer = setTimeout(() => { isDue = true; this.wake?.(); }, waitMs);
      let isDue = false;
      while (!isDue && !isUrgent() && !this.signal.aborted) await this.sleep();
      clearTimeout(timer);
    }
    this.changed = false;
    this.lastReadMs = this.nowMs();
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => { this.wake = () => { this.wake = undefined; resolve(); }; });
  }
}
