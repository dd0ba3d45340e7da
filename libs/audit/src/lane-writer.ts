import type { AuditEvent } from './audit-event.js';
import { AuditAppendFailed } from './audit-log.js';
import type { AuditLane, AuditStore } from './audit-store.js';
import { chainHashOfText, eventId, LANE_START, type ChainedEvent } from './chained-event.js';
import type { Hash } from './merkle-tree.js';

/** An event that somebody waits for. It is the log's own copy; its id is empty until it has its place. */
export interface WaitingEvent {
  readonly event: Omit<AuditEvent, 'id'> & { id: string };
  readonly resolve: (id: string) => void;
  readonly reject: (reason: AuditAppendFailed) => void;
}

/**
 * Writes batches into one lane, chaining each event to the one before. After a failure the lane is given up, because it is
 * not known what was kept; the next batch opens a new one.
 */
export class LaneWriter {
  readonly #store: AuditStore;
  #lane: AuditLane | undefined;
  #sequence = 0;
  #previous: Hash = LANE_START;

  constructor(store: AuditStore) {
    this.#store = store;
  }

  /** Settles every event of the batch; never rejects. False when the store could not be reached at all. */
  async write(batch: readonly WaitingEvent[]): Promise<boolean> {
    if (this.#lane?.isOpen === false) this.#giveUp();
    let isReached = this.#lane !== undefined;
    try {
      this.#lane ??= await this.#store.openLane();
      isReached = true;
      await this.#append(this.#lane, batch);
      for (const { event, resolve } of batch) resolve(event.id);
    } catch (cause) {
      this.#giveUp();
      for (const { reject } of batch) reject(new AuditAppendFailed({ cause }));
    }
    return isReached;
  }

  async close(): Promise<void> {
    const lane = this.#lane;
    this.#lane = undefined;
    await lane?.close();
  }

  async #append(lane: AuditLane, batch: readonly WaitingEvent[]): Promise<void> {
    let sequence = this.#sequence;
    let previous = this.#previous;
    const events = batch.map(({ event }): ChainedEvent => {
      sequence++;
      event.id = eventId(lane.number, sequence);
      // It stands in canonical order since it was copied.
      previous = chainHashOfText(previous, JSON.stringify(event));
      return { lane: lane.number, sequence, event, hash: previous };
    });
    await lane.append(events);
    this.#sequence = sequence;
    this.#previous = previous;
  }

  #giveUp(): void {
    const lane = this.#lane;
    this.#lane = undefined;
    this.#sequence = 0;
    this.#previous = LANE_START;
    // It failed already: that its end fails too tells nobody anything new.
    lane?.close().catch(() => {});
  }
}
