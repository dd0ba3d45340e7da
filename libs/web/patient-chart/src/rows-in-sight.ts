import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';

/** Rows from `first` up to, not including, `end`. */
export interface Stretch { readonly first: number; readonly end: number }

export interface RowsInSight extends Stretch {
  /** What the rows above and below would take. */
  readonly beforePx: number;
  readonly afterPx: number;
  /** Ref of every row: learns its height, which text that wraps makes larger. */
  readonly measure: (row: HTMLElement | null) => (() => void) | undefined;
  /** Scrolls no further than needed until the row is about to be drawn in the window. */
  readonly bringNear: (index: number) => void;
}

/** Rows come and go in packs of so many: most frames of a scroll then change nothing but the place of the page. */
const PACK = 8;
/** Drawn beyond the window's edges, in rows: a flick must not outrun the drawing. */
const MARGIN_ROWS = 10;

/** Where each row begins, below the first, and at the end where the last one ends. */
export function offsetsOf(ids: readonly string[], heights: ReadonlyMap<string, number>, usualPx: number): Float64Array {
  const offsets = new Float64Array(ids.length + 1);
  for (let i = 0; i < ids.length; i++) offsets[i + 1] = offsets[i]! + (heights.get(ids[i]!) ?? usualPx);
  return offsets;
}

/** The rows that touch the stretch of pixels, in whole packs. */
export function rowsBetween(offsets: Float64Array, topPx: number, bottomPx: number): Stretch {
  const count = offsets.length - 1;
  const first = Math.floor(rowAt(offsets, topPx) / PACK) * PACK;
  return { first, end: Math.min(count, Math.ceil((rowAt(offsets, bottomPx) + 1) / PACK) * PACK) };
}

function rowAt(offsets: Float64Array, px: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle]! <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Which rows of a list of any length to draw while the window scrolls. Rows stand in the flow between two spaces, so that
 * the browser itself keeps in place what is being read when a row above turns out higher than usual. The first drawing holds
 * what a window shows and no more; what is beyond its edges follows when that is painted.
 */
export function useRowsInSight(list: RefObject<HTMLElement | null>, ids: readonly string[], usualPx: number): RowsInSight {
  const [heights] = useState(() => new Map<string, number>());
  const [measured, setMeasured] = useState(0);
  const [stretch, setStretch] = useState<Stretch>(() => ({ first: 0, end: Math.ceil(window.innerHeight / usualPx / 2) }));
  // `measured` counts the changes of the heights.
  const offsets = useMemo(() => offsetsOf(ids, heights, usualPx), [ids, heights, usualPx, measured]);
  const now = useRef({ ids, offsets, usualPx });
  useLayoutEffect(() => { now.current = { ids, offsets, usualPx }; });

  const look = useCallback(() => {
    const element = list.current;
    if (!element) return;
    const { offsets: known, usualPx: rowPx } = now.current;
    const aboveWindowPx = -element.getBoundingClientRect().top;
    const next = rowsBetween(known, aboveWindowPx - MARGIN_ROWS * rowPx, aboveWindowPx + window.innerHeight + MARGIN_ROWS * rowPx);
    setStretch((before) => (before.first === next.first && before.end === next.end ? before : next));
  }, [list]);

  useEffect(() => {
    const resized = new ResizeObserver(look);
    // Whatever moves the list, or changes what it holds, makes the page longer or shorter. Told after the first layout too: asking earlier would force one.
    resized.observe(document.body);
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [look]);

  const [observer] = useState(() => new ResizeObserver((entries) => {
    let isNews = false;
    for (const { target, borderBoxSize } of entries) {
      const id = now.current.ids[Number((target as HTMLElement).dataset['index'])];
      const px = borderBoxSize[0]?.blockSize ?? 0;
      if (id === undefined || px === 0 || (heights.get(id) ?? now.current.usualPx) === px) continue;
      heights.set(id, px);
      isNews = true;
    }
    if (isNews) setMeasured((count) => count + 1);
  }));
  useEffect(() => () => observer.disconnect(), [observer]);
  const measure = useCallback((row: HTMLElement | null) => {
    if (!row) return undefined;
    observer.observe(row);
    return () => observer.unobserve(row);
  }, [observer]);

  const bringNear = useCallback((index: number) => {
    const element = list.current;
    if (!element) return;
    const top = element.getBoundingClientRect().top + (now.current.offsets[index] ?? 0);
    if (top < 0 || top > window.innerHeight) window.scrollBy(0, top - window.innerHeight / 2);
    look();
  }, [list, look]);

  const end = Math.min(stretch.end, ids.length);
  const first = Math.min(stretch.first, end);
  return { first, end, beforePx: offsets[first]!, afterPx: offsets[ids.length]! - offsets[end]!, measure, bringNear };
}
