import { AuditAppendFailed, type AuditEntry, type AuditLog } from './audit-log.js';
import { copyForLog } from './copy-for-log.js';
import type { AuditLane, AuditStore } from './audit-store.js';
import { chainHash, eventId, LANE_START, type ChainedEvent } from './chained-event.js';
import type { Hash } from './merkle-tree.js';

export interface GroupCommitOptions {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** More than this waiting: further events are refused, because a log that cannot keep up must not be hidden by memory. */
  readonly maxWaiting?: number;
  /** Most events in one transaction. */
  readonly maxBatch?: number;
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly occurredAtMs: number;
  readonly resolve: (id: string) => void;
  readonly reject: (reason: AuditAppendFailed) => void;
}

/**
 * The log's one writer in a process. Whatever is waiting when the lane is idle goes out together: a lone event at once,
 * many in one transaction. A failed batch is refused to all its callers and the lane is given up, since it is not known
 * whether it was kept; the next event opens a new one.
 */
export class GroupCommitAuditLog implements AuditLog {
  readonly #store: AuditStore;
  readonly #nowMs: () => number;
  readonly #maxWaiting: number;
  readonly #maxBatch: number;
  #waiting: Waiting[] = [];
  #lane: AuditLane | undefined;
  #sequence = 0;
  #previous: Hash = LANE_START;
  #flushing: Promise<void> | undefined;
  #isClosed = false;

  constructor(store: AuditStore, { nowMs, maxWaiting = 20_000, maxBatch = 256 }: GroupCommitOptions) {
    this.#store = store;
    this.#nowMs = nowMs;
    this.#maxWaiting = maxWaiting;
    this.#maxBatch = maxBatch;
  }

  append(entry: AuditEntry): Promise<string> {
    if (this.#isClosed || this.#waiting.length >= this.#maxWaiting) return Promise.reject(new AuditAppendFailed());
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    try {
      this.#waiting.push({ entry: copyForLog(entry), occurredAtMs: Math.trunc(this.#nowMs()), resolve, reject });
    } catch (cause) {
      return Promise.reject(new AuditAppendFailed({ cause }));
    }
    this.#flushing ??= this.#flush();
    return promise;
  }

  /** Refuses new events, waits until every waiting one is durable or refused, and closes the lane. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#flushing;
    const lane = this.#lane;
    this.#lane = undefined;
    await lane?.close();
  }

  async #flush(): Promise<void> {
    // Everybody who was woken by the last batch and asks again in this turn of the event loop goes into the next one.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      await this.#flushOnce();
      await new Promise(setImmediate);
    }
    this.#flushing = undefined;
  }

  async #flushOnce(): Promise<void> {
    if (this.#lane?.isOpen === false) this.#giveUpLane();
    try {
      this.#lane ??= await this.#store.openLane();
    } catch (cause) {
      // Nobody is made to wait for one failing attempt after another.
      for (const { reject } of this.#waiting.splice(0)) reject(new AuditAppendFailed({ cause }));
      return;
    }
    const batch = this.#waiting.splice(0, this.#maxBatch);
    try {
      const events = await this.#write(this.#lane, batch);
      batch.forEach(({ resolve }, i) => resolve(events[i]!.event.id));
    } catch (cause) {
      this.#giveUpLane();
      for (const { reject } of batch) reject(new AuditAppendFailed({ cause }));
    }
  }

  async #write(lane: AuditLane, batch: readonly Waiting[]): Promise<readonly ChainedEvent[]> {
    let sequence = this.#sequence;
    let previous = this.#previous;
    const events = batch.map(({ entry, occurredAtMs }) => {
      sequence++;
      const event = { ...entry, id: eventId(lane.number, sequence), occurredAtMs };
      previous = chainHash(previous, event);
      return { lane: lane.number, sequence, event, hash: previous };
    });
    await lane.append(events);
    this.#sequence = sequence;
    this.#previous = previous;
    return events;
  }

  #giveUpLane(): void {
    const lane = this.#lane;
    this.#lane = undefined;
    this.#sequence = 0;
    this.#previous = LANE_START;
    // It failed already: that its end fails too tells nobody anything new.
    lane?.close().catch(() => {});
  }
}
