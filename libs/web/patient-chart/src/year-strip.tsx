import { KIND_GROUPS, useTranslation, useWidth } from '@longview/web-design-system';
import { memo, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { TimelineRow } from './rows.js';
import { bucketRows, type Bucket } from './year-buckets.js';
import classes from './year-strip.module.css';

const HEIGHT = 56;
const TALLEST_BAR = HEIGHT - 8;
/** Broad enough to press (WCAG 2.5.8), narrow enough to look like a bar when a record has three years. */
const NARROWEST_STEP = 25;
const WIDEST_BAR = 44;
const COLOURS = { imaging: 'var(--lv-imaging)', labs: 'var(--lv-labs)', documents: 'var(--lv-documents)', visits: 'var(--lv-visits)', meds: 'var(--lv-meds)' } as const;

const isMonth = ({ from }: Bucket): boolean => from.length > 4;
const periodOf = ({ from, to }: Bucket): string => (from === to ? from : `${from}–${to}`);

/** The bars whose names fit beside each other. */
function spacedOut(buckets: readonly Bucket[], step: number, namePx: number): ReadonlySet<Bucket> {
  let end = -Infinity;
  return new Set(buckets.filter(({ total }, i) => {
    if (total === 0 || i * step < end) return false;
    end = i * step + namePx;
    return true;
  }));
}

/**
 * The whole record at a glance: one bar a year, or month, stacked by kind; a dot marks a bar with something new. Dragging
 * over bars, or pressing the names below them, narrows the dates. The same as a table for those who cannot see it.
 */
export const YearStrip = memo(function YearStrip({ rows, isWaiting, from, to, onRange }: {
  readonly rows: readonly TimelineRow[];
  /** There may be more to show in a moment: its place is kept, so that the lines below it stay where they are. */
  readonly isWaiting: boolean;
  readonly from: string;
  readonly to: string;
  readonly onRange: (from: string, to: string) => void;
}) {
  const { t } = useTranslation('chart');
  const { ref, width } = useWidth<HTMLDivElement>();
  const buckets = useMemo(() => bucketRows(rows, Math.floor(width / NARROWEST_STEP)), [rows, width]);
  const [isTable, setTable] = useState(false);
  const [drag, setDrag] = useState<{ readonly start: number; readonly end: number }>();
  const svg = useRef<SVGSVGElement>(null);
  const step = width / Math.max(1, buckets.length);
  const highest = Math.max(1, ...buckets.map(({ total }) => total));
  const barWidth = Math.max(1, Math.min(step * 0.75, WIDEST_BAR));
  const named = useMemo(() => spacedOut(buckets, step, buckets[0]?.from === buckets[0]?.to ? 40 : 76), [buckets, step]);
  if (!isWaiting && !rows.some(({ year }) => year)) return null;

  const indexAt = (event: PointerEvent): number => {
    const left = svg.current?.getBoundingClientRect().left ?? 0;
    return Math.min(buckets.length - 1, Math.max(0, Math.floor((event.clientX - left) / step)));
  };
  const isFiltered = from !== '' || to !== '';
  const isChosen = (bucket: Bucket): boolean => isFiltered && (!from || bucket.to >= from.slice(0, bucket.to.length)) && (!to || bucket.from <= to.slice(0, bucket.from.length));
  const inDrag = (i: number): boolean => drag !== undefined && i >= Math.min(drag.start, drag.end) && i <= Math.max(drag.start, drag.end);
  const finish = (): void => {
    if (!drag) return;
    setDrag(undefined);
    onRange(buckets[Math.min(drag.start, drag.end)]!.from, buckets[Math.max(drag.start, drag.end)]!.to);
  };
  const toggle = (bucket: Bucket): void => (from === bucket.from && to === bucket.to ? onRange('', '') : onRange(bucket.from, bucket.to));

  return (
    <section className={classes.strip} aria-label={t('strip.title')}>
      <div ref={ref} className={classes.picture}>
        <svg ref={svg} width={width} height={HEIGHT} aria-hidden
          onPointerDown={(event) => { if (buckets.length === 0) return; event.currentTarget.setPointerCapture(event.pointerId); const at = indexAt(event); setDrag({ start: at, end: at }); }}
          onPointerMove={(event) => { if (drag) setDrag({ ...drag, end: indexAt(event) }); }}
          onPointerUp={finish} onPointerCancel={() => setDrag(undefined)}>
          <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={classes.ground} />
          {buckets.map((bucket, i) => {
            const centre = (i + 0.5) * step;
            let top = HEIGHT;
            return (
              <g key={bucket.from}>
                {isMonth(bucket) && bucket.from.endsWith('-01') && <text x={i * step + 2} y={12} className={classes.year}>{bucket.from.slice(0, 4)}</text>}
                <g opacity={!drag && isFiltered && !isChosen(bucket) ? 0.3 : 1}>
                  {(inDrag(i) || isChosen(bucket)) && <rect x={i * step} y={0} width={step} height={HEIGHT} className={classes.chosen} />}
                  {KIND_GROUPS.filter((kind) => bucket.counts[kind] > 0).map((kind) => {
                    const height = Math.max(2, (bucket.counts[kind] / highest) * TALLEST_BAR);
                    top -= height;
                    return <rect key={kind} x={centre - barWidth / 2} y={top} width={barWidth} height={height} fill={COLOURS[kind]} />;
                  })}
                  {bucket.hasRecent && <circle cx={centre} cy={Math.max(4, top - 6)} r={3} className={classes.recent} />}
                </g>
              </g>
            );
          })}
        </svg>
        <ul className={classes.periods}>
          {buckets.map((bucket, i) => bucket.total > 0 && (
            <li key={bucket.from} style={{ left: i * step, width: step }}>
              <button type="button" aria-pressed={isChosen(bucket)} onClick={() => toggle(bucket)} data-quiet={!named.has(bucket)}
                aria-label={t('strip.items', { period: periodOf(bucket), count: bucket.total })} title={t('strip.items', { period: periodOf(bucket), count: bucket.total })}>
                <span>{isMonth(bucket) ? bucket.from.slice(5) : periodOf(bucket)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.legend}>
        {KIND_GROUPS.map((kind) => <span key={kind} data-kind={kind}>{t(`kind.${kind}`)}</span>)}
        <button type="button" className={classes.link} aria-expanded={isTable} onClick={() => setTable(!isTable)}>{isTable ? t('strip.hideTable') : t('strip.showTable')}</button>
      </div>
      {isTable && <BucketTable buckets={buckets} />}
    </section>
  );
});

function BucketTable({ buckets }: { readonly buckets: readonly Bucket[] }) {
  const { t } = useTranslation('chart');
  return (
    <div className={classes.table} tabIndex={0} role="region" aria-label={t('strip.title')}>
      <table>
        <thead><tr><th scope="col">{t('strip.period')}</th>{KIND_GROUPS.map((kind) => <th key={kind} scope="col">{t(`kind.${kind}`)}</th>)}<th scope="col">{t('strip.total')}</th></tr></thead>
        <tbody>
          {buckets.filter(({ total }) => total > 0).reverse().map((bucket) => (
            <tr key={bucket.from}><th scope="row">{periodOf(bucket)}</th>{KIND_GROUPS.map((kind) => <td key={kind}>{bucket.counts[kind]}</td>)}<td>{bucket.total}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
