import type { ChainedEvent } from './chained-event.js';

/** Where the log is kept, as its one writer in this process needs it. */
export interface AuditStore {
  /** Opens a lane of its own for one writer. Rejects when the store cannot be reached in time. */
  openLane(): Promise<AuditLane>;
}

/** One writer's way into the store. After a rejection it is used no more, because it is not known what was kept. */
export interface AuditLane {
  /** Positive, never given twice. */
  readonly number: number;
  /** False as soon as the way is known to be cut: whoever finds that opens another lane. */
  readonly isOpen: boolean;
  /** Keeps all of `events` or none. Resolves when they are durable. Never called again before it has settled. */
  append(events: readonly ChainedEvent[]): Promise<void>;
  close(): Promise<void>;
}
