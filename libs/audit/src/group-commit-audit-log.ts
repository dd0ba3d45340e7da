import { AuditAppendFailed, type AuditEntry, type AuditLog } from './audit-log.js';
import type { AuditStore } from './audit-store.js';
import { copyForLog } from './canonical-event.js';
import { LaneWriter, type WaitingEvent } from './lane-writer.js';

export interface GroupCommitOptions {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Connections that write at the same time: one prepares its batch while the other's reaches the disk. */
  readonly lanes?: number;
  /** More than this waiting: further events are refused, because a log that cannot keep up must not be hidden by memory. */
  readonly maxWaiting?: number;
  /** Most events in one transaction. */
  readonly maxBatch?: number;
}

/**
 * The log's one writer in a process. Whatever waits when a lane is idle goes out together: a lone event at once, many in one
 * transaction. A batch that fails is refused to all its callers.
 */
export class GroupCommitAuditLog implements AuditLog {
  readonly #nowMs: () => number;
  readonly #maxWaiting: number;
  readonly #maxBatch: number;
  readonly #lanes: readonly LaneWriter[];
  readonly #idle: LaneWriter[];
  readonly #running = new Set<Promise<void>>();
  #waiting: WaitingEvent[] = [];
  #isDispatching = false;
  #isClosed = false;

  constructor(store: AuditStore, { nowMs, lanes = 2, maxWaiting = 20_000, maxBatch = 256 }: GroupCommitOptions) {
    this.#nowMs = nowMs;
    this.#maxWaiting = maxWaiting;
    this.#maxBatch = maxBatch;
    this.#lanes = Array.from({ length: lanes }, () => new LaneWriter(store));
    this.#idle = [...this.#lanes];
  }

  append(entry: AuditEntry): Promise<string> {
    if (this.#isClosed || this.#waiting.length >= this.#maxWaiting) return Promise.reject(new AuditAppendFailed());
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    try {
      this.#waiting.push({ event: copyForLog(entry, this.#nowMs()), resolve, reject });
    } catch (cause) {
      return Promise.reject(new AuditAppendFailed({ cause }));
    }
    this.#dispatchSoon();
    return promise;
  }

  /** Refuses new events, waits until every waiting one is durable or refused, and closes the lanes. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dispatch();
    while (this.#running.size > 0) await Promise.all(this.#running);
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  /** At the end of this turn of the event loop: everybody who was woken by the last batch and asks again is in the next one. */
  #dispatchSoon(): void {
    if (this.#isDispatching || this.#idle.length === 0) return;
    this.#isDispatching = true;
    setImmediate(() => this.#dispatch());
  }

  #dispatch(): void {
    this.#isDispatching = false;
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const share = Math.ceil(this.#waiting.length / this.#idle.length);
      const batch = this.#waiting.splice(0, Math.min(share, this.#maxBatch));
      const running: Promise<void> = this.#write(this.#idle.pop()!, batch).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
  }

  async #write(lane: LaneWriter, batch: readonly WaitingEvent[]): Promise<void> {
    const isReached = await lane.write(batch);
    // Nobody is made to wait for one failing attempt after another.
    if (!isReached) for (const { reject } of this.#waiting.splice(0)) reject(new AuditAppendFailed());
    this.#idle.push(lane);
    if (this.#isClosed) this.#dispatch();
    else if (this.#waiting.length > 0) this.#dispatchSoon();
  }
}
