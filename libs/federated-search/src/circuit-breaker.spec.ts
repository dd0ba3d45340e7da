import { describe, expect, it } from '@jest/globals';
import { SourceFault } from '@longview/sources-contract';
import { CircuitBreaker } from './circuit-breaker.js';

const mayAsk = (breaker: CircuitBreaker): boolean => {
  try {
    breaker.checkMayAsk();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SourceFault);
    return false;
  }
};

describe('the circuit breaker', () => {
  it('leaves a source alone after failures in a row, then lets one call try', () => {
    let nowMs = 0;
    const breaker = new CircuitBreaker(() => nowMs, { failuresToOpen: 3, openMs: 1_000 });
    for (let i = 0; i < 3; i++) {
      expect(mayAsk(breaker)).toBe(true);
      breaker.recordFault(new SourceFault('SOURCE_SERVER_ERROR'));
    }
    expect(mayAsk(breaker)).toBe(false);
    nowMs = 1_000;
    expect(mayAsk(breaker)).toBe(true);
    expect(mayAsk(breaker)).toBe(false);
    breaker.recordSuccess();
    expect(mayAsk(breaker)).toBe(true);
    expect(breaker.failingSinceMs).toBeUndefined();
  });

  it('remembers since when a source fails', () => {
    let nowMs = 5;
    const breaker = new CircuitBreaker(() => nowMs);
    breaker.recordFault(new SourceFault('SOURCE_UNREACHABLE'));
    nowMs = 90;
    breaker.recordFault(new SourceFault('SOURCE_TIMEOUT'));
    expect(breaker.failingSinceMs).toBe(5);
  });

  it('does not open because users left or a source refused', () => {
    const breaker = new CircuitBreaker(() => 0, { failuresToOpen: 1, openMs: 1_000 });
    breaker.recordFault(new SourceFault('SOURCE_CANCELLED'));
    breaker.recordFault(new SourceFault('SOURCE_FORBIDDEN'));
    expect(mayAsk(breaker)).toBe(true);
  });

  it('waits as long as a source asked to be left alone, but not for ever', () => {
    let nowMs = 0;
    const breaker = new CircuitBreaker(() => nowMs);
    breaker.recordFault(new SourceFault('SOURCE_THROTTLED', {}, { retryAfterMs: 30_000 }));
    nowMs = 29_999;
    expect(mayAsk(breaker)).toBe(false);
    nowMs = 30_000;
    expect(mayAsk(breaker)).toBe(true);
    breaker.recordFault(new SourceFault('SOURCE_THROTTLED', {}, { retryAfterMs: 86_400_000 }));
    nowMs += 5 * 60_000;
    expect(mayAsk(breaker)).toBe(true);
  });
});
