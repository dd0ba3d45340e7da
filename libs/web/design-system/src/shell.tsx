import type { MouseEvent, ReactNode } from 'react';
import { useLanguage, useTranslation } from './i18n.js';
import classes from './shell.module.css';

/** First stop of the Tab key: leads past the bars to `#content`. */
export function SkipLink() {
  const { t } = useTranslation('ui');
  const toContent = (event: MouseEvent): void => {
    event.preventDefault();
    document.getElementById('content')?.focus();
  };
  return <a className={classes.skip} href="#content" onClick={toContent}>{t('skip')}</a>;
}

/** Stands on every page of a province that says it is a demonstration. */
export function DemoStrip() {
  const { t } = useTranslation('ui');
  return <div className={classes.demo}>{t('demo')}</div>;
}

/** The product's mark: a low horizon, seen far. */
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden>
      <path d="M3 16h18" />
      <path d="M6 16a6 6 0 0 1 12 0" />
      <path d="M12 3v3M4.5 7.5l1.8 1.8M19.5 7.5l-1.8 1.8" />
      <path d="M7 20h10" />
    </svg>
  );
}

/** The 48 px bar. `home` is the product's name as a link, `place` says whose province this is. */
export function TopBar({ home, place, children }: { readonly home: ReactNode; readonly place?: string; readonly children?: ReactNode }) {
  return (
    <header className={classes.bar}>
      <div className={classes.start}>{home}{place !== undefined && <span className={classes.place}>{place}</span>}</div>
      <div className={classes.end}>{children}</div>
    </header>
  );
}

/** Class names for links and buttons that stand in the bar. */
export const topBarClasses = { wordmark: classes.wordmark, item: classes.item };

/** Changes the language and nothing else: the place, the filters and the focus stay. */
export function LanguageToggle() {
  const { t } = useTranslation('ui');
  const { language, change } = useLanguage();
  const other = language === 'en' ? 'fr' : 'en';
  return <button type="button" className={classes.item} lang={other} onClick={() => change(other)}>{t('language.change')}</button>;
}
