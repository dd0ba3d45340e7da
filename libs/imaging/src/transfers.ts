import { matchesSelection, type GrantSelection } from './study-grant-store.js';
import type { StudyGrant } from './study-grant.js';
import type { LiveGrants } from './live-grants.js';

const RECHECK_MS = 1_000;

/**
 * Requests that are being answered. A grant that ends in the middle of a long transfer stops it: at once when this
 * instance is told, within two seconds otherwise.
 */
export class Transfers {
  readonly #live: LiveGrants;
  readonly #open = new Map<AbortController, StudyGrant>();
  #timer: NodeJS.Timeout | undefined;

  constructor(live: LiveGrants) {
    this.#live = live;
  }

  /** @returns what to call when the transfer is over. */
  begin(grant: StudyGrant, abort: AbortController): () => void {
    this.#open.set(abort, grant);
    this.#timer ??= setInterval(() => void this.#recheck(), RECHECK_MS).unref();
    return () => {
      this.#open.delete(abort);
      if (this.#open.size === 0) this.close();
    };
  }

  stop(which: GrantSelection): void {
    for (const [abort, grant] of this.#open) if (matchesSelection(grant, which)) abort.abort();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #recheck(): Promise<void> {
    for (const sessionId of new Set([...this.#open.values()].map((grant) => grant.sessionId))) {
      // A store that cannot be asked opens nothing: what is under way under its word stops too.
      const liveIds = new Set((await this.#live.of(sessionId).catch(() => [])).map(({ id }) => id));
      for (const [abort, grant] of this.#open) if (grant.sessionId === sessionId && !liveIds.has(grant.id)) abort.abort();
    }
  }
}
