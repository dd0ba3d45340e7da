import { useApolloClient, useQuery } from '@apollo/client/react';
import { ConsentNoticesDocument, NoteConsentNoticeDoneDocument, type ConsentNoticesQuery } from '@longview/graphql-client';
import { clockOf, dayOf, Notice, useAnnounce, useTranslation } from '@longview/web-design-system';
import { DataTable, Pill, useTableQuestion } from '@longview/web-design-system/work';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import classes from './consent-desk.module.css';
import { answerOf, troubleWords, type Trouble } from './refusal-words.js';

type NoticeRow = Extract<ConsentNoticesQuery['consentNotices'], { __typename: 'ConsentNoticePage' }>['notices'][number];

/** What overrides by people of this organization make necessary to tell, and to whom: to be done first, done on request. */
export function Notices() {
  const { t } = useTranslation('consent');
  const client = useApolloClient();
  const announce = useAnnounce();
  const [isDone, setDone] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [sendingId, setSendingId] = useState<string>();
  const { question, ask } = useTableQuestion({ pageSize: 25 });
  const { data, loading, error, refetch } = useQuery(ConsentNoticesDocument, { variables: { isDone, offset: question.page * question.pageSize, limit: question.pageSize }, fetchPolicy: 'no-cache', notifyOnNetworkStatusChange: true });
  const answer = data?.consentNotices;
  const page = answer?.__typename === 'ConsentNoticePage' ? answer : undefined;
  const problem = error ? troubleWords(t, 'unreachable') : answer?.__typename === 'Refusal' ? troubleWords(t, answer) : undefined;
  const moment = (ms: number): string => `${dayOf(ms)} ${clockOf(ms).slice(0, 5)}`;

  const note = async ({ noticeId }: NoticeRow): Promise<void> => {
    setSendingId(noticeId);
    setTrouble(undefined);
    const noted = await answerOf(client.mutate({ mutation: NoteConsentNoticeDoneDocument, variables: { noticeId } }), (found) => found.noteConsentNoticeDone);
    setSendingId(undefined);
    if ('trouble' in noted) setTrouble(noted.trouble);
    else announce(t('notices.noted'));
    void refetch();
  };

  return (
    <div className={classes.file}>
      <p>{t('notices.lead')}</p>
      {trouble && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
      <DataTable<NoticeRow>
        title={t('notices.title')} rows={page?.notices} total={page?.total} rowKey={({ noticeId }) => noticeId} question={question} onAsk={ask} isLoading={loading} problem={problem} onRetry={() => void refetch()}
        isFiltered={isDone} empty={{ title: t('notices.none'), explain: t('notices.noneExplain') }}
        filters={<NativeSelect label={t('notices.show')} value={isDone ? 'done' : 'open'} onChange={({ currentTarget }) => { setDone(currentTarget.value === 'done'); ask({ page: 0 }); }} data={[{ value: 'open', label: t('notices.open') }, { value: 'done', label: t('notices.done') }]} />}
        columns={[
          { id: 'patient', title: t('notices.patient'), cell: ({ patientName }) => patientName },
          { id: 'kind', title: t('notices.to'), cell: ({ kind }) => t(`notices.kinds.${kind}`) },
          { id: 'override', title: t('notices.override'), cell: ({ byName, ground, overrideStartedAt, overrideEndedAt }) => <span>{t(`notices.grounds.${ground}`)}<br /><span className={classes.muted}>{t('notices.by', { name: byName, from: moment(overrideStartedAt) })}{overrideEndedAt === null ? '' : ` ${t('notices.until', { until: moment(overrideEndedAt) })}`}</span></span> },
          { id: 'state', title: t('notices.state'), cell: ({ doneOn }) => (doneOn === null ? <Pill tone="warning">{t('notices.toDo')}</Pill> : <Pill tone="good">{t('notices.doneOn', { date: doneOn })}</Pill>) },
          {
            id: 'actions', title: t('notices.actions'),
            cell: (row) => (
              <span className={classes.actions}>
                <Button component={Link} to={`/consent/notices/${row.noticeId}/letter`} variant="default" size="compact-sm" aria-label={t('notices.letterNamed', { to: t(`notices.kinds.${row.kind}`), patient: row.patientName })}>{t('notices.letter')}</Button>
                {row.doneOn === null && <Button size="compact-sm" variant="default" loading={sendingId === row.noticeId} onClick={() => void note(row)} aria-label={t('notices.noteNamed', { to: t(`notices.kinds.${row.kind}`), patient: row.patientName })}>{t(row.kind === 'CUSTODIAN' ? 'notices.noteRead' : 'notices.noteSent')}</Button>}
              </span>
            ),
          },
        ]} />
    </div>
  );
}
