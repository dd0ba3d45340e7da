import type { Queryable } from './database.js';

export interface JobQueueDefinition {
  /** How often a job that failed is tried again before it is given up and stays in the queue as failed. */
  readonly retryLimit?: number;
  /** Wait before the first retry; each further one waits longer. */
  readonly retryDelayMs?: number;
  /** A job that runs longer is taken to be stuck and is tried again. */
  readonly timeoutMs?: number;
}

export interface JobRequest {
  /** Nothing is added while a job with this key waits or runs in the queue. */
  readonly key?: string;
  /** Not before this instant. */
  readonly startAtMs?: number;
  /** The caller's transaction: the job exists when it commits, and never otherwise. */
  readonly within?: Queryable;
}

export interface Job<Data extends object> {
  readonly id: string;
  readonly data: Data;
  /** Aborted when the process stops or the job took too long: a handler ends at the next safe place. */
  readonly signal: AbortSignal;
}

/**
 * Work that is done outside a request, kept in the product's database: any number of instances take from one queue.
 * A job is handled *at least* once (its worker may die right after the work and before saying so), so a handler MUST
 * come to the same end when it is repeated. Payloads hold ids, never anything about a patient.
 */
export interface JobQueue {
  /** Names a queue; the same name again changes its settings. */
  define(queue: string, definition?: JobQueueDefinition): Promise<void>;
  /** @returns false when a job with the same key waits or runs already. */
  send(queue: string, data: object, request?: JobRequest): Promise<boolean>;
  /** Adds a job at each time of the cron expression, once however many instances run; nothing while the last one waits or runs. */
  schedule(queue: string, cron: string, options?: { readonly timeZone?: string }): Promise<void>;
  /** Takes jobs one after another. A handler that rejects has its job tried again. */
  work<Data extends object>(queue: string, handler: (job: Job<Data>) => Promise<void>): Promise<void>;
  /** Takes no new job, gives running ones a moment, lets go of the rest: another instance repeats them. */
  close(): Promise<void>;
}
