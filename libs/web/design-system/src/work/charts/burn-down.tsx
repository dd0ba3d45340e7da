import { dayOf } from '../../dates.js';
import { useLanguage, useTranslation } from '../../i18n.js';
import { useWidth } from '../../use-width.js';
import { ChartFrame, type ChartWords } from './chart-frame.js';
import classes from './plot.module.css';
import { linear, niceTicks, spread } from './scale.js';
import { useMarks } from './use-marks.js';

export interface BurnDownProps extends ChartWords {
  /** What is left, `Users to attest`. */
  readonly remainingTitle: string;
  /** In order of time. */
  readonly points: readonly { readonly atMs: number; readonly remaining: number }[];
  readonly dueMs: number;
}

const HEIGHT = 240;
const TOP = 18;
const BOTTOM = 30;
const LEFT = 56;
const RIGHT = 16;
const DATE_PX = 96;

/** What was left to do on each day, the line that would have been even work, and the day it is due. */
export function BurnDown({ title, summary, remainingTitle, points, dueMs }: BurnDownProps) {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const { ref, width: measured } = useWidth<HTMLDivElement>();
  const width = measured || 640;
  const { active, markProps } = useMarks(points.length);
  const first = points[0];
  const last = points.at(-1);
  const startMs = first?.atMs ?? dueMs;
  const endMs = Math.max(dueMs, last?.atMs ?? dueMs);
  const ticks = niceTicks(Math.max(0, ...points.map(({ remaining }) => remaining)));
  const x = linear([startMs, endMs], [LEFT, width - RIGHT]);
  const y = linear([0, ticks.at(-1)!], [HEIGHT - BOTTOM, TOP]);
  const words = ({ atMs, remaining }: { readonly atMs: number; readonly remaining: number }): string => t('chart.point', { day: dayOf(atMs), value: number.format(remaining), what: remainingTitle });
  const shown = active === undefined ? last : points[active];
  return (
    <ChartFrame title={title} {...(summary !== undefined && { summary })} legend={[{ id: 'left', title: remainingTitle, look: 0 }, { id: 'even', title: t('chart.evenWork'), look: 3 }]}
      table={{ columns: [t('chart.day'), remainingTitle], rows: points.map(({ atMs, remaining }) => ({ id: String(atMs), title: dayOf(atMs), values: [number.format(remaining)] })) }}>
      <div ref={ref} className={classes.measured}>
        <svg className={classes.plot} width={width} height={HEIGHT} role="group" aria-label={title}>
          {ticks.map((tick) => (
            <g key={tick} aria-hidden>
              <line className={classes.grid} x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text className={classes.tickLeft} x={LEFT - 8} y={y(tick) + 4}>{number.format(tick)}</text>
            </g>
          ))}
          {spread(startMs, endMs, Math.max(2, Math.min(5, Math.floor((width - LEFT) / DATE_PX)))).map((atMs, i, all) => (
            <text key={atMs} aria-hidden className={classes.tick} data-end={i === all.length - 1} data-start={i === 0} x={i === 0 ? LEFT : i === all.length - 1 ? width - RIGHT : x(atMs)} y={HEIGHT - 8}>{dayOf(atMs)}</text>
          ))}
          <line aria-hidden className={classes.due} x1={x(dueMs)} x2={x(dueMs)} y1={TOP} y2={HEIGHT - BOTTOM} />
          {first && <line aria-hidden className={classes.even} x1={x(startMs)} y1={y(first.remaining)} x2={x(dueMs)} y2={y(0)} />}
          <polyline aria-hidden className={classes.line} points={points.map(({ atMs, remaining }) => `${x(atMs)},${y(remaining)}`).join(' ')} />
          {points.map((point, i) => (
            <g key={point.atMs} role="img" aria-label={words(point)} className={classes.mark} {...markProps(i)}>
              <circle className={classes.reach} cx={x(point.atMs)} cy={y(point.remaining)} r={12} />
              <circle className={classes.dot} cx={x(point.atMs)} cy={y(point.remaining)} r={active === i ? 6 : 3.5} />
            </g>
          ))}
        </svg>
      </div>
      {shown && <p className={classes.readout} aria-hidden>{words(shown)} · {t('chart.due', { day: dayOf(dueMs) })}</p>}
    </ChartFrame>
  );
}
