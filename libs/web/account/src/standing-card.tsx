import { dayOf, Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { IconAlertTriangle, IconBuildingHospital, IconCircleCheck } from '@tabler/icons-react';
import classes from './account.module.css';
import { whyWords, type Standing } from './standing-words.js';

/** One organization: whether the person may act for it, why not, and whom to ask. */
export function StandingCard({ standing, sourceNames }: { readonly standing: Standing; readonly sourceNames?: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('account');
  const { t: words } = useTranslation('session');
  const localized = useLocalized();
  const { isOpen, contact, since, roles, entitledSourceIds, isReturnRequested, isOrganizationAgreementInForce, organizationName } = standing;
  const isOrganizationActive = standing.organizationStatus === 'ACTIVE';
  const authorities = contact.registrationAuthorities;
  return (
    <article className={classes.card} data-open={isOpen}>
      <h3><IconBuildingHospital size={20} aria-hidden />{localized(organizationName)}</h3>
      <p className={classes.why}>{isOpen ? <IconCircleCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}<span>{whyWords(t, standing)}{isOrganizationActive && ` ${t('standing.since', { date: dayOf(since) })}`}</span></p>
      {isReturnRequested && <Notice tone="information">{t('standing.returnRequested')}</Notice>}
      {isOpen && !isOrganizationAgreementInForce && <Notice tone="warning">{t('standing.noAgreement')}</Notice>}
      {isOpen && <p>{t('standing.roles', { roles: roles.map((role) => words(`role.${role}`)).join(', ') || t('none') })}</p>}
      {isOpen && sourceNames && <p>{t('standing.sources', { count: entitledSourceIds.length, sources: entitledSourceIds.map((id) => sourceNames.get(id) ?? id).join(' · ') || t('none') })}</p>}
      <p className={classes.ask}>
        {authorities.length > 0 ? t('standing.ask', { names: new Intl.ListFormat(t('locale')).format(authorities) }) : t('standing.askOrganization')}
        {contact.phone !== '' && <> <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a></>}
        {contact.email !== '' && <> <a href={`mailto:${contact.email}`}>{contact.email}</a></>}
      </p>
    </article>
  );
}
