import { describe, expect, it } from '@jest/globals';
import { buildRows } from './rows.js';
import { anItem, inEnglish, sourcesOf } from './testing/items.js';
import { bucketRows } from './year-buckets.js';

const buckets = (...dates: (string | undefined)[]) => bucketRows(buildRows(dates.map((on) => (on ? anItem({ on }) : anItem({ time: null }))), { ...inEnglish, sources: sourcesOf('a') }));

describe('the bars of the strip', () => {
  it('are years without gaps for a long record', () => {
    expect(buckets('2021-05-01', '2026-11-19', '2026-01-02', undefined).map(({ period, total }) => [period, total])).toEqual([['2021', 1], ['2022', 0], ['2023', 0], ['2024', 0], ['2025', 0], ['2026', 2]]);
  });
  it('are months for a short one, and a bare year counts in its first month', () => {
    const bars = buckets('2026-11-19', '2026', '2025-12-31');
    expect(bars).toHaveLength(24);
    expect(bars.filter(({ total }) => total > 0).map(({ period }) => period)).toEqual(['2025-12', '2026-01', '2026-11']);
  });
  it('carry a dot where something is new', () => {
    expect(buckets('2026-11-19', '2020-01-01').filter(({ hasRecent }) => hasRecent).map(({ period }) => period)).toEqual(['2026']);
  });
  it('are none for a record without dates', () => {
    expect(buckets(undefined)).toEqual([]);
  });
});
