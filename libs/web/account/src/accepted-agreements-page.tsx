import { useQuery } from '@apollo/client/react';
import { AcceptedUserAgreementsDocument } from '@longview/graphql-client';
import { clockOf, dayOf, EmptyState, Notice, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconFileText, IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import classes from './account.module.css';
import { AgreementText } from './agreement-text.js';

/** What this person agreed to, newest first, word for word and in the language in which they read it. Prints the one that is open. */
export function AcceptedAgreementsPage({ displayName }: { readonly displayName: string }) {
  const { t } = useTranslation('account');
  const { data, loading, error, refetch } = useQuery(AcceptedUserAgreementsDocument, { fetchPolicy: 'network-only' });
  const [chosen, setChosen] = useState<string>();
  useEffect(() => { document.title = t('past.windowTitle'); }, [t]);
  const all = data?.acceptedUserAgreements ?? [];
  const shown = all.find(({ id }) => id === chosen) ?? all[0];
  return (
    <main id="content" tabIndex={-1} className={classes.page} aria-busy={loading}>
      <p className={classes.screenOnly}><Link className={classes.back} to="/account"><IconArrowLeft size={16} aria-hidden />{t('account.title')}</Link></p>
      <h1>{t('past.title')}</h1>
      {error && <Notice tone="alert" isUrgent>{t('unreachable')} <Button variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      {data && !shown && <EmptyState icon={IconFileText} title={t('past.none')} />}
      {shown && (
        <>
          <ul className={`${classes.choices} ${classes.screenOnly}`}>
            {all.map(({ id, version, acceptedAt }) => (
              <li key={id}><Button variant={id === shown.id ? 'filled' : 'default'} aria-current={id === shown.id} onClick={() => setChosen(id)}>{t('past.one', { version, date: dayOf(acceptedAt) })}</Button></li>
            ))}
          </ul>
          <article className={classes.paper}>
            <h2>{t('past.heading', { version: shown.version })}</h2>
            <p>{t('past.accepted', { name: displayName, date: dayOf(shown.acceptedAt), time: clockOf(shown.acceptedAt) })} {t('past.until', { date: dayOf(shown.expiresAt) })}</p>
            <AgreementText runs={[{ kind: 'SAME', text: shown.text }]} language={shown.language === 'FR' ? 'fr' : 'en'} />
          </article>
          <div className={`${classes.actions} ${classes.screenOnly}`}><Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('past.print')}</Button></div>
        </>
      )}
    </main>
  );
}
