import { SourceFault, type SourceFaultCode } from '@longview/sources-contract';

export interface BreakerSettings {
  /** Failures in a row after which the source is left alone. */
  readonly failuresToOpen: number;
  /** How long it is left alone before one call may try again. */
  readonly openMs: number;
}

export const DEFAULT_BREAKER: BreakerSettings = { failuresToOpen: 5, openMs: 15_000 };

/** Faults that say something about the source's health; a refusal or our own cancellation does not. */
const UNHEALTHY: ReadonlySet<SourceFaultCode> = new Set([
  'SOURCE_TIMEOUT', 'SOURCE_UNREACHABLE', 'SOURCE_SERVER_ERROR', 'SOURCE_REDIRECTED', 'SOURCE_WRONG_CONTENT_TYPE',
  'SOURCE_MALFORMED', 'SOURCE_TOO_LARGE', 'SOURCE_PAGE_LOOP', 'SOURCE_FOREIGN_LINK',
]);

/** Stops asking a source that keeps failing, and asks again carefully: one call at a time until one succeeds. */
export class CircuitBreaker {
  private failures = 0;
  private openUntilMs = 0;
  private isTrialUnderWay = false;
  /** First failure of the current series, for "out of service since". */
  failingSinceMs: number | undefined;

  constructor(private readonly nowMs: () => number, private readonly settings = DEFAULT_BREAKER) {}

  /** @throws SourceFault SOURCE_BREAKER_OPEN when the source must not be asked now. */
  checkMayAsk(): void {
    const nowMs = this.nowMs();
    if (nowMs < this.openUntilMs || (this.openUntilMs > 0 && this.isTrialUnderWay)) {
      throw new SourceFault('SOURCE_BREAKER_OPEN', {}, { retryAfterMs: Math.max(0, this.openUntilMs - nowMs) });
    }
    if (this.openUntilMs > 0) this.isTrialUnderWay = true;
  }

  recordSuccess(): void {
    this.failures = 0;
    this.openUntilMs = 0;
    this.isTrialUnderWay = false;
    this.failingSinceMs = undefined;
  }

  recordFault(fault: SourceFault): void {
    this.isTrialUnderWay = false;
    if (fault.code === 'SOURCE_THROTTLED') {
      // The source named the time itself; a very long one is its mistake, not a reason to forget it for a day.
      this.openUntilMs = this.nowMs() + Math.min(fault.retryAfterMs ?? this.settings.openMs, 5 * 60_000);
      return;
    }
    if (!UNHEALTHY.has(fault.code)) return;
    this.failingSinceMs ??= this.nowMs();
    if (++this.failures >= this.settings.failuresToOpen) this.openUntilMs = this.nowMs() + this.settings.openMs;
  }
}
