import { useLanguage } from '../../i18n.js';
import { useWidth } from '../../use-width.js';
import { Bars } from './bars.js';
import { ChartFrame, type ChartWords } from './chart-frame.js';
import classes from './plot.module.css';
import { linear, niceTicks } from './scale.js';
import { useMarks } from './use-marks.js';

export interface HistogramProps extends ChartWords {
  /** What the bins are of, `Days without use`; heading of the first column. */
  readonly binTitle: string;
  /** What is counted, `Users`. */
  readonly countTitle: string;
  readonly bins: readonly { readonly id: string; readonly title: string; readonly count: number }[];
}

const HEIGHT = 200;
const TOP = 20;
const BOTTOM = 26;
const LEFT = 8;
const MIN_BIN_PX = 52;
const MAX_BAR_PX = 72;

/** How many fall into each bin: standing bars, or lying ones where the window is too narrow for their names. */
export function Histogram({ title, summary, binTitle, countTitle, bins }: HistogramProps) {
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const { ref, width: measured } = useWidth<HTMLDivElement>();
  const width = measured || 640;
  const { markProps } = useMarks(bins.length);
  const words = { title, ...(summary !== undefined && { summary }) };
  if (width / bins.length < MIN_BIN_PX) {
    return <div ref={ref}><Bars {...words} categoryTitle={binTitle} series={[{ id: 'count', title: countTitle }]} categories={bins.map(({ id, title: name, count }) => ({ id, title: name, values: [count] }))} form="grouped" /></div>;
  }
  const max = niceTicks(Math.max(0, ...bins.map(({ count }) => count))).at(-1)!;
  const y = linear([0, max], [HEIGHT - BOTTOM, TOP]);
  const plotWidth = width - 34;
  const step = (plotWidth - LEFT) / bins.length;
  const barWidth = Math.min(MAX_BAR_PX, step * 0.76);
  return (
    <div ref={ref}>
      <ChartFrame {...words} table={{ columns: [binTitle, countTitle], rows: bins.map(({ id, title: name, count }) => ({ id, title: name, values: [number.format(count)] })) }}>
        <svg className={classes.plot} width={plotWidth} height={HEIGHT} role="group" aria-label={title}>
          <line className={classes.axis} x1={LEFT} x2={plotWidth} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
          {bins.map(({ id, title: name, count }, i) => (
            <g key={id} role="img" aria-label={`${name}: ${number.format(count)}`} className={classes.mark} {...markProps(i)}>
              <rect className={classes.bar} x={LEFT + (i + 0.5) * step - barWidth / 2} width={barWidth} y={y(count)} height={HEIGHT - BOTTOM - y(count)} />
              <text className={classes.value} x={LEFT + (i + 0.5) * step} y={y(count) - 6}>{number.format(count)}</text>
              <text className={classes.tick} x={LEFT + (i + 0.5) * step} y={HEIGHT - 8}>{name}</text>
            </g>
          ))}
        </svg>
      </ChartFrame>
    </div>
  );
}
