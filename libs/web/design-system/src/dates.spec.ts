import { describe, expect, it } from '@jest/globals';
import { ageAt, dateOf, dateTimeOf, isZoneUnknown, parseTypedDate } from './dates.js';

// The instant of a date-only value is its first moment in the site's zone; showing it must not go through that instant.
const dateOnly = { local: '2026-11-19', offset: null, instant: Date.UTC(2026, 10, 19, 5) };

describe('showing a time as its source recorded it', () => {
  it('never moves a date to another zone', () => {
    expect(dateOf(dateOnly)).toBe('2026-11-19');
    expect(dateTimeOf(dateOnly)).toBe('2026-11-19');
    expect(dateOf({ local: '2026-11', offset: null, instant: 0 })).toBe('2026-11');
  });

  it('shows the wall clock of the place, with its offset when the viewer\'s clock was another', () => {
    const instant = Date.UTC(2026, 6, 1, 16);
    const viewer = -new Date(instant).getTimezoneOffset();
    const elsewhere = viewer === -300 ? '-06:00' : '-05:00';
    expect(dateTimeOf({ local: '2026-07-01T11:00:00', offset: elsewhere, instant })).toBe(`2026-07-01 11:00 UTC${elsewhere.replace('-', '\u2212')}`);
    const sign = viewer < 0 ? '-' : '+';
    const same = `${sign}${String(Math.floor(Math.abs(viewer) / 60)).padStart(2, '0')}:${String(Math.abs(viewer) % 60).padStart(2, '0')}`;
    expect(dateTimeOf({ local: '2026-07-01T11:00:00', offset: same, instant })).toBe('2026-07-01 11:00');
  });

  it('knows a time of day whose zone nobody gave', () => {
    expect(isZoneUnknown({ local: '2026-07-01T11:00:00', offset: null, instant: 0 })).toBe(true);
    expect(isZoneUnknown(dateOnly)).toBe(false);
    expect(isZoneUnknown({ local: '2026-07-01T11:00:00', offset: 'Z', instant: 0 })).toBe(false);
  });
});

describe('age', () => {
  it('counts completed years up to the day before the birthday', () => {
    expect(ageAt('1956-03-09', '2026-03-08')?.years).toBe(69);
    expect(ageAt('1956-03-09', '2026-03-09')?.years).toBe(70);
  });
  it('knows months of a small child and says nothing for a date that is not full or lies ahead', () => {
    expect(ageAt('2025-09-30', '2026-11-19')).toEqual({ years: 1, months: 13 });
    expect(ageAt('1956', '2026-11-19')).toBeUndefined();
    expect(ageAt('2027-01-01', '2026-11-19')).toBeUndefined();
  });
});

describe('a typed date', () => {
  it.each([['2026-11-19', '2026-11-19'], ['20261119', '2026-11-19'], [' 2026/11/19 ', '2026-11-19']])('%s is %s', (text, date) => {
    expect(parseTypedDate(text)).toBe(date);
  });
  it.each(['03/04/2026', '2026-02-30', '26-11-19', 'yesterday', ''])('%s is refused', (text) => {
    expect(parseTypedDate(text)).toBeUndefined();
  });
});
