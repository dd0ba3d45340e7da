import { LanguageToggle, Mark, MenuButton, MenuChoice, TopBar, topBarClasses, useLocalized, useTranslation, type Localized } from '@longview/web-design-system';
import { useSession } from '@longview/web-session';
import { IconBuildingHospital, IconLock, IconLogout, IconSearch, IconUserCircle } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import classes from './portal-bar.module.css';

/** The same in every language. */
const PRODUCT = 'Longview';

/** Product, province, organization acted for, language, account. No rail: the width belongs to the record. */
export function PortalBar({ province }: { readonly province: Localized | undefined }) {
  const { t } = useTranslation('shell');
  const localized = useLocalized();
  const { state, lock, signOut } = useSession();
  const navigate = useNavigate();
  const isIn = state.kind === 'active';
  return (
    <TopBar home={<Link className={topBarClasses.wordmark} to="/" aria-label={t('home')}><Mark /><span className={classes.wide}>{PRODUCT}</span></Link>} {...(province && { place: localized(province) })}>
      {isIn && state.user.mayFindPatients && <Link className={topBarClasses.item} to="/find" aria-label={t('find')}><IconSearch size={18} aria-hidden /><span className={classes.wide}>{t('find')}</span></Link>}
      {isIn && <Link className={topBarClasses.item} to="/choose-organization" title={t('changeOrganization')} aria-label={`${t('actingFor', { organization: localized(state.organization.name) })}. ${t('changeOrganization')}`}><IconBuildingHospital size={18} aria-hidden /><span className={classes.wide}>{localized(state.organization.name)}</span></Link>}
      <LanguageToggle />
      {'user' in state && (
        <MenuButton className={topBarClasses.item} label={t('menu', { name: state.user.displayName })} face={<><IconUserCircle size={20} aria-hidden /><span className={classes.wide}>{state.user.displayName}</span></>}>
          {isIn && <MenuChoice icon={<IconUserCircle size={18} aria-hidden />} onClick={() => void navigate('/account')}>{t('account')}</MenuChoice>}
          {isIn && <MenuChoice icon={<IconLock size={18} aria-hidden />} onClick={lock}>{t('lock')}</MenuChoice>}
          <MenuChoice icon={<IconLogout size={18} aria-hidden />} onClick={() => void signOut()}>{t('signOut')}</MenuChoice>
        </MenuButton>
      )}
    </TopBar>
  );
}
