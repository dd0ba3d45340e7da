import { SourceFault, type RecordConnector, type SourceCall } from '@longview/sources-contract';
import { CircuitBreaker, type BreakerSettings } from './circuit-breaker.js';

/** How many may wait for a place at one source before new calls are turned away. */
const MAX_WAITING = 64;

/**
 * Why a question ends whose asker left. One for everybody: without a reason the platform makes an error for each abort, and that
 * error's stack keeps the search and all its rows in memory until the next full collection.
 */
export const ASKER_LEFT = new SourceFault('SOURCE_CANCELLED');

/**
 * The way to one source: breaker, bulkhead and deadline around its connector, shared by everybody who asks it.
 * One source that hangs holds its own places and nobody else's.
 */
export class SourceGate {
  readonly breaker: CircuitBreaker;
  private active = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(readonly connector: RecordConnector, nowMs: () => number, breaker?: BreakerSettings) {
    this.breaker = new CircuitBreaker(nowMs, breaker);
  }

  get definition() {
    return this.connector.definition;
  }

  /**
   * Runs one question against the source.
   * @param signal aborted when the asker leaves; the deadline is added here.
   * @throws SourceFault and nothing else.
   */
  async ask<T>(signal: AbortSignal, requestId: string, question: (connector: RecordConnector, call: SourceCall) => Promise<T>): Promise<T> {
    if (signal.aborted) throw ASKER_LEFT;
    this.breaker.checkMayAsk();
    const controller = new AbortController();
    const cancel = (): void => controller.abort(ASKER_LEFT);
    signal.addEventListener('abort', cancel, { once: true });
    const timer = setTimeout(() => controller.abort(new SourceFault('SOURCE_TIMEOUT', { deadlineMs: this.definition.limits.deadlineMs })), this.definition.limits.deadlineMs);
    try {
      const release = await this.enter(controller.signal);
      try {
        controller.signal.throwIfAborted();
        const answer = await raceAbort(controller.signal, question(this.connector, { signal: controller.signal, requestId }));
        this.breaker.recordSuccess();
        return answer;
      } finally {
        release();
      }
    } catch (error) {
      // Whatever surfaced first, an abort of ours explains it.
      const cause = controller.signal.aborted ? controller.signal.reason : error;
      const fault = cause instanceof SourceFault ? cause : new SourceFault('SOURCE_MALFORMED', {}, { cause });
      this.breaker.recordFault(fault);
      throw fault;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    }
  }

  private async enter(signal: AbortSignal): Promise<() => void> {
    if (this.active >= this.definition.limits.concurrency) {
      if (this.waiting.length >= MAX_WAITING) throw new SourceFault('SOURCE_BUSY');
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => { signal.removeEventListener('abort', leave); resolve(); };
        const leave = (): void => { this.waiting.splice(this.waiting.indexOf(enter), 1); reject(signal.reason); };
        this.waiting.push(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
    }
    this.active++;
    return () => {
      this.active--;
      this.waiting.shift()?.();
    };
  }
}

/** Gives up on a connector that does not honour its signal, so that a deadline is one whatever the connector does. */
function raceAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
