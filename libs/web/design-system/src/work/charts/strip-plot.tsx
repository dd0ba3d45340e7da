import { useLanguage, useTranslation } from '../../i18n.js';
import { useWidth } from '../../use-width.js';
import { ChartFrame, type ChartWords } from './chart-frame.js';
import { linear, middleOf, niceTicks, stackedLevels } from './scale.js';
import plot from './plot.module.css';
import classes from './strip-plot.module.css';
import { useMarks } from './use-marks.js';

export interface StripPoint {
  readonly id: string;
  readonly title: string;
  /** Not negative. */
  readonly value: number;
  /** The one that is looked at among the others. */
  readonly isMarked?: boolean;
}

export interface StripPlotProps extends ChartWords {
  /** Who the points are: heading of the first column. */
  readonly pointTitle: string;
  /** What is measured, `Patients in 30 days`: name of the axis, and heading of the second column. */
  readonly valueTitle: string;
  /** Who stands out, `Sana Osei`, and who the others are, `Others with this role`. */
  readonly markedTitle: string;
  readonly othersTitle: string;
  readonly points: readonly StripPoint[];
}

const RADIUS = 5;
const ROW = 2 * RADIUS + 1;
const MOST_LEVELS = 9;
const TOP = 16;
const BOTTOM = 42;
const LEFT = 14;
const RIGHT = 22;

/** One person's number among those of others: a point for each along one axis, piled up where they are alike, with their middle. */
export function StripPlot({ title, summary, pointTitle, valueTitle, markedTitle, othersTitle, points }: StripPlotProps) {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`, { maximumFractionDigits: 1 });
  const { ref, width: measured } = useWidth<HTMLDivElement>();
  const width = measured || 640;
  const { active, markProps } = useMarks(points.length);
  const sorted = points.toSorted((a, b) => a.value - b.value);
  const ticks = niceTicks(Math.max(0, ...points.map(({ value }) => value)));
  const x = linear([0, ticks.at(-1)!], [LEFT, width - RIGHT]);
  const levels = stackedLevels(sorted.map(({ value }) => x(value)), ROW, MOST_LEVELS);
  const height = TOP + (Math.max(0, ...levels) + 1) * ROW + BOTTOM;
  const base = height - BOTTOM;
  const middle = middleOf(sorted.map(({ value }) => value));
  const words = ({ title: name, value }: StripPoint): string => `${name}: ${number.format(value)}`;
  const shown = active === undefined ? sorted.find(({ isMarked }) => isMarked) : sorted[active];
  return (
    <ChartFrame title={title} {...(summary !== undefined && { summary })} legend={[{ id: 'others', title: othersTitle, look: 0 }, { id: 'marked', title: markedTitle, look: 1 }]}
      table={{ columns: [pointTitle, valueTitle], rows: sorted.toReversed().map(({ id, title: name, value, isMarked }) => ({ id, title: isMarked ? t('chart.marked', { name }) : name, values: [number.format(value)] })) }}>
      <div ref={ref} className={plot.measured}>
        <svg className={plot.plot} width={width} height={height} role="group" aria-label={title}>
          <g aria-hidden>
            <line className={plot.axis} x1={LEFT} x2={width - RIGHT} y1={base} y2={base} />
            {ticks.map((tick) => <g key={tick}><line className={classes.lane} x1={x(tick)} x2={x(tick)} y1={TOP} y2={base} /><text className={plot.tick} x={x(tick)} y={base + 16}>{number.format(tick)}</text></g>)}
            <text className={plot.tick} data-end x={width - RIGHT} y={base + 34}>{valueTitle}</text>
            {middle !== undefined && <line className={classes.middle} x1={x(middle)} x2={x(middle)} y1={TOP - 8} y2={base} />}
          </g>
          {sorted.map((point, i) => (
            <g key={point.id} role="img" aria-label={words(point)} className={classes.mark} {...markProps(i)}>
              <circle className={point.isMarked ? classes.marked : classes.dot} cx={x(point.value)} cy={base - RADIUS - 2 - levels[i]! * ROW} r={point.isMarked ? RADIUS + 1.5 : RADIUS} />
            </g>
          ))}
        </svg>
      </div>
      <p className={plot.readout} aria-hidden>{[shown && words(shown), middle !== undefined && t('chart.middle', { value: number.format(middle) })].filter(Boolean).join(' · ')}</p>
    </ChartFrame>
  );
}
