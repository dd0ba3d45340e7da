import { useQuery } from '@apollo/client/react';
import { MyStandingDocument } from '@longview/graphql-client';
import { Notice, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import classes from './account.module.css';
import { StandingCard } from './standing-card.js';

/** For somebody who signed in and may act for nobody: says of each organization why, and whom to ask. Nothing of a patient is near. */
export function StoppedPage({ displayName, onLookAgain, onLeave }: { readonly displayName: string; readonly onLookAgain: () => void; readonly onLeave: () => void }) {
  const { t } = useTranslation('account');
  const { data, loading, error, refetch } = useQuery(MyStandingDocument, { fetchPolicy: 'network-only' });
  useEffect(() => { document.title = t('stopped.windowTitle'); }, [t]);
  return (
    <main id="content" tabIndex={-1} className={classes.page} aria-busy={loading}>
      <h1>{t('stopped.title')}</h1>
      <p className={classes.lead}>{t('stopped.lead', { name: displayName })}</p>
      {error && <Notice tone="alert" isUrgent>{t('unreachable')} <Button variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      {data?.myStanding.map((standing) => <StandingCard key={standing.organizationId} standing={standing} />)}
      <p className={classes.note}>{t('stopped.signInAgain')}</p>
      <div className={classes.actions}>
        <Button onClick={onLookAgain}>{t('stopped.lookAgain')}</Button>
        <Button variant="default" onClick={onLeave}>{t('stopped.leave')}</Button>
      </div>
    </main>
  );
}
