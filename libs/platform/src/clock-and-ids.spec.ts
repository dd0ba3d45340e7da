import { describe, expect, it } from '@jest/globals';
import { createIdSource, createSequentialIds, createSettableClock, systemClock } from './index.js';

describe('the settable clock', () => {
  it('moves wall clock and durations together, and nothing when the wall clock is set', () => {
    const clock = createSettableClock(1_000);
    clock.advance(250);
    expect([clock.nowMs(), clock.monotonicMs()]).toEqual([1_250, 250]);
    clock.setNow(0);
    expect([clock.nowMs(), clock.monotonicMs()]).toEqual([0, 250]);
  });
});

describe('ids', () => {
  it('are UUIDs of version 7 that say when they were made', () => {
    const id = createIdSource(createSettableClock(0x0123456789ab)).newId();
    expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it('keep their order within a millisecond and when the clock steps back, and never repeat', () => {
    const clock = createSettableClock(1_800_000_000_000);
    const ids = createIdSource(clock);
    const made = Array.from({ length: 9_000 }, (_, i) => {
      if (i === 6_000) clock.setNow(1_700_000_000_000);
      return ids.newId();
    });
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
  it('come with tokens of 256 bits', () => {
    const ids = createIdSource(systemClock);
    expect(Buffer.from(ids.newToken(), 'base64url').length).toBe(32);
    expect(ids.newToken()).not.toBe(ids.newToken());
  });
  it('are predictable in tests', () => {
    const ids = createSequentialIds();
    expect([ids.newId(), ids.newToken()]).toEqual(['00000000-0000-7000-8000-000000000001', 'token-000000000002']);
  });
});
