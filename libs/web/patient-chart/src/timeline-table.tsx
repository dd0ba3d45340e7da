import { useTranslation, type SourceFacts } from '@longview/web-design-system';
import { memo, useEffect, useMemo, useRef, type MouseEvent } from 'react';
import { cellOf, COLUMNS, CopyList, type RowCommands, type RowContent } from './row-cells.js';
import type { Coverage } from './row-actions.js';
import { useRowsInSight } from './rows-in-sight.js';
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

const ROW_PX = 40;
const CARD_PX = 136;
const FOCUS_WITHIN_FRAMES = 20;

/** A table of any length that draws only what is in sight; rows and their number are announced as in a whole table. */
export function TimelineTable({ rows, sources, expandedIds, openId, coverage, commands, activeIndex, onActivate, focusRequest, isSearching }: TableProps) {
  const { t } = useTranslation('chart');
  const list = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const { first, end, beforePx, afterPx, measure, bringNear } = useRowsInSight(list, ids, window.innerWidth <= 640 ? CARD_PX : ROW_PX);

  const active = Math.min(activeIndex, rows.length - 1);
  useEffect(() => {
    if (focusRequest === 0 || active < 0) return undefined;
    let frame = 0;
    // The line may have to be drawn first.
    const focus = (framesLeft: number): void => {
      const row = list.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
      if (row) {
        row.scrollIntoView({ block: 'nearest' });
        row.focus({ preventScroll: true });
      } else if (framesLeft > 0) {
        bringNear(active);
        frame = requestAnimationFrame(() => focus(framesLeft - 1));
      }
    };
    focus(FOCUS_WITHIN_FRAMES);
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
      <div ref={list} role="rowgroup" className={classes.body}>
        <div aria-hidden style={{ height: beforePx }} />
        {rows.slice(first, end).map((row, i) => {
          const index = first + i;
          return (
            <Row key={row.id} row={row} index={index} isReachable={index === Math.max(0, active)} isOpen={row.id === openId} isYearStart={index > 0 && rows[index - 1]!.year !== row.year}
              isExpanded={expandedIds.has(row.id)} coverage={coverage} commands={commands} sources={sources} onActivate={onActivate} measure={measure} />
          );
        })}
        <div aria-hidden style={{ height: afterPx }} />
      </div>
    </div>
  );
}

interface RowProps extends RowContent {
  readonly index: number;
  /** The one line that the Tab key stops at. */
  readonly isReachable: boolean;
  readonly isOpen: boolean;
  readonly isYearStart: boolean;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly onActivate: (index: number) => void;
  readonly measure: (row: HTMLElement | null) => (() => void) | undefined;
}

const Row = memo(function Row({ index, isReachable, isOpen, isYearStart, sources, onActivate, measure, ...content }: RowProps) {
  const { t } = useTranslation('chart');
  const { row, isExpanded, commands } = content;
  return (
    <div ref={measure} data-index={index} role="row" aria-rowindex={index + 2} tabIndex={isReachable ? 0 : -1} aria-current={isOpen || undefined} className={classes.row}
      data-expanded={isExpanded || undefined} data-year-start={isYearStart || undefined} onFocus={() => onActivate(index)} onClick={(event) => { if (isOnRowItself(event)) commands.openFacts(row); }}>
      {COLUMNS.map((column) => <div key={column} role="cell" data-column={column}>{cellOf(column, content, t)}</div>)}
      {isExpanded && <div role="cell" aria-colspan={COLUMNS.length} data-column="copies"><CopyList item={row.item} sources={sources} /></div>}
    </div>
  );
});

/** A click on a button is the button's; a click that ends a selection of text is no click on the line. */
function isOnRowItself({ target }: MouseEvent): boolean {
  return target instanceof Element && !target.closest('button, a') && (window.getSelection()?.isCollapsed ?? true);
}
