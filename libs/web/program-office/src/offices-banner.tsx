import { useQuery } from '@apollo/client/react';
import { OfficesDocument } from '@longview/graphql-client';
import { Notice, useTranslation } from '@longview/web-design-system';
import { Link } from 'react-router';

/** Tells whoever signs for an organization, on every page, that nobody can register or attest its users, or that its agreement is over. */
export function OfficesBanner() {
  const { t } = useTranslation('program');
  const { data } = useQuery(OfficesDocument, { fetchPolicy: 'cache-and-network' });
  const alerts = data?.offices.__typename === 'OrganizationOffices' ? data.offices.alerts : [];
  const alert = alerts.find((one) => one === 'NO_LRA' || one === 'AGREEMENT_ENDED');
  return alert && <Notice tone="alert">{t(`banner.${alert}`)} <Link to="/offices">{t('banner.toOffices')}</Link></Notice>;
}
