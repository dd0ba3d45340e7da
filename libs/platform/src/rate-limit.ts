const WINDOW_MS = 60_000;

/** How much of something happened in this minute, in this process. */
export class RateLimit {
  private startedMs = 0;
  private readonly counts = new Map<string, number>();
  constructor(private readonly most: number) {}

  /** @returns seconds to wait when it is too much. */
  take(key: string, nowMs: number): number | undefined {
    if (nowMs - this.startedMs >= WINDOW_MS) {
      this.startedMs = nowMs;
      this.counts.clear();
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count > this.most ? Math.ceil((this.startedMs + WINDOW_MS - nowMs) / 1000) : undefined;
  }
}
