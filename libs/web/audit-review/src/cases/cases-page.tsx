import { PrivacyCasesDocument } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { DataTable, Pill, Tabs, useTableQuestion, type DataColumn, type WorkAreaProps } from '@longview/web-design-system/work';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { troubleWords, useAnswer } from '../answers.js';
import { OrganizationChoice } from '../organization-choice.js';
import { PrivacyPage } from '../privacy-page.js';
import { AnnualCount } from './annual-count.js';
import { CASE_STATES, CASE_TONES, type CaseLine } from './case-words.js';
import classes from './cases.module.css';
import { OpenCaseDialog } from './open-case-dialog.js';

const OPEN_STATES = CASE_STATES.filter((state) => state !== 'CLOSED');
const VIEWS = ['open', 'mine', 'overdue', 'all'] as const;
type View = (typeof VIEWS)[number] | (typeof CASE_STATES)[number];
type Part = 'cases' | 'annual';

/** Every case of the asker's side: what is overdue first, and the count that is due once a year. */
export function CasesPage({ duties }: WorkAreaProps) {
  const { t } = useTranslation('privacyCase');
  const navigate = useNavigate();
  const [part, setPart] = useState<Part>('cases');
  const [isOpening, setOpening] = useState(false);
  return (
    <PrivacyPage title={t('cases.title')} lead={t('cases.lead')} actions={<Button onClick={() => setOpening(true)}>{t('open.title')}</Button>}>
      <Tabs<Part> label={t('cases.title')} shown={part} onShow={setPart} tabs={[{ id: 'cases', title: t('cases.title') }, { id: 'annual', title: t('annual.title') }]}>
        <div className={classes.part}>{part === 'cases' ? <CaseTable isOffice={duties.has('MANAGE_ORGANIZATIONS')} /> : <AnnualCount />}</div>
      </Tabs>
      {isOpening && <OpenCaseDialog onClose={() => setOpening(false)} onOpened={(caseId) => void navigate(`/privacy/cases/${caseId}`)} />}
    </PrivacyPage>
  );
}

function CaseTable({ isOffice }: { readonly isOffice: boolean }) {
  const { t } = useTranslation('privacyCase');
  const { t: common } = useTranslation('privacy');
  const localized = useLocalized();
  const { question, ask } = useTableQuestion();
  const [view, setView] = useState<View>('open');
  const [organizationId, setOrganization] = useState<string>();
  const state = CASE_STATES.find((one) => one === view);
  const states = state ? [state] : view === 'all' ? null : OPEN_STATES;
  const { answer, trouble, isLoading, again } = useAnswer(PrivacyCasesDocument, { input: { states: states && [...states], isMine: view === 'mine' || null, isOverdue: view === 'overdue' || null, organizationId: organizationId ?? null, offset: question.page * question.pageSize, limit: question.pageSize } });
  const columns: readonly DataColumn<CaseLine>[] = [
    { id: 'reference', title: t('column.reference'), cell: ({ caseId, reference, origin }) => <><Link to={`/privacy/cases/${caseId}`}>{reference}</Link><br /><span className={classes.muted}>{t(`origin.${origin}`)}</span></> },
    { id: 'subject', title: t('column.subject'), cell: (line) => <>{line.subjectName ?? t('subjectUnknown')}{isOffice && <><br /><span className={classes.muted}>{localized(line.organizationName)}</span></>}</> },
    { id: 'state', title: t('column.state'), cell: (line) => <span className={classes.pills}><Pill tone={CASE_TONES[line.state]}>{t(`state.${line.state}`)}</Pill>{line.isAnswerOverdue ? <Pill tone="warning">{t('answerOverdue')}</Pill> : line.isAnswered ? <Pill tone="information">{t('answered')}</Pill> : line.isAnswerAwaited && <Pill tone="plain">{t('answerAwaited')}</Pill>}</span> },
    { id: 'owner', title: t('column.owner'), cell: ({ ownerName, isMine }) => (isMine ? t('mine') : ownerName ?? t('nobody')) },
    { id: 'due', title: t('column.due'), cell: ({ dueOn, isOverdue, state: now }) => (isOverdue && now !== 'CLOSED' ? <Pill tone="alert">{t('overdue', { day: dueOn })}</Pill> : dueOn) },
  ];
  return (
    <DataTable<CaseLine> title={t('cases.title')} columns={columns} rows={answer?.cases} total={answer?.total} rowKey={({ caseId }) => caseId} question={question} onAsk={ask} isLoading={isLoading} problem={trouble && troubleWords(common, trouble)} onRetry={again}
      isFiltered={view !== 'open' || organizationId !== undefined} empty={{ title: t('cases.none'), explain: t('cases.noneNext') }}
      filters={(
        <>
          <NativeSelect label={t('view.label')} value={view} onChange={({ currentTarget }) => { setView([...VIEWS, ...CASE_STATES].find((one) => one === currentTarget.value) ?? 'open'); ask({ page: 0 }); }} data={[...VIEWS.map((one) => ({ value: one, label: t(`view.${one}`) })), ...CASE_STATES.map((known) => ({ value: known, label: t(`state.${known}`) }))]} />
          {isOffice && <OrganizationChoice value={organizationId} onChange={(id) => { setOrganization(id); ask({ page: 0 }); }} />}
          {answer && answer.overdue > 0 && <Pill tone="alert">{t('overdueCount', { count: answer.overdue })}</Pill>}
        </>
      )} />
  );
}
