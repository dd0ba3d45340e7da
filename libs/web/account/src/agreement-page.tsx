import { useMutation, useQuery } from '@apollo/client/react';
import { AcceptUserAgreementDocument, UserAgreementDocument } from '@longview/graphql-client';
import { dayOf, Notice, useLanguage, useTranslation } from '@longview/web-design-system';
import { Button, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './account.module.css';
import { AgreementText } from './agreement-text.js';

/** Comes before anything else: at the first log-in, after a year, and when the text has changed. */
export function AgreementPage({ onAccepted, onLeave }: { readonly onAccepted: () => void; readonly onLeave?: () => void }) {
  const { t } = useTranslation('account');
  const { language } = useLanguage();
  const { data, loading, error, refetch } = useQuery(UserAgreementDocument, { variables: { language: language === 'fr' ? 'FR' : 'EN' }, fetchPolicy: 'network-only' });
  const [accept, { loading: isAccepting }] = useMutation(AcceptUserAgreementDocument);
  const [problem, setProblem] = useState<'changed' | 'audit' | 'failed'>();
  const [hasMarks, setMarks] = useState(true);
  useEffect(() => { document.title = t('agreement.windowTitle'); }, [t]);
  const agreement = data?.userAgreement;

  const agree = async (version: number): Promise<void> => {
    setProblem(undefined);
    const { data: answer } = await accept({ variables: { version, language: language === 'fr' ? 'FR' : 'EN' } }).catch(() => ({ data: undefined }));
    const result = answer?.acceptUserAgreement;
    if (result?.__typename === 'Done') return onAccepted();
    const code = result?.code;
    setProblem(code === 'CONFLICT' ? 'changed' : code === 'AUDIT_UNAVAILABLE' ? 'audit' : 'failed');
    if (code === 'CONFLICT') void refetch();
  };

  return (
    <main id="content" tabIndex={-1} className={classes.page} aria-busy={loading}>
      <h1>{t('agreement.title')}</h1>
      {(error || (!loading && !agreement)) && <Notice tone="alert" isUrgent title={t('agreement.unreachable')}><Button variant="default" size="compact-sm" mt={6} onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      {agreement && (
        <>
          <p className={classes.lead}>{t(`agreement.because.${agreement.because}`, { date: agreement.acceptedAt ? dayOf(agreement.acceptedAt) : '' })}</p>
          {agreement.because === 'NEW_VERSION' && <Switch className={classes.marks} checked={hasMarks} onChange={(event) => setMarks(event.currentTarget.checked)} label={t('agreement.showChanges')} />}
          <p className={classes.version}>{t('agreement.version', { version: agreement.version, date: dayOf(agreement.effectiveFrom) })}</p>
          <section className={classes.paper} aria-label={t('agreement.title')}>
            <AgreementText runs={hasMarks ? agreement.text : agreement.text.filter(({ kind }) => kind !== 'REMOVED').map(({ text }) => ({ kind: 'SAME', text }))} language={language} />
          </section>
          {problem && <Notice tone={problem === 'changed' ? 'warning' : 'alert'} isUrgent>{t(`agreement.problem.${problem}`)}</Notice>}
          <p className={classes.note}>{t('agreement.consequence')}</p>
          <div className={classes.actions}>
            <Button size="md" loading={isAccepting} onClick={() => void agree(agreement.version)}>{t('agreement.agree')}</Button>
            {onLeave && <Button size="md" variant="default" onClick={onLeave}>{t('agreement.leave')}</Button>}
          </div>
        </>
      )}
    </main>
  );
}
