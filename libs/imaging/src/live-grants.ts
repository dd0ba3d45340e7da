import type { Clock } from '@longview/platform';
import { isLive, type StudyGrant } from './study-grant.js';
import type { GrantSelection, StudyGrantStore } from './study-grant-store.js';

/** Longest time that a grant ended on another instance, without a word to this one, still opens something here. */
const MAX_AGE_MS = 1_000;
const MAX_SESSIONS = 10_000;

/**
 * The live grants of a session, at most a second old: a stack of frames asks hundreds of times in that second. Expiry is
 * checked at every question, and {@link LiveGrants.forget} takes effect at once, also on a question that is under way.
 */
export class LiveGrants {
  readonly #store: StudyGrantStore;
  readonly #clock: Clock;
  readonly #sessions = new Map<string, { readonly askedAtMs: number; readonly grants: Promise<readonly StudyGrant[]> }>();
  #forgotten = 0;

  constructor(store: StudyGrantStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Newest first. Rejects when the store does: then nothing is open. */
  async of(sessionId: string): Promise<readonly StudyGrant[]> {
    for (;;) {
      const asOf = this.#forgotten;
      const grants = await this.#ask(sessionId);
      // Asked before something was taken away: the answer may still hold it.
      if (asOf !== this.#forgotten) continue;
      const nowMs = this.#clock.nowMs();
      return grants.filter((grant) => isLive(grant, nowMs));
    }
  }

  /** Drops what may match. Grants are few and the question is cheap, so a selection by anything but the session drops all. */
  forget({ sessionId }: GrantSelection): void {
    this.#forgotten++;
    if (sessionId === undefined) this.#sessions.clear();
    else this.#sessions.delete(sessionId);
  }

  #ask(sessionId: string): Promise<readonly StudyGrant[]> {
    const nowMs = this.#clock.monotonicMs();
    const known = this.#sessions.get(sessionId);
    if (known && nowMs - known.askedAtMs < MAX_AGE_MS) return known.grants;
    if (this.#sessions.size >= MAX_SESSIONS) this.#sessions.clear();
    const grants = this.#store.findLive(sessionId, this.#clock.nowMs()).then((found) => found.toSorted((a, b) => b.createdAtMs - a.createdAtMs));
    const entry = { askedAtMs: nowMs, grants };
    this.#sessions.set(sessionId, entry);
    grants.catch(() => {
      if (this.#sessions.get(sessionId) === entry) this.#sessions.delete(sessionId);
    });
    return grants;
  }
}
