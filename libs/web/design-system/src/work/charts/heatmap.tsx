import { useLanguage } from '../../i18n.js';
import { ChartFrame, type ChartWords } from './chart-frame.js';
import classes from './heatmap.module.css';

export interface HeatmapProps extends ChartWords {
  readonly rowTitle: string;
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  /** One value for each column, in their order; `undefined` where there is none. */
  readonly rows: readonly { readonly id: string; readonly title: string; readonly values: readonly (number | undefined)[] }[];
  readonly format?: (value: number) => string;
}

const LEVELS = 5;

/** A grid whose cells are the darker the larger their value, with the value in each: the table is the drawing. */
export function Heatmap({ title, summary, rowTitle, columns, rows, format }: HeatmapProps) {
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const words = (value: number | undefined): string => (value === undefined ? '–' : (format ?? number.format)(value));
  const max = Math.max(1, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const levelOf = (value: number | undefined): number => (value ? Math.max(1, Math.ceil((value / max) * LEVELS)) : 0);
  return (
    <ChartFrame title={title} {...(summary !== undefined && { summary })} table={{ columns: [rowTitle, ...columns.map(({ title: name }) => name)], rows: rows.map(({ id, title: name, values }) => ({ id, title: name, values: values.map(words) })) }}>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={title}>
        <table className={classes.grid}>
          <thead><tr><th scope="col">{rowTitle}</th>{columns.map(({ id, title: name }) => <th key={id} scope="col">{name}</th>)}</tr></thead>
          <tbody>{rows.map(({ id, title: name, values }) => <tr key={id}><th scope="row">{name}</th>{columns.map((column, i) => <td key={column.id} data-level={levelOf(values[i])}>{words(values[i])}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </ChartFrame>
  );
}
