import { useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import classes from './paged-table.module.css';
import { cellOf, COLUMNS, CopyList } from './row-cells.js';
import type { TableProps } from './timeline-table.js';

const ROWS_PER_PAGE = 50;

/** The same lines as an ordinary table in pages, for browsers and readers that a drawn-on-demand table does not suit. */
export function PagedTable({ rows, sources, expandedIds, openId, coverage, commands }: TableProps) {
  const { t } = useTranslation('chart');
  const [wanted, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const page = Math.min(wanted, pages - 1);
  const shown = rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE);
  return (
    <div className={classes.wrap}>
      <table className={classes.table}>
        <caption className="lv-hidden">{t('table.title')}</caption>
        <thead><tr>{COLUMNS.map((column) => <th key={column} scope="col">{t(`column.${column}`)}</th>)}</tr></thead>
        <tbody>
          {shown.map((row) => {
            const content = { row, isExpanded: expandedIds.has(row.id), coverage, commands };
            return (
              <Fragment key={row.id}>
                <tr aria-current={row.id === openId || undefined}>{COLUMNS.map((column) => <td key={column} data-column={column}>{cellOf(column, content, t)}</td>)}</tr>
                {content.isExpanded && <tr><td colSpan={COLUMNS.length}><CopyList item={row.item} sources={sources} /></td></tr>}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {pages > 1 && (
        <nav className={classes.pages} aria-label={t('pages.title')}>
          <Button variant="default" size="compact-md" disabled={page === 0} onClick={() => setPage(page - 1)}>{t('pages.newer')}</Button>
          <span>{t('pages.at', { page: page + 1, pages })}</span>
          <Button variant="default" size="compact-md" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>{t('pages.older')}</Button>
        </nav>
      )}
    </div>
  );
}
