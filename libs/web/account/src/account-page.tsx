import { useQuery } from '@apollo/client/react';
import { MyAccountDocument, MyStandingDocument, SourcesDocument } from '@longview/graphql-client';
import { clockOf, dayOf, Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './account.module.css';
import { OwnQuestionsSection } from './own-questions.js';
import { StandingCard } from './standing-card.js';

/** Who Longview takes this person for, what they may do where, and when they signed in. */
export function AccountPage({ agreementExpiresAt }: { readonly agreementExpiresAt: number | undefined }) {
  const { t } = useTranslation('account');
  const localized = useLocalized();
  const { data, loading, error, refetch } = useQuery(MyAccountDocument, { fetchPolicy: 'network-only' });
  const { data: standings } = useQuery(MyStandingDocument, { fetchPolicy: 'network-only' });
  const { data: sources } = useQuery(SourcesDocument);
  const sourceNames = useMemo(() => sources && new Map(sources.sources.map(({ id, name }) => [id, localized(name)])), [sources, localized]);
  useEffect(() => { document.title = t('account.windowTitle'); }, [t]);
  const account = data?.myAccount;
  return (
    <main id="content" tabIndex={-1} className={classes.page} aria-busy={loading}>
      <h1>{t('account.title')}</h1>
      {error && <Notice tone="alert" isUrgent>{t('unreachable')} <Button variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      <OwnQuestionsSection />
      {account && (
        <section className={classes.section}>
          <h2>{t('account.who')}</h2>
          <dl className={classes.facts}>
            <Fact name={t('account.name')}>{account.displayName}</Fact>
            {account.email !== '' && <Fact name={t('account.email')}>{account.email}</Fact>}
            {account.licenceNumber !== '' && <Fact name={t('account.licence')}>{account.college.toUpperCase()} {account.licenceNumber}</Fact>}
            <Fact name={t('account.assurance')}>{t(`account.level.${account.assuranceLevel}`)}{account.verifiedAt ? ` ${t('account.verified', { date: dayOf(account.verifiedAt) })}` : ''}{account.verifiedUntil ? ` ${t('account.verifiedUntil', { date: account.verifiedUntil })}` : ''}</Fact>
            <Fact name={t('account.identities')}>{account.identities.map(({ name, linkedAt }) => `${localized(name)} (${t('account.linked', { date: dayOf(linkedAt) })})`).join(', ')}</Fact>
          </dl>
          <p className={classes.note}>{t('account.wrong')}</p>
        </section>
      )}
      <section className={classes.section}>
        <h2>{t('account.where')}</h2>
        {standings?.myStanding.map((standing) => <StandingCard key={standing.organizationId} standing={standing} {...(sourceNames && { sourceNames })} />)}
        <Link to="/offices">{t('account.offices')}</Link>
      </section>
      <section className={classes.section}>
        <h2>{t('agreement.title')}</h2>
        {agreementExpiresAt !== undefined && <p>{t('account.agreementUntil', { date: dayOf(agreementExpiresAt) })}</p>}
        <div className={classes.links}>
          <Link to="/account/agreement">{t('account.readAgreement')}</Link>
          <Link to="/account/agreements"><IconFileText size={16} aria-hidden />{t('account.pastAgreements')}</Link>
        </div>
      </section>
      {account && (
        <section className={classes.section}>
          <h2>{t('account.signIns')}</h2>
          <p className={classes.note}>{t('account.signInsExplain')}</p>
          <ul className={classes.list}>
            {account.signIns.map(({ at, clientAddress }) => <li key={at}><span className={classes.date}>{dayOf(at)} {clockOf(at).slice(0, 5)}</span>{clientAddress && <span className={classes.muted}>{t('account.from', { address: clientAddress })}</span>}</li>)}
          </ul>
        </section>
      )}
    </main>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}
