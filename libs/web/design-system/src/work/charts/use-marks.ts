import { useRef, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from 'react';

/** What a mark of a drawing needs to be reached: spread onto its element. */
export interface MarkProps {
  readonly tabIndex: 0 | -1;
  readonly 'data-mark': number;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onPointerEnter: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent<Element>) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** One stop of the Tab key for a whole chart; arrows, Home and End walk from mark to mark. `active` is the one to read out. */
export function useMarks(count: number): { readonly active: number | undefined; readonly markProps: (index: number) => MarkProps } {
  const [active, setActive] = useState<number>();
  const last = useRef(0);
  const stop = Math.min(last.current, count - 1);
  const markProps = (index: number): MarkProps => ({
    tabIndex: index === stop ? 0 : -1,
    'data-mark': index,
    onFocus: () => { last.current = index; setActive(index); },
    onPointerEnter: () => setActive(index),
    onKeyDown: (event) => {
      const step = STEPS[event.key];
      const to = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : step === undefined ? undefined : Math.max(0, Math.min(count - 1, index + step));
      if (to === undefined) return;
      event.preventDefault();
      // A chart may be drawn in several pieces: its marks are counted through.
      (event.currentTarget.closest('figure') ?? event.currentTarget.parentElement)?.querySelector<SVGElement>(`[data-mark="${to}"]`)?.focus();
    },
  });
  return { active, markProps };
}
