import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareNewestFirst, parseClinicalTime } from './clinical-time.js';

const TORONTO = 'America/Toronto';

describe('a time as a source recorded it', () => {
  it('keeps a date as it is and orders it by its first instant at the site', () => {
    expect(parseClinicalTime('2026-11-19', TORONTO)).toEqual({ local: '2026-11-19', instantMs: Date.parse('2026-11-19T05:00:00Z') });
    expect(parseClinicalTime('2026', TORONTO)?.local).toBe('2026');
  });
  it('honours an offset and shows the wall clock without it', () => {
    expect(parseClinicalTime('2026-07-01T12:00:00.250-04:00', TORONTO)).toEqual({ local: '2026-07-01T12:00:00', offset: '-04:00', instantMs: Date.parse('2026-07-01T16:00:00Z') });
    expect(parseClinicalTime('2026-07-01T16:00:00Z', TORONTO)).toMatchObject({ local: '2026-07-01T16:00:00', offset: 'Z' });
  });
  it.each([[TORONTO, '2026-07-01T12:00:00', '2026-07-01T16:00:00Z'], ['America/Winnipeg', '2026-07-01T11:00:00', '2026-07-01T16:00:00Z'], ['America/Atikokan', '2026-07-01T11:00:00', '2026-07-01T16:00:00Z'], ['America/Atikokan', '2026-11-22T11:00:00', '2026-11-22T16:00:00Z'], [TORONTO, '2026-11-22T11:00:00', '2026-11-22T16:00:00Z']])('orders a time without offset by the clock of %s', (zone, text, instant) => {
    expect(parseClinicalTime(text, zone)?.instantMs).toBe(Date.parse(instant));
  });
  it('gives an answer for the hour that does not exist and the one that comes twice', () => {
    expect(parseClinicalTime('2026-03-08T02:30:00', TORONTO)?.local).toBe('2026-03-08T02:30:00');
    expect(parseClinicalTime('2026-11-01T01:30:00', TORONTO)?.local).toBe('2026-11-01T01:30:00');
  });
  it.each([undefined, '', '19/11/2026', '2026-02-30', '2026-13-01', '2026-01-01T25:00', '2026-01-01T10:61', '20261119', '2026-11-19 10:00'])('reads nothing into %j', (text) => {
    expect(parseClinicalTime(text, TORONTO)).toBeUndefined();
  });
  it('agrees with the calendar for every instant with an offset', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      expect(parseClinicalTime(date.toISOString(), TORONTO)?.instantMs).toBe(Math.floor(date.getTime() / 1000) * 1000);
    }));
  });
  it('puts the newest first and what has no time last', () => {
    const [older, newer] = ['2026-01-01', '2026-02-01'].map((text) => parseClinicalTime(text, TORONTO));
    expect([undefined, older, newer].sort(compareNewestFirst).map((time) => time?.local)).toEqual(['2026-02-01', '2026-01-01', undefined]);
    expect(compareNewestFirst(undefined, older)).toBeGreaterThan(0);
  });
});
