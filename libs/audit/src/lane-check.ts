import type { AuditEvent } from './audit-event.js';
import { chainHash, eventId, LANE_START, type LoggedEvent } from './chained-event.js';
import type { Hash } from './merkle-tree.js';

/** An event as it was read for verification: without `event` when what is stored can no longer be read. */
export type ReadEvent = Omit<LoggedEvent, 'event'> & {
  readonly event?: AuditEvent;
  /** Its time of retention is over: place and hash are all that stayed, and the event of this run accounts for it. */
  readonly retentionRun?: string;
};

export type LaneVerdict =
  | { readonly kind: 'in-place' }
  /** Content or hash is not what was written; `computed` is the hash that its content has. */
  | { readonly kind: 'changed'; readonly computed: Hash }
  /** Stands behind events that were written after it. */
  | { readonly kind: 'reordered' }
  /** A second event of the same place. */
  | { readonly kind: 'inserted' }
  /** The event before, reported as changed, was inserted in front of this one, which is the true one. */
  | { readonly kind: 'displaced' };

/** Follows the chain of one lane in the order in which its events stand in the log. */
export class LaneCheck {
  #next = 1;
  /** Hashes that the next event may build on: as stored, and as computed where the two differ. */
  #previous: readonly Hash[] = [LANE_START];
  #beforePrevious: readonly Hash[] = [];
  #missing: { first: number; last: number }[] = [];

  /** Places that no event was seen for, up to the last event that was. */
  get missing(): readonly { readonly first: number; readonly last: number }[] { return this.#missing; }

  check({ sequence, lane, event, hash, retentionRun }: ReadEvent): LaneVerdict {
    const named = event?.id === eventId(lane, sequence) ? event : undefined;
    if (sequence === this.#next - 1 && named && this.#beforePrevious.some((previous) => chainHash(previous, named).equals(hash)) && !this.#previous.some((known) => known.equals(hash))) {
      this.#previous = [hash, ...this.#previous];
      return { kind: 'displaced' };
    }
    if (sequence < this.#next) return this.#fillGap(sequence) ? { kind: 'reordered' } : { kind: 'inserted' };

    const hasGap = sequence > this.#next;
    if (hasGap) this.#missing.push({ first: this.#next, last: sequence - 1 });
    const candidates = named ? this.#previous.map((previous) => chainHash(previous, named)) : [];
    // Behind a gap nobody knows what the event was built on, nor what a removed one said; the signed tree still covers both.
    const isInPlace = retentionRun !== undefined || (hasGap && named !== undefined) || candidates.some((candidate) => candidate.equals(hash));
    const computed = candidates[0] ?? hash;
    this.#beforePrevious = hasGap ? [] : this.#previous;
    this.#previous = isInPlace ? [hash] : [hash, computed];
    this.#next = sequence + 1;
    return isInPlace ? { kind: 'in-place' } : { kind: 'changed', computed };
  }

  #fillGap(sequence: number): boolean {
    const gap = this.#missing.find(({ first, last }) => first <= sequence && sequence <= last);
    if (!gap) return false;
    const rest = [{ first: gap.first, last: sequence - 1 }, { first: sequence + 1, last: gap.last }].filter(({ first, last }) => first <= last);
    this.#missing = this.#missing.flatMap((other) => (other === gap ? rest : [other]));
    return true;
  }
}
