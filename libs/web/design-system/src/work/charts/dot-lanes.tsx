import { dayOf } from '../../dates.js';
import { useTranslation } from '../../i18n.js';
import { useWidth } from '../../use-width.js';
import { ChartFrame, type ChartWords } from './chart-frame.js';
import classes from './dot-lanes.module.css';
import plot from './plot.module.css';
import { linear, spread } from './scale.js';
import { useMarks } from './use-marks.js';

export interface LaneDot {
  readonly id: string;
  readonly atMs: number;
  /** Said of it, with its time: `2026-11-19 14:05, report opened`. */
  readonly words: string;
  /** Stands out: drawn hollow with an outline, and said in `words`. */
  readonly isOutlined?: boolean;
}
export interface Lane { readonly id: string; readonly title: string; readonly note?: string; readonly dots: readonly LaneDot[] }

export interface DotLanesProps extends ChartWords {
  /** Who the lanes are, and what the second column says when shown as a table. */
  readonly laneTitle: string;
  readonly dotTitle: string;
  readonly lanes: readonly Lane[];
}

const HEIGHT = 28;
const PAD = 8;
const RADIUS = 5;
const DATE_PX = 110;

/** Who did something when: a lane for each, a point for each time, all on one axis of days. */
export function DotLanes({ title, summary, laneTitle, dotTitle, lanes }: DotLanesProps) {
  const { t } = useTranslation('work');
  const { ref, width: measured } = useWidth<HTMLDivElement>();
  const width = measured || 480;
  const times = lanes.flatMap(({ dots }) => dots.map(({ atMs }) => atMs));
  const [startMs, endMs] = [Math.min(...times), Math.max(...times)];
  const x = linear([startMs, endMs], [PAD, width - PAD]);
  const order = lanes.flatMap(({ dots }) => dots);
  return (
    <ChartFrame title={title} {...(summary !== undefined && { summary })}
      table={{ columns: [laneTitle, dotTitle], rows: lanes.flatMap(({ id, title: name, dots }) => dots.map((dot) => ({ id: `${id} ${dot.id}`, title: name, values: [dot.words] }))) }}>
      <Drawing lanes={lanes} order={order} x={x} width={width} axisRef={ref} ticks={spread(startMs, endMs, Math.max(2, Math.min(5, Math.floor(width / DATE_PX)))).map(dayOf)} hint={t('chart.walk')} />
    </ChartFrame>
  );
}

function Drawing({ lanes, order, x, width, axisRef, ticks, hint }: { readonly lanes: readonly Lane[]; readonly order: readonly LaneDot[]; readonly x: (ms: number) => number; readonly width: number; readonly axisRef: (element: HTMLDivElement | null) => (() => void) | undefined; readonly ticks: readonly string[]; readonly hint: string }) {
  const { active, markProps } = useMarks(order.length);
  let at = 0;
  return (
    <>
      <div className={classes.wrap}>
        {lanes.map((lane) => {
          const from = at;
          at += lane.dots.length;
          return (
            <div key={lane.id} className={classes.lane}>
              <span className={classes.name}><span>{lane.title}</span>{lane.note !== undefined && <span className={classes.note}>{lane.note}</span>}</span>
              <svg className={classes.svg} width={width} height={HEIGHT} role="group" aria-label={lane.title}>
                <line aria-hidden className={classes.base} x1={0} x2={width} y1={HEIGHT / 2} y2={HEIGHT / 2} />
                {lane.dots.map((dot, i) => (
                  <g key={dot.id} role="img" aria-label={dot.words} className={classes.mark} data-outlined={dot.isOutlined} {...markProps(from + i)}>
                    <circle className={classes.dot} cx={x(dot.atMs)} cy={HEIGHT / 2} r={RADIUS} />
                  </g>
                ))}
              </svg>
            </div>
          );
        })}
        <div className={classes.lane} data-axis aria-hidden>
          <span />
          <div ref={axisRef} className={classes.axis}>{ticks.map((tick) => <span key={tick}>{tick}</span>)}</div>
        </div>
      </div>
      <p className={plot.readout} aria-hidden>{active === undefined ? hint : order[active]?.words}</p>
    </>
  );
}
