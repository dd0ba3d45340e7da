import type { ReactNode } from 'react';
import classes from './program-office.module.css';

export interface PlainColumn<Row> {
  readonly id: string;
  /** Empty for a column of buttons. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

/** A short table that is there as a whole. Its roles are said aloud, because on narrow screens its lines are drawn as cards. */
export function PlainTable<Row>({ title, columns, rows, rowKey, foot }: { readonly title: string; readonly columns: readonly PlainColumn<Row>[]; readonly rows: readonly Row[]; readonly rowKey: (row: Row) => string; readonly foot?: Row }) {
  const line = (row: Row, key: string) => (
    <tr key={key} role="row">
      {columns.map(({ id, title: heading, cell, isNumber }, at) => (at === 0
        ? <th key={id} role="rowheader" scope="row" data-number={isNumber}>{cell(row)}</th>
        : <td key={id} role="cell" data-number={isNumber} data-label={heading || undefined}>{cell(row)}</td>))}
    </tr>
  );
  return (
    <table role="table" className={classes.table}>
      <caption className="lv-hidden">{title}</caption>
      <thead role="rowgroup"><tr role="row">{columns.map(({ id, title: heading, isNumber }) => (heading === '' ? <td key={id} role="cell" /> : <th key={id} role="columnheader" scope="col" data-number={isNumber}>{heading}</th>))}</tr></thead>
      <tbody role="rowgroup">{rows.map((row) => line(row, rowKey(row)))}</tbody>
      {foot !== undefined && <tfoot role="rowgroup">{line(foot, 'foot')}</tfoot>}
    </table>
  );
}
