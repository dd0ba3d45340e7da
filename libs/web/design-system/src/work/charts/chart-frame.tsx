import { Button } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from '../../i18n.js';
import classes from './chart-frame.module.css';

export interface ChartTable {
  /** Heading of the first column, then of the values. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly title: string; readonly values: readonly string[] }[];
}

export interface LegendEntry { readonly id: string; readonly title: string; readonly look: number }

export interface ChartWords {
  readonly title: string;
  /** One sentence with what the chart shows: for those who do not look at it, and for those in a hurry. */
  readonly summary?: string;
}

/** What every chart has: a title, its sentence, a legend, and the same numbers as a table on demand and on paper. */
export function ChartFrame({ title, summary, legend = [], table, children }: ChartWords & { readonly legend?: readonly LegendEntry[]; readonly table: ChartTable; readonly children: ReactNode }) {
  const { t } = useTranslation('work');
  const id = useId();
  const [isTable, setTable] = useState(false);
  const ButtonIcon = isTable ? IconChartBar : IconTable;
  return (
    <figure className={classes.figure} aria-labelledby={id} data-table={isTable}>
      <div className={classes.head}>
        <figcaption id={id} className={classes.title}>{title}</figcaption>
        <Button className={classes.toggle} variant="default" size="compact-sm" leftSection={<ButtonIcon size={16} aria-hidden />} aria-label={t(isTable ? 'chart.asChartOf' : 'chart.asTableOf', { title })} onClick={() => setTable(!isTable)}>{t(isTable ? 'chart.asChart' : 'chart.asTable')}</Button>
      </div>
      {summary !== undefined && <p className={classes.summary}>{summary}</p>}
      {table.rows.length === 0 && <p className={classes.summary}>{t('chart.empty')}</p>}
      {table.rows.length > 0 && (isTable ? <ValuesTable title={title} table={table} /> : (
        <>
          {legend.length > 1 && <ul className={classes.legend} aria-label={t('chart.legend')}>{legend.map((entry) => <li key={entry.id}><span className={classes.swatch} data-look={entry.look} aria-hidden />{entry.title}</li>)}</ul>}
          {children}
        </>
      ))}
    </figure>
  );
}

function ValuesTable({ title, table: { columns, rows } }: { readonly title: string; readonly table: ChartTable }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={title}>
      <table className={classes.values}>
        <thead><tr>{columns.map((column, i) => <th key={column} scope="col" data-number={i > 0}>{column}</th>)}</tr></thead>
        <tbody>{rows.map(({ id, title: name, values }) => <tr key={id}><th scope="row">{name}</th>{values.map((value, i) => <td key={columns[i + 1]}>{value}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
