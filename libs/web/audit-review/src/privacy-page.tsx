import { useTranslation } from '@longview/web-design-system';
import { WorkPage } from '@longview/web-design-system/work';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import classes from './privacy-page.module.css';

const PLACES = ['queue', 'explore', 'cases', 'reports', 'rules', 'watchList'] as const;
const PATHS: Readonly<Record<(typeof PLACES)[number], string>> = { queue: '/privacy', explore: '/privacy/explore', cases: '/privacy/cases', reports: '/privacy/reports', rules: '/privacy/rules', watchList: '/privacy/watch-list' };

/** Pages below which other places' pages stand. */
const ALSO: Readonly<Partial<Record<(typeof PLACES)[number], readonly string[]>>> = { queue: ['/privacy/sample'], explore: ['/privacy/users', '/privacy/patients'] };
const isAt = (place: (typeof PLACES)[number], pathname: string): boolean => pathname === PATHS[place] || (place !== 'queue' && pathname.startsWith(`${PATHS[place]}/`)) || (ALSO[place]?.some((path) => pathname === path || pathname.startsWith(`${path}/`)) ?? false);

/** A page of the privacy office, with the way to its other pages. `back` leads to the page above; of one that `isPaper` only the content is printed. */
export function PrivacyPage({ title, lead, back, actions, isPaper = false, children }: { readonly title: string; readonly lead?: ReactNode; readonly back?: ReactNode; readonly actions?: ReactNode; readonly isPaper?: boolean; readonly children?: ReactNode }) {
  const { t } = useTranslation('privacy');
  const { pathname } = useLocation();
  return (
    <WorkPage title={title} lead={lead} actions={actions} isPaper={isPaper} back={(
      <div className={classes.top}>
        <nav className={classes.nav} aria-label={t('nav.label')}>
          {PLACES.map((place) => <Link key={place} to={PATHS[place]} aria-current={isAt(place, pathname) ? 'page' : undefined}>{t(`nav.${place}`)}</Link>)}
        </nav>
        {back}
      </div>
    )}>
      {children}
    </WorkPage>
  );
}
