import { KIND_GROUPS, type KindGroup } from '@longview/web-design-system';
import type { TimelineRow } from './rows.js';

/** One bar of the strip: a year, or a month when the record is short. */
export interface Bucket {
  /** `2026` or `2026-03`; also the date filter that shows exactly this bar. */
  readonly period: string;
  readonly counts: Readonly<Record<KindGroup, number>>;
  readonly total: number;
  readonly hasRecent: boolean;
}

/** Up to this many years the bars are months. */
const MONTHLY_UP_TO_YEARS = 2;

/** Bars without gaps from the first dated line to the last; lines without a time are not on the strip. */
export function bucketRows(rows: readonly TimelineRow[]): readonly Bucket[] {
  const years = rows.map(({ year }) => Number(year)).filter((year) => year > 0);
  if (years.length === 0) return [];
  const first = Math.min(...years);
  const last = Math.max(...years);
  const isMonthly = last - first < MONTHLY_UP_TO_YEARS;
  const periods = isMonthly
    ? Array.from({ length: (last - first + 1) * 12 }, (_, i) => `${first + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
    : Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
  const buckets = new Map(periods.map((period) => [period, { period, counts: emptyCounts(), total: 0, hasRecent: false }]));
  for (const row of rows) {
    const local = row.item.time?.local ?? '';
    const bucket = buckets.get(isMonthly ? (local.length >= 7 ? local.slice(0, 7) : `${local}-01`) : local.slice(0, 4));
    if (!bucket) continue;
    bucket.counts[row.group]++;
    bucket.total++;
    bucket.hasRecent ||= row.isRecent;
  }
  return [...buckets.values()];
}

function emptyCounts(): Record<KindGroup, number> {
  return Object.fromEntries(KIND_GROUPS.map((kind) => [kind, 0])) as Record<KindGroup, number>;
}
