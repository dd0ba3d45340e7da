import { PrivacyCaseDocument, type PrivacyCasePartsFragment } from '@longview/graphql-client';
import { Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Facts, Pill, Steps, WorkSection } from '@longview/web-design-system/work';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../answers.js';
import { useMoment } from '../moments.js';
import { PrivacyPage } from '../privacy-page.js';
import { TroubleNotice } from '../trouble-notice.js';
import { BreachSection } from './breach-section.js';
import { CaseActions } from './case-actions.js';
import { CaseEvidence } from './case-evidence.js';
import { CaseNotes } from './case-notes.js';
import { CaseQuestions } from './case-questions.js';
import { CASE_TONES, stagesOf } from './case-words.js';
import classes from './cases.module.css';
import { LettersSection } from './letters-section.js';

export type PrivacyCase = PrivacyCasePartsFragment;

/** One case, from what was noticed to what became of it: whose turn it is, what is known, what was asked and answered, what was decided. */
export function CasePage({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('privacyCase');
  const localized = useLocalized();
  const { answer, trouble, again } = useAnswer(PrivacyCaseDocument, { caseId });
  const [changed, setChanged] = useState<PrivacyCase>();
  const shown = changed && answer && changed.line.version >= answer.line.version ? changed : answer;
  return (
    <PrivacyPage title={shown ? t('title', { reference: shown.line.reference }) : t('titleUnknown')} lead={shown && localized(shown.line.organizationName)}
      back={<Link to="/privacy/cases"><IconArrowLeft size={16} aria-hidden />{t('cases.title')}</Link>}
      actions={shown && <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('print')}</Button>}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!answer && !trouble && <p role="status" aria-busy>{t('loading')}</p>}
      {shown && <Shown of={shown} onChanged={setChanged} onStale={() => { setChanged(undefined); again(); }} />}
    </PrivacyPage>
  );
}

export interface CasePartProps {
  readonly of: PrivacyCase;
  /** The case as it is after something was done. */
  readonly onChanged: (now: PrivacyCase) => void;
}

function Shown({ of, onChanged, onStale }: CasePartProps & { readonly onStale: () => void }) {
  const { t } = useTranslation('privacyCase');
  return (
    <div className={classes.case}>
      <div className={classes.sections}>
        <CaseActions of={of} onChanged={onChanged} onStale={onStale} />
        {of.summary !== '' && <WorkSection title={t('summary')}><p className={classes.reading}>{of.summary}</p></WorkSection>}
        {of.finding !== null && <WorkSection title={t('finding')}><p className={classes.reading}>{of.finding}</p><p className={classes.muted}>{of.decidedByName}</p></WorkSection>}
        <CaseQuestions questions={of.questions} />
        <CaseEvidence of={of} />
        <BreachSection of={of} onChanged={onChanged} />
        <LettersSection of={of} />
        <CaseNotes of={of} onChanged={onChanged} />
        <History of={of} />
      </div>
      <div className={classes.side}><Standing of={of} /></div>
    </div>
  );
}

/** Where the case stands, whose it is, until when. */
function Standing({ of: { line, subjectId, questions, history, breach, needsSecondPerson, flagIds } }: { readonly of: PrivacyCase }) {
  const { t } = useTranslation('privacyCase');
  const moment = useMoment();
  const wasConfirmed = breach !== null || line.state === 'CONFIRMED' || line.state === 'REPORTED' || needsSecondPerson;
  const doneAt = (changes: readonly string[]): string | undefined => { const found = history.find(({ change }) => changes.includes(change)); return found && `${found.byName}, ${moment(found.at)}`; };
  const notes = { opened: ['case-opened'], review: ['case-taken', 'case-assigned'], asked: ['user-asked'], decided: ['case-explained', 'case-confirmed'], reported: ['case-reported'], closed: ['case-closed'] } as const;
  return (
    <>
      <div className={classes.pills}>
        <Pill tone={CASE_TONES[line.state]}>{t(`state.${line.state}`)}</Pill>
        {line.isOverdue && line.state !== 'CLOSED' && <Pill tone="alert">{t('overdue', { day: line.dueOn })}</Pill>}
      </div>
      <Facts facts={[
        { name: t('column.subject'), value: line.subjectName === null ? t('subjectUnknown') : subjectId === null ? line.subjectName : <Link to={`/privacy/users/${subjectId}?organization=${line.organizationId}`}>{line.subjectName}</Link> },
        { name: t('column.owner'), value: line.ownerName ?? t('nobody') },
        { name: t('column.due'), value: line.dueOn },
        { name: t('origin.label'), value: `${t(`origin.${line.origin}`)}${flagIds.length > 1 ? ` (${flagIds.length})` : ''}` },
        { name: t('openedAt'), value: moment(line.openedAt) },
      ]} />
      {line.isForProgramOffice && <Notice tone="information">{t('forProgramOffice')}</Notice>}
      <Steps title={t('course')} steps={stagesOf(line.state, { wasAsked: questions.length > 0, wasConfirmed }).map(({ id, state }) => ({
        id, state, title: t(id === 'decided' && state === 'done' ? (wasConfirmed ? 'stage.confirmed' : 'stage.explained') : `stage.${id}`),
        ...(state === 'open' && line.ownerName !== null && { owner: line.ownerName }),
        note: state === 'done' ? doneAt(notes[id]) : id === 'closed' && wasConfirmed ? t('secondPerson') : undefined,
      }))} />
    </>
  );
}

function History({ of: { history } }: { readonly of: PrivacyCase }) {
  const { t } = useTranslation('privacyCase');
  const moment = useMoment();
  return (
    <WorkSection title={t('history')}>
      <ul className={classes.list}>{history.map(({ at, byName, change, reason }) => <li key={`${at} ${change} ${reason}`}><strong>{t(`change.${change}`, { defaultValue: change })}</strong><span className={classes.muted}>{byName} · {moment(at)}</span>{reason !== '' && <span>{reason}</span>}</li>)}</ul>
    </WorkSection>
  );
}
