import { Notice, useTranslation } from '@longview/web-design-system';
import { Pill, WorkSection } from '@longview/web-design-system/work';
import { useMoment } from '../moments.js';
import type { PrivacyCase } from './case-page.js';
import classes from './cases.module.css';

/** What the person was asked, and what they answered. */
export function CaseQuestions({ questions }: Pick<PrivacyCase, 'questions'>) {
  const { t } = useTranslation('privacyCase');
  const moment = useMoment();
  if (questions.length === 0) return null;
  return (
    <WorkSection title={t('questions')}>
      <ul className={classes.list}>
        {questions.map(({ questionId, text, askedByName, askedAt, dueOn, answer, answeredAt, isOverdue, remindedAt }) => (
          <li key={questionId}>
            <div className={classes.question}>
              <p className={classes.reading}>{text}</p>
              <span className={classes.muted}>{t('askedBy', { name: askedByName, at: moment(askedAt) })}</span>
            </div>
            {answer !== null && answeredAt !== null && <div className={classes.answer}><strong>{t('answer')}</strong><p className={classes.reading}>{answer}</p><span className={classes.muted}>{moment(answeredAt)}</span></div>}
            {answer === null && (isOverdue ? <Notice tone="warning" title={t('noAnswer', { day: dueOn })}>{remindedAt !== null && t('reminded', { at: moment(remindedAt) })}</Notice> : <span><Pill tone="plain">{t('answerUntil', { day: dueOn })}</Pill></span>)}
          </li>
        ))}
      </ul>
    </WorkSection>
  );
}
