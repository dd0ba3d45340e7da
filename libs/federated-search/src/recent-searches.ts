import type { RecordSearchState } from './record-search-state.js';

export interface RecentSearchLimits {
  readonly maxSearches: number;
  readonly maxRecords: number;
  readonly lifetimeMs: number;
}

export const DEFAULT_RECENT_SEARCH_LIMITS: RecentSearchLimits = { maxSearches: 200, maxRecords: 200_000, lifetimeMs: 5 * 60_000 };

/**
 * What recent searches found, so that retrying one source can join its rows to those already on the screen.
 * In memory only, bounded in number, size and time, and dropped when a session ends. No repository.
 */
export class RecentSearches {
  private readonly entries = new Map<string, { state: RecordSearchState; untilMs: number }>();

  constructor(private readonly nowMs: () => number, private readonly limits = DEFAULT_RECENT_SEARCH_LIMITS) {}

  /** Takes the search out; it is put back when its continuation ends. */
  take(key: string): RecordSearchState | undefined {
    const entry = this.entries.get(key);
    this.entries.delete(key);
    return entry && entry.untilMs > this.nowMs() ? entry.state : undefined;
  }

  put(key: string, state: RecordSearchState): void {
    this.entries.delete(key);
    this.entries.set(key, { state, untilMs: this.nowMs() + this.limits.lifetimeMs });
    let records = 0;
    for (const entry of this.entries.values()) records += entry.state.recordCount;
    for (const [oldKey, entry] of this.entries) {
      if (entry.untilMs > this.nowMs() && this.entries.size <= this.limits.maxSearches && records <= this.limits.maxRecords) break;
      records -= entry.state.recordCount;
      this.entries.delete(oldKey);
    }
  }

  /** Drops everything kept under keys that start so: a session's, a patient's. */
  forget(keyPrefix: string): void {
    for (const key of this.entries.keys()) if (key.startsWith(keyPrefix)) this.entries.delete(key);
  }

  /** Drops what is past its time; called by a timer of the process so that nothing outlives its minutes. */
  sweep(): void {
    for (const [key, { untilMs }] of this.entries) if (untilMs <= this.nowMs()) this.entries.delete(key);
  }
}
