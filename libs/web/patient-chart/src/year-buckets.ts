import { KIND_GROUPS, type KindGroup } from '@longview/web-design-system';
import type { TimelineRow } from './rows.js';

/** One bar of the strip: a month of a short record, a year, or some years of a long one. */
export interface Bucket {
  /** First and last year or month of the bar, as the date filter takes them: `2026`, `2026-03`. */
  readonly from: string;
  readonly to: string;
  readonly counts: Readonly<Record<KindGroup, number>>;
  readonly total: number;
  readonly hasRecent: boolean;
}

/** Up to this many years the bars are months, where there is room for them. */
const MONTHLY_UP_TO_YEARS = 2;

/**
 * Bars without gaps from the first dated line to the last; lines without a time are not on the strip.
 * @param mostBars how many bars are broad enough to be pressed; a longer record puts several years into one.
 */
export function bucketRows(rows: readonly TimelineRow[], mostBars: number): readonly Bucket[] {
  const years = rows.map(({ year }) => Number(year)).filter((year) => year > 0);
  if (years.length === 0 || mostBars < 1) return [];
  const first = years.reduce((a, b) => Math.min(a, b));
  const span = years.reduce((a, b) => Math.max(a, b)) - first + 1;
  const isMonthly = span <= MONTHLY_UP_TO_YEARS && span * 12 <= mostBars;
  const yearsABar = Math.ceil(span / mostBars);
  const empty = (from: string, to: string) => ({ from, to, counts: emptyCounts(), total: 0, hasRecent: false });
  const buckets = isMonthly
    ? Array.from({ length: span * 12 }, (_, i) => { const month = `${first + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`; return empty(month, month); })
    : Array.from({ length: Math.ceil(span / yearsABar) }, (_, i) => empty(String(first + i * yearsABar), String(first + (i + 1) * yearsABar - 1)));
  for (const row of rows) {
    if (!row.year) continue;
    const since = Number(row.year) - first;
    const month = Number(row.item.time?.local.slice(5, 7) || 1);
    const bucket = buckets[isMonthly ? since * 12 + month - 1 : Math.floor(since / yearsABar)];
    if (!bucket) continue;
    bucket.counts[row.group]++;
    bucket.total++;
    bucket.hasRecent ||= row.isRecent;
  }
  return buckets;
}

function emptyCounts(): Record<KindGroup, number> {
  return Object.fromEntries(KIND_GROUPS.map((kind) => [kind, 0])) as Record<KindGroup, number>;
}
