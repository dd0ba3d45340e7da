import { Button, Checkbox, Loader, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useAnnounce } from '../announcer.js';
import { useLanguage, useTranslation } from '../i18n.js';
import { EmptyState, Notice } from '../notice.js';
import classes from './data-table.module.css';
import { nextSort, type TableQuestion } from './table-question.js';

export interface DataColumn<Row> {
  /** Also what the server is told to sort by. */
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isSortable?: boolean;
  /** Numbers stand at the end, so that their digits line up. */
  readonly isNumber?: boolean;
}

export interface DataTableProps<Row> {
  /** What the lines are: read out with the table, and above it when `isTitleShown`. */
  readonly title: string;
  /** The first column names the line. */
  readonly columns: readonly DataColumn<Row>[];
  /** The lines of this page; `undefined` until the first answer. What is known stays on the screen while more is asked. */
  readonly rows: readonly Row[] | undefined;
  /** Lines on all pages. */
  readonly total: number | undefined;
  readonly rowKey: (row: Row) => string;
  readonly question: TableQuestion;
  readonly onAsk: (wish: Partial<TableQuestion>) => void;
  readonly isLoading: boolean;
  /** Why there is no answer, in words; with it, `onRetry` asks again. */
  readonly problem?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Label of the search field; without it there is none. */
  readonly searchLabel?: string;
  readonly searchHint?: string;
  /** Filters, beside the search field. */
  readonly filters?: ReactNode;
  /** True while anything but the search text narrows the list: an empty list then says so. */
  readonly isFiltered?: boolean;
  /** What to say when there is nothing at all, and what to do about it. */
  readonly empty: { readonly title: string; readonly explain?: string; readonly actions?: ReactNode };
  readonly selection?: {
    readonly keys: ReadonlySet<string>;
    readonly onChange: (keys: ReadonlySet<string>) => void;
    /** Names the line for the box that selects it. */
    readonly labelOf: (row: Row) => string;
    readonly isSelectable?: (row: Row) => boolean;
  };
  /** What can be done with the selected lines; shown while there are any. */
  readonly selectionActions?: ReactNode;
}

const SEARCH_DELAY_MS = 300;

/**
 * A table whose lines the server pages, sorts and searches. Ordinary table markup with its roles said aloud, because on
 * narrow screens each line is drawn as a card and would otherwise lose them.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { title, columns, rows, total, rowKey, question, isLoading, problem, onRetry, selection } = props;
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const announce = useAnnounce();
  const number = new Intl.NumberFormat(`${language}-CA`);
  useEffect(() => { if (!isLoading && total !== undefined) announce(t('table.announce', { count: total })); }, [announce, t, isLoading, total]);
  const isNarrowed = question.search.trim() !== '' || props.isFiltered === true;
  const selectable = rows?.filter((row) => selection?.isSelectable?.(row) ?? true) ?? [];
  const selectedHere = selection ? selectable.filter((row) => selection.keys.has(rowKey(row))).length : 0;
  const select = (keys: readonly string[], isSelected: boolean): void => {
    const next = new Set(selection?.keys);
    for (const key of keys) {
      if (isSelected) next.add(key);
      else next.delete(key);
    }
    selection?.onChange(next);
  };
  const order = (column: string): 'ascending' | 'descending' | 'none' => (question.sort?.column !== column ? 'none' : question.sort.isDescending ? 'descending' : 'ascending');

  return (
    <section className={classes.wrap} aria-label={title}>
      <div className={classes.tools}>
        {props.searchLabel !== undefined && <SearchField label={props.searchLabel} hint={props.searchHint} value={question.search} onSearch={(search) => props.onAsk({ search })} />}
        {props.filters}
        <SortChoice {...props} />
        <span className={classes.count} data-busy={isLoading}>
          {isLoading && <Loader size={16} aria-hidden />}
          {total !== undefined && t('table.count', { count: total, n: number.format(total) })}
        </span>
      </div>
      {selection && selection.keys.size > 0 && (
        <div className={classes.selected}>
          <strong>{t('table.selected', { count: selection.keys.size })}</strong>
          {props.selectionActions}
          <Button variant="subtle" size="compact-sm" onClick={() => selection.onChange(new Set())}>{t('table.unselect')}</Button>
        </div>
      )}
      {problem !== undefined && <Notice tone="alert" isUrgent title={problem}>{onRetry && <Button variant="default" size="compact-sm" mt={6} onClick={onRetry}>{t('again')}</Button>}</Notice>}
      {rows?.length === 0 && problem === undefined && !isLoading && (isNarrowed
        ? <EmptyState icon={IconSearchOff} title={t('table.nothingMatches')}>{t('table.nothingMatchesNext')}</EmptyState>
        : <EmptyState icon={IconSearchOff} title={props.empty.title} actions={props.empty.actions}>{props.empty.explain}</EmptyState>)}
      {rows === undefined && problem === undefined && <Skeleton label={t('table.loading')} />}
      {rows !== undefined && rows.length > 0 && (
        <table role="table" className={classes.table} aria-busy={isLoading} aria-rowcount={total === undefined ? undefined : total + 1}>
          <caption className="lv-hidden">{title}</caption>
          <thead role="rowgroup">
            <tr role="row" aria-rowindex={1}>
              {selection && <th role="columnheader" scope="col" className={classes.box}><Checkbox aria-label={t('table.selectPage')} checked={selectable.length > 0 && selectedHere === selectable.length} indeterminate={selectedHere > 0 && selectedHere < selectable.length} disabled={selectable.length === 0} onChange={({ currentTarget }) => select(selectable.map(rowKey), currentTarget.checked)} /></th>}
              {columns.map(({ id, title: columnTitle, isSortable, isNumber }) => (
                <th key={id} role="columnheader" scope="col" data-number={isNumber} aria-sort={isSortable ? order(id) : undefined}>
                  {isSortable ? <button type="button" className={classes.sort} onClick={() => props.onAsk({ sort: nextSort(question.sort, id) })}>{columnTitle}<SortIcon order={order(id)} /></button> : columnTitle}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row, i) => {
              const key = rowKey(row);
              const isSelected = selection?.keys.has(key) ?? false;
              return (
                <tr key={key} role="row" aria-rowindex={question.page * question.pageSize + i + 2} data-selected={isSelected || undefined}>
                  {selection && <td role="cell" className={classes.box}><Checkbox aria-label={t('table.select', { what: selection.labelOf(row) })} checked={isSelected} disabled={!(selection.isSelectable?.(row) ?? true)} onChange={({ currentTarget }) => select([key], currentTarget.checked)} /></td>}
                  {columns.map(({ id, title: columnTitle, cell, isNumber }, at) => (at === 0
                    ? <th key={id} role="rowheader" scope="row" data-number={isNumber}>{cell(row)}</th>
                    : <td key={id} role="cell" data-number={isNumber}><span className={classes.label} aria-hidden>{columnTitle}</span><span className={classes.value}>{cell(row)}</span></td>))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {total !== undefined && <Pages question={question} total={total} onAsk={props.onAsk} format={(n) => number.format(n)} />}
    </section>
  );
}

/** Waits until the typing pauses; what the question says otherwise (a reset) shows at once. */
function SearchField({ label, hint, value, onSearch }: { readonly label: string; readonly hint: string | undefined; readonly value: string; readonly onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => { sent.current = text; search.current(text); }, SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return <TextInput type="search" className={classes.search} label={label} description={hint} value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} leftSection={<IconSearch size={16} aria-hidden />} spellCheck={false} autoComplete="off" />;
}

/** Where lines are cards there are no headings to press. */
function SortChoice<Row>({ columns, question, onAsk }: Pick<DataTableProps<Row>, 'columns' | 'question' | 'onAsk'>) {
  const { t } = useTranslation('work');
  const id = useId();
  const sortable = columns.filter(({ isSortable }) => isSortable);
  if (sortable.length === 0) return null;
  const value = question.sort ? `${question.sort.column} ${question.sort.isDescending ? 'down' : 'up'}` : '';
  const pick = (choice: string): void => {
    const [column, direction] = choice.split(' ');
    onAsk({ sort: column ? { column, isDescending: direction === 'down' } : undefined });
  };
  return (
    <NativeSelect id={id} className={classes.sortChoice} label={t('table.sortBy')} value={value} onChange={({ currentTarget }) => pick(currentTarget.value)}
      data={[...(question.sort ? [] : [{ value: '', label: t('table.sortAsGiven') }]), ...sortable.flatMap(({ id: column, title }) => [{ value: `${column} up`, label: t('table.ascending', { column: title }) }, { value: `${column} down`, label: t('table.descending', { column: title }) }])]} />
  );
}

function SortIcon({ order }: { readonly order: 'ascending' | 'descending' | 'none' }) {
  const Icon = order === 'ascending' ? IconArrowUp : order === 'descending' ? IconArrowDown : IconArrowsSort;
  return <Icon size={15} aria-hidden data-order={order} />;
}

function Pages({ question: { page, pageSize }, total, onAsk, format }: Pick<DataTableProps<never>, 'question' | 'onAsk'> & { readonly total: number; readonly format: (n: number) => string }) {
  const { t } = useTranslation('work');
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return null;
  return (
    <nav className={classes.pages} aria-label={t('table.pages')}>
      <Button variant="default" size="compact-md" disabled={page === 0} onClick={() => onAsk({ page: 0 })}>{t('table.first')}</Button>
      <Button variant="default" size="compact-md" disabled={page === 0} onClick={() => onAsk({ page: page - 1 })}>{t('table.previous')}</Button>
      <span>{t('table.range', { from: format(page * pageSize + 1), to: format(Math.min(total, (page + 1) * pageSize)), total: format(total) })}</span>
      <Button variant="default" size="compact-md" disabled={page >= pages - 1} onClick={() => onAsk({ page: page + 1 })}>{t('table.next')}</Button>
      <Button variant="default" size="compact-md" disabled={page >= pages - 1} onClick={() => onAsk({ page: pages - 1 })}>{t('table.last')}</Button>
    </nav>
  );
}

const SKELETON_ROWS = [62, 48, 70, 55, 66, 44];

function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={classes.skeleton} aria-busy>
      <p className="lv-hidden">{label}</p>
      {SKELETON_ROWS.map((width, i) => <div key={i} aria-hidden><span style={{ width: '22%' }} /><span style={{ width: `${width / 2}%` }} /><span style={{ width: '12%' }} /></div>)}
    </div>
  );
}
