import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import classes from './tabs.module.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** Shown behind the title: how many lines the tab holds, where that is known. */
  readonly count?: number;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Tabs after the ARIA pattern: one stop of the Tab key, arrows, Home and End walk and show. `children` is the shown panel. */
export function Tabs<Id extends string>({ label, tabs, shown, onShow, children }: { readonly label: string; readonly tabs: readonly Tab<Id>[]; readonly shown: Id; readonly onShow: (id: Id) => void; readonly children: ReactNode }) {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === shown);
    const step = STEPS[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : step === undefined ? undefined : (at + step + tabs.length) % tabs.length;
    const next = to === undefined ? undefined : tabs[to];
    if (!next) return;
    event.preventDefault();
    onShow(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to!]?.focus();
  };
  return (
    <div className={classes.tabs}>
      <div ref={list} role="tablist" aria-label={label} className={classes.list} onKeyDown={walk}>
        {tabs.map(({ id, title, count }) => (
          <button key={id} type="button" role="tab" id={`${prefix}-${id}`} aria-selected={id === shown} aria-controls={`${prefix}-panel`} tabIndex={id === shown ? 0 : -1} className={classes.tab} onClick={() => onShow(id)}>
            {title}{count !== undefined && <span className={classes.count}>{count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${shown}`} tabIndex={-1} className={classes.panel}>{children}</div>
    </div>
  );
}
