import { SourceFault, Stop, type RecordConnector, type SourceCall, type StopSignal } from '@longview/sources-contract';
import { CircuitBreaker, type BreakerSettings } from './circuit-breaker.js';

/** How many may wait for a place at one source before new calls are turned away. */
const MAX_WAITING = 64;

/**
 * Why a question ends whose asker left. One for everybody: an error made for each would hold a stack, and with it the search and
 * all its rows, in memory until the next full collection.
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
  async ask<T>(signal: StopSignal, requestId: string, question: (connector: RecordConnector, call: SourceCall) => Promise<T>): Promise<T> {
    if (signal.aborted) throw ASKER_LEFT;
    this.breaker.checkMayAsk();
    const stop = new Stop();
    const leave = (): void => stop.abort(ASKER_LEFT);
    signal.addEventListener('abort', leave, { once: true });
    const timer = setTimeout(() => stop.abort(new SourceFault('SOURCE_TIMEOUT', { deadlineMs: this.definition.limits.deadlineMs })), this.definition.limits.deadlineMs);
    try {
      if (this.active < this.definition.limits.concurrency) this.active++;
      else await this.untilPlaceIsGiven(stop);
      try {
        if (stop.aborted) throw stop.reason;
        const answer = await unlessStopped(stop, question(this.connector, { signal: stop, requestId }));
        this.breaker.recordSuccess();
        return answer;
      } finally {
        this.givePlaceOn();
      }
    } catch (error) {
      // Whatever surfaced first, an abort of ours explains it.
      const cause = stop.aborted ? stop.reason : error;
      const fault = cause instanceof SourceFault ? cause : new SourceFault('SOURCE_MALFORMED', {}, { cause });
      this.breaker.recordFault(fault);
      throw fault;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  }

  private untilPlaceIsGiven(stop: Stop): Promise<void> {
    if (this.waiting.length >= MAX_WAITING) throw new SourceFault('SOURCE_BUSY');
    return new Promise<void>((resolve, reject) => {
      const enter = (): void => { stop.removeEventListener('abort', leave); resolve(); };
      const leave = (): void => { this.waiting.splice(this.waiting.indexOf(enter), 1); reject(stop.reason); };
      this.waiting.push(enter);
      stop.addEventListener('abort', leave, { once: true });
    });
  }

  /** Straight to whoever waits longest, so that nobody slips in between. */
  private givePlaceOn(): void {
    const enter = this.waiting.shift();
    if (enter) enter();
    else this.active--;
  }
}

/** Gives up on a connector that does not honour its signal, so that a deadline is one whatever the connector does. */
function unlessStopped<T>(stop: Stop, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = (): void => reject(stop.reason);
    // Removed as well: a connection may remember its last exchange, which would remember this answer with all its records.
    const settled = (): void => stop.removeEventListener('abort', giveUp);
    stop.addEventListener('abort', giveUp, { once: true });
    work.then((answer) => { settled(); resolve(answer); }, (error: Error) => { settled(); reject(error); });
  });
}
