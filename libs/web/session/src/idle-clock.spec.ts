import { describe, expect, it } from '@jest/globals';
import { idlePhase, minutesAndSeconds } from './idle-clock.js';

const quarter = { timeoutMs: 900_000, warningMs: 120_000 };

describe('the idle clock', () => {
  it('warns two minutes before it locks', () => {
    expect(idlePhase(779_999, 0, quarter)).toEqual({ kind: 'active' });
    expect(idlePhase(780_000, 0, quarter)).toEqual({ kind: 'warning', leftMs: 120_000 });
    expect(idlePhase(899_999, 0, quarter)).toEqual({ kind: 'warning', leftMs: 1 });
    expect(idlePhase(900_000, 0, quarter)).toEqual({ kind: 'idle' });
  });
  it('locks at once after the computer slept past the time-out', () => {
    expect(idlePhase(5_000_000, 0, quarter)).toEqual({ kind: 'idle' });
  });
  it('never warns for less than 20 s, nor for more than half of a short time-out', () => {
    expect(idlePhase(881_000, 0, { timeoutMs: 900_000, warningMs: 1_000 }).kind).toBe('warning');
    expect(idlePhase(879_000, 0, { timeoutMs: 900_000, warningMs: 1_000 }).kind).toBe('active');
    expect(idlePhase(900, 0, { timeoutMs: 2_000, warningMs: 120_000 }).kind).toBe('active');
    expect(idlePhase(1_000, 0, { timeoutMs: 2_000, warningMs: 120_000 }).kind).toBe('warning');
  });
  it('counts down in minutes and seconds', () => {
    expect(minutesAndSeconds(118_000)).toBe('1:58');
    expect(minutesAndSeconds(4_100)).toBe('0:05');
  });
});
