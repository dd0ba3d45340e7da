import { describe, expect, it } from '@jest/globals';
import { filtersAtStart, isTooWide, reportOf } from './report-filters.js';

const start = filtersAtStart(new Date(2026, 10, 22, 9).getTime(), {});

describe('what a report is asked about', () => {
  it('is the year until today, both days included', () => {
    expect(start).toMatchObject({ kind: 'COLLECTIONS', fromDay: '2025-11-22', untilDay: '2026-11-22' });
    const { from, until } = reportOf(start, 50)!;
    expect([new Date(from).getDate(), new Date(until).getDate()]).toEqual([22, 23]);
  });
  it('is one custodian’s records, when one is chosen', () => {
    expect(reportOf({ ...start, custodianId: 'north' }, 50)).toMatchObject({ custodianId: 'north', organizationId: null });
  });
  it('is nothing while a day is missing', () => {
    expect(reportOf({ ...start, untilDay: '' }, 50)).toBeUndefined();
  });
  it('is somebody or something, for who sees the whole province', () => {
    expect(isTooWide(start, true)).toBe(true);
    expect(isTooWide({ ...start, custodianId: 'north' }, true)).toBe(false);
    expect(isTooWide({ ...start, sourceId: 'north' }, true)).toBe(false);
    expect(isTooWide(start, false)).toBe(false);
  });
});
