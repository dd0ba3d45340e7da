import { KIND_GROUPS, useTranslation } from '@longview/web-design-system';
import { scaleBand, scaleLinear } from '@visx/scale';
import { memo, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { TimelineRow } from './rows.js';
import { useWidth } from './use-width.js';
import { bucketRows, type Bucket } from './year-buckets.js';
import classes from './year-strip.module.css';

const HEIGHT = 56;
const COLOURS = { imaging: 'var(--lv-imaging)', labs: 'var(--lv-labs)', documents: 'var(--lv-documents)', visits: 'var(--lv-visits)', meds: 'var(--lv-meds)' } as const;

/** Broad enough to press, narrow enough to look like a bar when a record has three years. */
const WIDEST_BAR = 44;

/** The bars whose names fit beside each other. */
function spacedOut(buckets: readonly Bucket[], step: number, namePx: number): ReadonlySet<string> {
  let end = -Infinity;
  return new Set(buckets.filter(({ total }, i) => {
    if (total === 0 || i * step < end) return false;
    end = i * step + namePx;
    return true;
  }).map(({ period }) => period));
}

/**
 * The whole record at a glance: one bar a year, or month, stacked by kind; a dot marks a bar with something new. Dragging
 * over bars, or pressing the names below them, narrows the dates. The same as a table for those who cannot see it.
 */
export const YearStrip = memo(function YearStrip({ rows, from, to, onRange }: {
  readonly rows: readonly TimelineRow[];
  readonly from: string;
  readonly to: string;
  readonly onRange: (from: string, to: string) => void;
}) {
  const { t } = useTranslation('chart');
  const { ref, width } = useWidth<HTMLDivElement>();
  const buckets = useMemo(() => bucketRows(rows), [rows]);
  const [isTable, setTable] = useState(false);
  const [drag, setDrag] = useState<{ readonly start: number; readonly end: number }>();
  const svg = useRef<SVGSVGElement>(null);

  const x = useMemo(() => scaleBand<string>({ domain: buckets.map(({ period }) => period), range: [0, width], paddingInner: 0.25, paddingOuter: 0.1 }), [buckets, width]);
  const y = useMemo(() => scaleLinear<number>({ domain: [0, Math.max(1, ...buckets.map(({ total }) => total))], range: [0, HEIGHT - 8] }), [buckets]);
  if (buckets.length === 0) return null;

  const indexAt = (event: PointerEvent): number => {
    const left = svg.current?.getBoundingClientRect().left ?? 0;
    return Math.min(buckets.length - 1, Math.max(0, Math.floor((event.clientX - left) / x.step())));
  };
  const isChosen = ({ period }: Bucket): boolean => (!!from || !!to) && (!from || period >= from.slice(0, period.length)) && (!to || period <= to.slice(0, period.length));
  const inDrag = (i: number): boolean => drag !== undefined && i >= Math.min(drag.start, drag.end) && i <= Math.max(drag.start, drag.end);
  const finish = (): void => {
    if (!drag) return;
    const first = buckets[Math.min(drag.start, drag.end)]!.period;
    const last = buckets[Math.max(drag.start, drag.end)]!.period;
    setDrag(undefined);
    onRange(first, last);
  };
  const toggle = ({ period }: Bucket): void => (from === period && to === period ? onRange('', '') : onRange(period, period));
  const isMonthly = buckets[0]!.period.length > 4;
  const barWidth = Math.min(x.bandwidth(), WIDEST_BAR);
  const centreOf = ({ period }: Bucket): number => (x(period) ?? 0) + x.bandwidth() / 2;
  const named = spacedOut(buckets, x.step(), isMonthly ? 26 : 40);

  return (
    <section className={classes.strip} aria-label={t('strip.title')}>
      <div ref={ref} className={classes.picture}>
        <svg ref={svg} width={width} height={HEIGHT} aria-hidden
          onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); const at = indexAt(event); setDrag({ start: at, end: at }); }}
          onPointerMove={(event) => { if (drag) setDrag({ ...drag, end: indexAt(event) }); }}
          onPointerUp={finish} onPointerCancel={() => setDrag(undefined)}>
          <line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={classes.ground} />
          {buckets.map((bucket, i) => {
            const left = centreOf(bucket) - barWidth / 2;
            let top = HEIGHT;
            return (
              <g key={bucket.period}>
                {isMonthly && bucket.period.endsWith('-01') && <text x={centreOf(bucket) - x.step() / 2 + 2} y={12} className={classes.year}>{bucket.period.slice(0, 4)}</text>}
                <g opacity={!drag && (from || to) && !isChosen(bucket) ? 0.3 : 1}>
                {(inDrag(i) || isChosen(bucket)) && <rect x={centreOf(bucket) - x.step() / 2} y={0} width={x.step()} height={HEIGHT} className={classes.chosen} />}
                {KIND_GROUPS.filter((kind) => bucket.counts[kind] > 0).map((kind) => {
                  const height = Math.max(2, y(bucket.counts[kind]));
                  top -= height;
                  return <rect key={kind} x={left} y={top} width={Math.max(1, barWidth)} height={height} fill={COLOURS[kind]} />;
                })}
                {bucket.hasRecent && <circle cx={centreOf(bucket)} cy={Math.max(4, top - 6)} r={3} className={classes.recent} />}
                </g>
              </g>
            );
          })}
        </svg>
        <ul className={classes.periods}>
          {buckets.map((bucket) => bucket.total > 0 && (
            <li key={bucket.period} style={{ left: centreOf(bucket) - x.step() / 2, width: x.step() }}>
              <button type="button" aria-pressed={isChosen(bucket)} onClick={() => toggle(bucket)} data-quiet={!named.has(bucket.period)}
                aria-label={t('strip.items', { period: bucket.period, count: bucket.total })} title={t('strip.items', { period: bucket.period, count: bucket.total })}>
                <span>{isMonthly ? bucket.period.slice(5) : bucket.period}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes.legend}>
        {KIND_GROUPS.filter((kind) => buckets.some(({ counts }) => counts[kind] > 0)).map((kind) => <span key={kind} data-kind={kind}>{t(`kind.${kind}`)}</span>)}
        <button type="button" className={classes.link} aria-expanded={isTable} onClick={() => setTable(!isTable)}>{isTable ? t('strip.hideTable') : t('strip.showTable')}</button>
      </div>
      {isTable && (
        <table className={classes.table}>
          <caption className="lv-hidden">{t('strip.title')}</caption>
          <thead><tr><th scope="col">{t('strip.period')}</th>{KIND_GROUPS.map((kind) => <th key={kind} scope="col">{t(`kind.${kind}`)}</th>)}<th scope="col">{t('strip.total')}</th></tr></thead>
          <tbody>
            {buckets.filter(({ total }) => total > 0).reverse().map(({ period, counts, total }) => (
              <tr key={period}><th scope="row">{period}</th>{KIND_GROUPS.map((kind) => <td key={kind}>{counts[kind]}</td>)}<td>{total}</td></tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
});
