import { describe, expect, it } from '@jest/globals';
import { readMoment, writeMoment } from './local-moment.js';

const local = (...parts: [number, number, number, number?, number?]): number => new Date(...(parts as [number, number, number])).getTime();

describe('a moment in a field', () => {
  it('comes back as it was, to the minute', () => {
    const ms = Date.UTC(2026, 10, 22, 14, 5);
    expect(readMoment(writeMoment(ms), 'start')).toBe(ms);
    expect(writeMoment(ms)).toMatch(/^2026-11-2\d \d\d:\d5$/);
  });

  it('is the beginning of a day that starts something and the end of one that ends it', () => {
    expect(readMoment('2026-11-30', 'start')).toBe(local(2026, 10, 30));
    expect(readMoment(' 2026-11-30 ', 'end')).toBe(local(2026, 11, 1));
    expect(readMoment('2026-11-30 08:30', 'end')).toBe(new Date(2026, 10, 30, 8, 30).getTime());
  });

  it('is nothing in an empty field, and wrong where day and month could be taken for each other or do not exist', () => {
    expect(readMoment('  ', 'start')).toBeUndefined();
    for (const text of ['03/04/2026', '2026-11', '2026-11-31', '2026-13-01', '2026-11-30 25:00', '2026-11-30 10:75', 'tomorrow']) expect(readMoment(text, 'end')).toBe('wrong');
  });
});
