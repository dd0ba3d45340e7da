import { describe, expect, it } from '@jest/globals';
import { createSettableClock } from '@longview/platform';
import { AttemptLimit } from './attempt-limit.js';

describe('a limit of attempts', () => {
  it('counts each address by itself and starts anew after its window', () => {
    const clock = createSettableClock(0);
    const limit = new AttemptLimit(clock, { attempts: 2, windowMs: 1_000 });
    expect([limit.allows('a'), limit.allows('a'), limit.allows('a'), limit.allows('b')]).toEqual([true, true, false, true]);
    clock.advance(1_000);
    expect(limit.allows('a')).toBe(true);
  });

  it('tells when failures are used up without counting one', () => {
    const limit = new AttemptLimit(createSettableClock(0), { attempts: 1, windowMs: 1_000 });
    expect([limit.isExhausted('a'), limit.allows('a'), limit.isExhausted('a')]).toEqual([false, true, true]);
  });

  it('remembers a bounded number of addresses, the newest', () => {
    const limit = new AttemptLimit(createSettableClock(0), { attempts: 1, windowMs: 1_000, maxAddresses: 2 });
    for (const address of ['a', 'b', 'c']) limit.allows(address);
    expect([limit.isExhausted('c'), limit.isExhausted('a')]).toEqual([true, false]);
  });
});
