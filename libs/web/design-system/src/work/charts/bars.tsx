import { useLanguage, useTranslation } from '../../i18n.js';
import classes from './bars.module.css';
import { ChartFrame, type ChartWords } from './chart-frame.js';

export interface BarSeries { readonly id: string; readonly title: string }
export interface BarCategory {
  readonly id: string;
  readonly title: string;
  /** One value for each series, in their order; not negative. */
  readonly values: readonly number[];
}

export interface BarsProps extends ChartWords {
  /** What the categories are: heading of the first column when shown as a table. */
  readonly categoryTitle: string;
  /** At most four. */
  readonly series: readonly BarSeries[];
  readonly categories: readonly BarCategory[];
  /** `stacked`: the values are parts of one whole. `grouped`: they are measured against each other. */
  readonly form: 'stacked' | 'grouped';
}

const BAR = { stacked: 18, grouped: 10 } as const;
const GAP = 3;

/** Lying bars, so that long names can be read at any width. Every value stands beside its bar in figures. */
export function Bars({ title, summary, categoryTitle, series, categories, form }: BarsProps) {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const totalOf = ({ values }: BarCategory): number => values.reduce((sum, value) => sum + value, 0);
  const max = Math.max(1, ...categories.map((category) => (form === 'stacked' ? totalOf(category) : Math.max(0, ...category.values))));
  const hasTotal = form === 'stacked' && series.length > 1;
  const height = form === 'stacked' ? BAR.stacked : series.length * (BAR.grouped + GAP) - GAP;
  return (
    <ChartFrame title={title} {...(summary !== undefined && { summary })} legend={series.map(({ id, title: name }, look) => ({ id, title: name, look }))}
      table={{
        columns: [categoryTitle, ...series.map(({ title: name }) => name), ...(hasTotal ? [t('chart.total')] : [])],
        rows: categories.map((category) => ({ id: category.id, title: category.title, values: [...category.values, ...(hasTotal ? [totalOf(category)] : [])].map((value) => number.format(value)) })),
      }}>
      <ul className={classes.bars} aria-label={title}>
        {categories.map((category) => (
          <li key={category.id} className={classes.category}>
            <span className={classes.name}>{category.title}</span>
            <svg className={classes.plot} height={height} viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden>
              {form === 'stacked' ? <Stack values={category.values} max={max} /> : category.values.map((value, i) => <rect key={series[i]?.id} data-look={i} x={0} y={i * (BAR.grouped + GAP)} height={BAR.grouped} width={value === 0 ? 0 : Math.max(2, (value / max) * 1000)} />)}
            </svg>
            <span className={classes.values}>
              {category.values.map((value, i) => (
                <span key={series[i]?.id}>{series.length > 1 && <><span className={classes.swatch} data-look={i} aria-hidden /><span className="lv-hidden">{series[i]?.title}: </span></>}{number.format(value)}</span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function Stack({ values, max }: { readonly values: readonly number[]; readonly max: number }) {
  let x = 0;
  return values.map((value, i) => {
    const width = (value / max) * 1000;
    x += width;
    return <rect key={i} data-look={i} x={x - width} y={0} width={width} height={BAR.stacked} />;
  });
}
