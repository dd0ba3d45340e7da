import { useQuery } from '@apollo/client/react';
import { ProvinceDocument } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation, type TFunction } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { ProviderButtons } from './provider-buttons.js';
import classes from './session.module.css';

/** Why somebody stands at the sign-in page: codes that the gateway, or this page's own address, puts into `problem`. */
function problemWords(t: TFunction<'session'>, problem: string | null): { readonly words: string; readonly isCalm: boolean } | undefined {
  switch (problem) {
    case null: case '': return undefined;
    case 'session-ended': return { words: t('problem.ended'), isCalm: true };
    case 'signed-out': return { words: t('problem.signedOut'), isCalm: true };
    case 'unknown-user': return { words: t('problem.unknownUser'), isCalm: false };
    case 'no-organization': return { words: t('problem.noOrganization'), isCalm: false };
    case 'second-factor-needed': return { words: t('problem.secondFactor'), isCalm: false };
    case 'sign-in-expired': return { words: t('problem.expired'), isCalm: false };
    case 'sign-in-cancelled': return { words: t('problem.cancelled'), isCalm: true };
    case 'provider-unavailable': return { words: t('problem.unavailable'), isCalm: false };
    default: return { words: t('problem.failed'), isCalm: false };
  }
}

/** One button for each identity provider of the province. */
export function SignInPage() {
  const { t } = useTranslation('session');
  const localized = useLocalized();
  const [params] = useSearchParams();
  const { data, error, refetch } = useQuery(ProvinceDocument);
  const problem = problemWords(t, params.get('problem'));
  useEffect(() => { document.title = t('signIn.windowTitle'); }, [t]);
  return (
    <main id="content" tabIndex={-1} className={classes.page}>
      <div className={classes.card}>
        <h1>{t('signIn.title')}</h1>
        {data && <p className={classes.lead}>{t('signIn.subtitle', { province: localized(data.province.name) })}</p>}
        {problem && <Notice tone={problem.isCalm ? 'information' : 'warning'} isUrgent={!problem.isCalm}>{problem.words}</Notice>}
        {error && <Notice tone="alert" isUrgent>{t('signIn.unreachable')} <Button variant="subtle" size="compact-sm" onClick={() => void refetch()}>{t('signIn.retry')}</Button></Notice>}
        <ProviderButtons returnTo={params.get('returnTo') ?? '/find'} />
        <div className={classes.small}>
          <p>{t('signIn.everyAccess')}</p>
          <p>{t('signIn.notDevice')}</p>
        </div>
      </div>
    </main>
  );
}
