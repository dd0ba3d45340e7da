import { describe, expect, it } from '@jest/globals';
import { countdownText } from './countdown.js';

describe('the time that an override has left', () => {
  it('is in hours, minutes and seconds, never less than none', () => {
    expect([4 * 3_600_000, 61_000, 59_001, 1, 0, -5_000].map(countdownText)).toEqual(['4:00:00', '0:01:01', '0:01:00', '0:00:01', '0:00:00', '0:00:00']);
  });
});
