import { useQuery } from '@apollo/client/react';
import { ProvinceDocument } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { ProviderButtons } from './provider-buttons.js';
import classes from './session.module.css';

const CALM = ['session-ended', 'signed-out', 'cancelled'] as const;
const WORRYING = [
  'unknown-provider', 'provider-unavailable', 'provider-refused', 'expired', 'rejected', 'second-factor-required', 'unknown-user', 'inactive-user', 'too-many-attempts', 'audit-unavailable',
] as const;

/** Why somebody stands at the sign-in page: the code that the gateway, or this portal, put into the address. */
function problemOf(code: string | null): { readonly key: (typeof CALM)[number] | (typeof WORRYING)[number]; readonly isCalm: boolean } | undefined {
  if (!code) return undefined;
  const calm = CALM.find((known) => known === code);
  return calm ? { key: calm, isCalm: true } : { key: WORRYING.find((known) => known === code) ?? 'rejected', isCalm: false };
}

/** One button for each identity provider of the province. */
export function SignInPage() {
  const { t } = useTranslation('session');
  const localized = useLocalized();
  const [params] = useSearchParams();
  const { data, error, refetch } = useQuery(ProvinceDocument);
  const problem = problemOf(params.get('problem'));
  useEffect(() => { document.title = t('signIn.windowTitle'); }, [t]);
  return (
    <main id="content" tabIndex={-1} className={classes.page}>
      <div className={classes.card}>
        <h1>{t('signIn.title')}</h1>
        {data && <p className={classes.lead}>{t('signIn.subtitle', { province: localized(data.province.name) })}</p>}
        {problem && <Notice tone={problem.isCalm ? 'information' : 'warning'} isUrgent={!problem.isCalm}>{t(`problem.${problem.key}`)}</Notice>}
        {error && <Notice tone="alert" isUrgent>{t('signIn.unreachable')} <Button variant="subtle" size="compact-sm" onClick={() => void refetch()}>{t('signIn.retry')}</Button></Notice>}
        <ProviderButtons returnTo={params.get('returnTo') ?? '/'} />
        <div className={classes.small}>
          <p>{t('signIn.everyAccess')}</p>
          <p>{t('signIn.notDevice')}</p>
        </div>
      </div>
    </main>
  );
}
