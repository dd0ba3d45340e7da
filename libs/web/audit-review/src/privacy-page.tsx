import { useTranslation } from '@longview/web-design-system';
import { WorkPage } from '@longview/web-design-system/work';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import classes from './privacy-page.module.css';

const PLACES = ['queue', 'explore', 'cases', 'reports', 'rules', 'watchList'] as const;
const PATHS: Readonly<Record<(typeof PLACES)[number], string>> = { queue: '/privacy', explore: '/privacy/explore', cases: '/privacy/cases', reports: '/privacy/reports', rules: '/privacy/rules', watchList: '/privacy/watch-list' };

/** A page of the privacy office, with the way to its other pages. `back` leads to the page above. */
export function PrivacyPage({ title, lead, back, actions, children }: { readonly title: string; readonly lead?: ReactNode; readonly back?: ReactNode; readonly actions?: ReactNode; readonly children?: ReactNode }) {
  const { t } = useTranslation('privacy');
  return (
    <WorkPage title={title} lead={lead} actions={actions} back={(
      <div className={classes.top}>
        <nav className={classes.nav} aria-label={t('nav.label')}>
          {PLACES.map((place) => <NavLink key={place} to={PATHS[place]} end={place === 'queue'}>{t(`nav.${place}`)}</NavLink>)}
        </nav>
        {back}
      </div>
    )}>
      {children}
    </WorkPage>
  );
}
