import { Notice, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { agreementWarning } from './agreement-warning.js';
import classes from './session.module.css';

const PUT_AWAY = 'longview.agreement-warning';

/** Tells that the user agreement runs out, early enough to renew it between two patients. Never closes anything. */
export function AgreementBanner({ expiresAt }: { readonly expiresAt: number }) {
  const { t } = useTranslation('session');
  const [putAway, setPutAway] = useState(() => sessionStorage.getItem(PUT_AWAY));
  const warning = agreementWarning(Date.now(), expiresAt);
  const key = `${expiresAt} ${warning?.step}`;
  if (!warning || putAway === key) return null;
  const { daysLeft } = warning;
  const later = (): void => {
    sessionStorage.setItem(PUT_AWAY, key);
    setPutAway(key);
  };
  return (
    <aside className={classes.banner} aria-label={t('agreement.label')}>
      <Notice tone={daysLeft > 1 ? 'information' : 'warning'} title={daysLeft === 0 ? t('agreement.over') : t('agreement.endsIn', { count: daysLeft })}>
        <div className={classes.bannerActions}>
          <Button component={Link} to="/account/agreement" size="compact-sm">{t('agreement.read')}</Button>
          <Button variant="default" size="compact-sm" onClick={later}>{t('agreement.later')}</Button>
        </div>
      </Notice>
    </aside>
  );
}
