import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import classes from './work-list.module.css';

export interface WorkListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** The line in words, for who does not see its columns. */
  readonly labelOf: (item: Item) => string;
  readonly isDone: (item: Item) => boolean;
  readonly selectedKey: string | undefined;
  readonly onSelect: (key: string) => void;
  readonly line: (item: Item) => ReactNode;
  /** Below the selected line, where there is no room beside the list. */
  readonly inline?: ReactNode;
  /** What single letters and digits do with the selected line; they work while the focus is in the list. */
  readonly keys: Readonly<Record<string, (item: Item) => void>>;
}

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/**
 * Lines that are worked through one after another: one stop of the Tab key, j, k and the arrows walk, other keys act on the
 * line that has the focus, which is always the selected one. The letters act on nothing outside of the list (WCAG 2.1.4).
 */
export function WorkList<Item>({ label, items, keyOf, labelOf, isDone, selectedKey, onSelect, line, inline, keys }: WorkListProps<Item>) {
  const rows = useRef(new Map<string, HTMLElement>());
  const hasFocus = useRef(false);
  const at = Math.max(0, items.findIndex((item) => keyOf(item) === selectedKey));
  const current = items[at];
  const currentKey = current && keyOf(current);
  // Whoever comes to the page to work through it can begin at once; whoever is elsewhere is not taken away from there.
  useEffect(() => {
    if (currentKey === undefined) return;
    const isNowhere = document.activeElement === document.body || document.activeElement?.id === 'content';
    if (hasFocus.current || isNowhere) rows.current.get(currentKey)?.focus({ preventScroll: isNowhere });
  }, [currentKey]);
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest('input, textarea, select, dialog')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const step = STEPS[key];
    const to = key === 'Home' ? 0 : key === 'End' ? items.length - 1 : step === undefined ? undefined : at + step;
    const next = to === undefined ? undefined : items[to];
    if (next) onSelect(keyOf(next));
    else if (to === undefined && current && keys[key]) keys[key](current);
    else if (to === undefined) return;
    event.preventDefault();
  };
  return (
    <ul className={classes.list} aria-label={label} onKeyDown={onKey} onFocus={() => { hasFocus.current = true; }} onBlur={({ relatedTarget, currentTarget }) => { if (relatedTarget && !currentTarget.contains(relatedTarget)) hasFocus.current = false; }}>
      {items.map((item) => {
        const key = keyOf(item);
        const isCurrent = key === currentKey;
        return (
          <li key={key} className={classes.item} data-current={isCurrent || undefined} data-done={isDone(item) || undefined}>
            <div ref={(element) => { if (element) rows.current.set(key, element); else rows.current.delete(key); }} className={classes.row} role="group" aria-label={labelOf(item)} aria-current={isCurrent || undefined} tabIndex={isCurrent ? 0 : -1} onFocus={() => { if (!isCurrent) onSelect(key); }} onClick={() => onSelect(key)}>{line(item)}</div>
            {isCurrent && inline !== undefined && <div className={classes.inline}>{inline}</div>}
          </li>
        );
      })}
    </ul>
  );
}
