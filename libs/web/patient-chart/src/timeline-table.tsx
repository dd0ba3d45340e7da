import { useTranslation, type SourceFacts } from '@longview/web-design-system';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { Cell, COLUMNS, CopyList, type RowCommands, type RowContent } from './row-cells.js';
import type { Coverage } from './row-actions.js';
import type { TimelineRow } from './rows.js';
import classes from './timeline-table.module.css';

export interface TableProps {
  readonly rows: readonly TimelineRow[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly expandedIds: ReadonlySet<string>;
  readonly openId: string | undefined;
  readonly coverage: Coverage;
  readonly commands: RowCommands;
  /** The line the keyboard is on. */
  readonly activeIndex: number;
  readonly onActivate: (index: number) => void;
  /** Grows by one each time the keyboard moved and the line must take the focus. */
  readonly focusRequest: number;
  readonly isSearching: boolean;
}

const ROW_PX = 41;
const CARD_PX = 118;
const STICKY_PX = 120;

/** A table of any length that draws only what is in sight; rows and their number are announced as in a whole table. */
export function TimelineTable(props: TableProps) {
  const { rows, activeIndex, focusRequest, isSearching } = props;
  const { t } = useTranslation('chart');
  const list = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const isNarrow = window.innerWidth <= 640;
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = (): void => setScrollMargin(Math.round(element.getBoundingClientRect().top + window.scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (isNarrow ? CARD_PX : ROW_PX),
    getItemKey: (index) => rows[index]!.id,
    overscan: 8,
    scrollMargin,
    scrollPaddingStart: STICKY_PX,
    scrollPaddingEnd: 8,
    useFlushSync: false,
    // The observer tells each line's size before it is painted; asking the element itself would force a layout per line.
    measureElement: (element, entry, { indexFromElement, measurementsCache }) =>
      Math.round(entry?.borderBoxSize[0]?.blockSize ?? measurementsCache[indexFromElement(element)]?.size ?? ROW_PX),
  });

  const active = Math.min(activeIndex, rows.length - 1);
  useEffect(() => {
    if (focusRequest === 0 || active < 0) return undefined;
    virtualizer.scrollToIndex(active, { align: 'auto' });
    // The line may have to be drawn first.
    const frame = requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  // Only a new request moves the focus: rows that arrive must not.
  }, [focusRequest]);

  return (
    <div role="table" aria-label={t('table.title')} aria-rowcount={rows.length + 1} aria-colcount={COLUMNS.length} aria-busy={isSearching} className={classes.table}>
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.row}>
          {COLUMNS.map((column) => <span key={column} role="columnheader" data-column={column}>{t(`column.${column}`)}</span>)}
        </div>
      </div>
      <div ref={list} role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          return row && (
            <div key={key} ref={virtualizer.measureElement} data-index={index} role="row" aria-rowindex={index + 2} tabIndex={index === Math.max(0, active) ? 0 : -1}
              aria-current={row.id === props.openId || undefined} className={classes.row} style={{ transform: `translateY(${start - scrollMargin}px)` }} data-expanded={props.expandedIds.has(row.id) || undefined}
              data-year-start={index > 0 && rows[index - 1]!.year !== row.year || undefined} onFocus={() => props.onActivate(index)} onClick={(event) => { if (isOnRowItself(event)) props.commands.openFacts(row); }}>
              <RowCells row={row} isExpanded={props.expandedIds.has(row.id)} coverage={props.coverage} commands={props.commands} sources={props.sources} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** A click on a button is the button's; a click that ends a selection of text is no click on the line. */
function isOnRowItself({ target }: MouseEvent): boolean {
  return target instanceof Element && !target.closest('button, a') && (window.getSelection()?.isCollapsed ?? true);
}

const RowCells = memo(function RowCells({ sources, ...content }: RowContent & { readonly sources: ReadonlyMap<string, SourceFacts> }): ReactNode {
  return (
    <>
      {COLUMNS.map((column) => <div key={column} role="cell" data-column={column}><Cell column={column} content={content} /></div>)}
      {content.isExpanded && <div role="cell" aria-colspan={COLUMNS.length} data-column="copies"><CopyList item={content.row.item} sources={sources} /></div>}
    </>
  );
});
