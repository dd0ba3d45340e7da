import { useTranslation } from '@longview/web-design-system';
import type { SignedInUser } from '@longview/web-session';
import { NavLink, useMatch } from 'react-router';
import classes from './portal-nav.module.css';
import { areasFor } from './work-areas.js';

/** Where this person can go, for those who can go to more than one place. Not beside a patient: that width and height are the record's. */
export function PortalNav({ user }: { readonly user: SignedInUser }) {
  const { t } = useTranslation('shell');
  const isWithPatient = useMatch('/p/*') !== null;
  const areas = areasFor(user.duties);
  if (areas.length === 0 || isWithPatient) return null;
  return (
    <nav className={classes.nav} aria-label={t('nav')}>
      {user.mayFindPatients && <NavLink to="/find">{t('find')}</NavLink>}
      <NavLink to="/work">{t('work.title')}</NavLink>
      {areas.map(({ id, path }) => <NavLink key={id} to={path}>{t(`area.${id}`)}</NavLink>)}
    </nav>
  );
}
