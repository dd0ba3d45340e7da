import { useLanguage, useTranslation } from '../../i18n.js';
import { ChartFrame, type ChartWords } from './chart-frame.js';
import classes from './heatmap.module.css';
import { levelIn } from './levels.js';

export interface HeatmapProps extends ChartWords {
  readonly rowTitle: string;
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  /** One value for each column, in their order; `undefined` where there is none. */
  readonly rows: readonly { readonly id: string; readonly title: string; readonly values: readonly (number | undefined)[] }[];
  readonly format?: (value: number) => string;
  /** Cells that stand out from what is usual: drawn with an outline and named by `outlineTitle`. */
  readonly isOutlined?: (rowId: string, columnId: string) => boolean;
  readonly outlineTitle?: string;
}

/** A grid whose cells are the darker the larger their value, with the value in each: the table is the drawing. */
export function Heatmap({ title, summary, rowTitle, columns, rows, format, isOutlined, outlineTitle }: HeatmapProps) {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const words = (value: number | undefined): string => (value === undefined ? '–' : (format ?? number.format)(value));
  const max = Math.max(1, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const outlined = (row: string, column: string | undefined): boolean => column !== undefined && (isOutlined?.(row, column) ?? false);
  const hasOutlines = rows.some(({ id }) => columns.some((column) => outlined(id, column.id)));
  return (
    <ChartFrame title={title} {...(summary !== undefined && { summary })}
      table={{ columns: [rowTitle, ...columns.map(({ title: name }) => name)], rows: rows.map(({ id, title: name, values }) => ({ id, title: name, values: values.map((value, i) => (outlined(id, columns[i]?.id) ? t('chart.unusual', { what: words(value) }) : words(value))) })) }}>
      {hasOutlines && outlineTitle !== undefined && <p className={classes.key}><span aria-hidden />{outlineTitle}</p>}
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={title}>
        <table className={classes.grid}>
          <thead><tr><th scope="col">{rowTitle}</th>{columns.map(({ id, title: name }) => <th key={id} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {rows.map(({ id, title: name, values }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {columns.map((column, i) => <td key={column.id} data-level={levelIn(values[i], max)} data-outlined={outlined(id, column.id) || undefined}>{words(values[i])}{outlined(id, column.id) && <span className="lv-hidden"> {t('chart.isUnusual')}</span>}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFrame>
  );
}
