import type { ReactNode } from 'react';
import { useWindowTitle } from '../window-title.js';
import classes from './work-page.module.css';

/**
 * A page of those who work on access itself: heading, what it is for, what can be done here, content. It is the page's
 * `main`. `back` leads to the page above; of one that `isPaper`, only the
 * content is printed: it has a heading of its own, for whoever is handed it.
 */
export function WorkPage({ title, lead, back, actions, children, width = 'wide', isPaper = false }: {
  readonly title: string; readonly lead?: ReactNode; readonly back?: ReactNode; readonly actions?: ReactNode; readonly children?: ReactNode;
  /** `reading` for text and forms, `wide` for tables. */
  readonly width?: 'reading' | 'wide';
  readonly isPaper?: boolean;
}) {
  useWindowTitle(title);
  return (
    <main id="content" tabIndex={-1} className={classes.page} data-width={width} data-paper={isPaper || undefined}>
      {back !== undefined && <div className={classes.back}>{back}</div>}
      <div className={classes.head}>
        <div className={classes.words}>
          <h1>{title}</h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </main>
  );
}

/** A part of a page under its own heading. */
export function WorkSection({ title, actions, children }: { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}><h2>{title}</h2>{actions}</div>
      {children}
    </section>
  );
}
