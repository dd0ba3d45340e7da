import { PatientLooksDocument, type PatientLooksQuery } from '@longview/graphql-client';
import { EmptyState, useLocalized, useTranslation } from '@longview/web-design-system';
import { DataTable, DotLanes, Pill, useTableQuestion, type DataColumn } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconEyeOff, IconPrinter } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useAnswer } from '../answers.js';
import { actionWords } from '../evidence/action-words.js';
import { WhatExplains } from '../evidence/evidence-list.js';
import { useMoment } from '../moments.js';
import { usePatientName, useRoleNames } from '../names.js';
import { PrivacyPage } from '../privacy-page.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './explore.module.css';

type Look = Extract<PatientLooksQuery['patientLooks'], { readonly __typename: 'PatientLooks' }>['looks'][number];

/** Who looked at one patient's record: on one line of time, and one by one with what explains each. */
export function PatientPage({ patientKey }: { readonly patientKey: string }) {
  const { t } = useTranslation('privacy');
  const moment = useMoment();
  const patientName = usePatientName();
  const { question, ask } = useTableQuestion();
  const { answer, trouble, isLoading, again } = useAnswer(PatientLooksDocument, { patientKey, offset: question.page * question.pageSize, limit: question.pageSize });
  return (
    <PrivacyPage title={answer ? patientName(answer.patient) : t('patient.title')} lead={answer?.patient.birthDate && t('detail.born', { day: answer.patient.birthDate })}
      back={<Link to="/privacy/explore"><IconArrowLeft size={16} aria-hidden />{t('explore.title')}</Link>}
      actions={answer && (
        <>
          <Button component={Link} to={`/privacy/patients/${patientKey}/list`} variant="default">{t('patient.toList')}</Button>
          <Button component={Link} to={`/privacy/reports?patient=${patientKey}`} variant="default">{t('patient.toReport')}</Button>
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('print')}</Button>
        </>
      )}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!answer && !trouble && <p role="status" aria-busy>{t('loading')}</p>}
      {answer && (
        <div className={classes.page}>
          <p className={classes.period}>{t('asOf', { at: moment(answer.asOf) })}</p>
          {answer.total === 0 ? <EmptyState icon={IconEyeOff} title={t('patient.nobody')}>{t('patient.nobodyNext')}</EmptyState> : (
            <>
              <WhoLooked looks={answer.looks} isPart={answer.total > answer.looks.length} />
              <LooksTable looks={answer.looks} total={answer.total} isLoading={isLoading} question={question} onAsk={ask} />
            </>
          )}
        </div>
      )}
    </PrivacyPage>
  );
}

function WhoLooked({ looks, isPart }: { readonly looks: readonly Look[]; readonly isPart: boolean }) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const moment = useMoment();
  const roleNames = useRoleNames();
  const localized = useLocalized();
  const byUser = Map.groupBy(looks, ({ user }) => user.userId);
  return (
    <DotLanes title={t('patient.timeline')} summary={`${t('patient.summary', { count: byUser.size })}${isPart ? ` ${t('patient.part')}` : ''}`} laneTitle={t('user.person')} dotTitle={t('patient.when')}
      lanes={[...byUser].map(([userId, theirs]) => ({
        id: userId, title: theirs[0]!.user.name, note: [roleNames(theirs[0]!.user.roles), localized(theirs[0]!.user.organizationName)].filter((text) => text !== '').join(' · '),
        dots: theirs.toSorted((a, b) => a.from - b.from).map(({ id, from, actions, flagId }) => ({ id, atMs: from, isOutlined: flagId !== null, words: [moment(from), actions.map(({ action }) => actionWords(words, action)).join(', '), flagId === null ? '' : t('patient.flagged')].filter((text) => text !== '').join(' · ') })),
      }))} />
  );
}

function LooksTable({ looks, total, isLoading, question, onAsk }: { readonly looks: readonly Look[]; readonly total: number; readonly isLoading: boolean; readonly question: ReturnType<typeof useTableQuestion>['question']; readonly onAsk: ReturnType<typeof useTableQuestion>['ask'] }) {
  const { t } = useTranslation('privacy');
  const { t: words } = useTranslation('evidence');
  const moment = useMoment();
  const roleNames = useRoleNames();
  const localized = useLocalized();
  const columns: readonly DataColumn<Look>[] = [
    { id: 'who', title: t('user.person'), cell: ({ user }) => <><Link to={`/privacy/users/${user.userId}?organization=${user.organizationId}`}>{user.name}</Link><br /><span className={classes.facts}>{[roleNames(user.roles), localized(user.organizationName)].filter((text) => text !== '').join(' · ')}</span></> },
    { id: 'when', title: t('patient.when'), cell: ({ from }) => <span className={classes.whole}>{moment(from)}</span> },
    { id: 'what', title: t('patient.what'), cell: ({ actions }) => <ul className={classes.actions}>{actions.map(({ action, count }) => <li key={action}>{actionWords(words, action)}{count > 1 && <> {words('times', { count })}</>}</li>)}</ul> },
    { id: 'explains', title: t('queue.explains'), cell: ({ explanations }) => <WhatExplains explanations={explanations} /> },
    { id: 'flag', title: t('patient.flag'), cell: ({ flagId }) => flagId !== null && <span className={classes.whole}><Pill tone="warning">{t('patient.flagged')}</Pill></span> },
  ];
  return <DataTable<Look> title={t('patient.table')} columns={columns} rows={looks} total={total} rowKey={({ id }) => id} question={question} onAsk={onAsk} isLoading={isLoading} empty={{ title: t('patient.nobody') }} />;
}
