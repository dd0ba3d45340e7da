import { describe, expect, it } from '@jest/globals';
import { buildRows } from './rows.js';
import { anItem, inEnglish, sourcesOf } from './testing/items.js';
import { bucketRows } from './year-buckets.js';

const buckets = (mostBars: number, ...dates: (string | undefined)[]) => bucketRows(buildRows(dates.map((on) => (on ? anItem({ on }) : anItem({ time: null }))), { ...inEnglish, sources: sourcesOf('a') }), mostBars);

describe('the bars of the strip', () => {
  it('are years without gaps for a long record', () => {
    expect(buckets(40, '2021-05-01', '2026-11-19', '2026-01-02', undefined).map(({ from, to, total }) => [from, to, total])).toEqual([['2021', '2021', 1], ['2022', '2022', 0], ['2023', '2023', 0], ['2024', '2024', 0], ['2025', '2025', 0], ['2026', '2026', 2]]);
  });
  it('are months for a short one, and a bare year counts in its first month', () => {
    const bars = buckets(40, '2026-11-19', '2026', '2025-12-31');
    expect(bars).toHaveLength(24);
    expect(bars.filter(({ total }) => total > 0).map(({ from }) => from)).toEqual(['2025-12', '2026-01', '2026-11']);
  });
  it('are never more than can be pressed: several years share one', () => {
    const bars = buckets(4, '2014-01-01', '2026-11-19', '2017-01-01');
    expect(bars.map(({ from, to, total }) => [from, to, total])).toEqual([['2014', '2017', 2], ['2018', '2021', 0], ['2022', '2025', 0], ['2026', '2029', 1]]);
    expect(buckets(20, '2026-11-19', '2025-12-31')).toHaveLength(2);
  });
  it('carry a dot where something is new', () => {
    expect(buckets(40, '2026-11-19', '2020-01-01').filter(({ hasRecent }) => hasRecent).map(({ from }) => from)).toEqual(['2026']);
  });
  it('are none for a record without dates, or without room', () => {
    expect(buckets(40, undefined)).toEqual([]);
    expect(buckets(0, '2026-11-19')).toEqual([]);
  });
});
