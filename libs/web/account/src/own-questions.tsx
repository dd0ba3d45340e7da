import { useMutation, useQuery } from '@apollo/client/react';
import { AnswerPrivacyQuestionDocument, MyPrivacyQuestionsDocument, type MyPrivacyQuestionsQuery } from '@longview/graphql-client';
import { clockOf, dayOf, EmptyState, Notice, useLocalized, useTranslation } from '@longview/web-design-system';
import { Button, Textarea } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck, IconClock, IconMessageQuestion } from '@tabler/icons-react';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import classes from './account.module.css';
import { answerProblem } from './answer-problem.js';

type Question = MyPrivacyQuestionsQuery['myPrivacyQuestions'][number];

/** Questions of privacy offices about one's own accesses, where the letter leads that tells of one. */
export function OwnQuestionsPage() {
  const { t } = useTranslation('account');
  const { data, loading, error, refetch } = useQuery(MyPrivacyQuestionsDocument, { fetchPolicy: 'no-cache' });
  useEffect(() => { document.title = t('questions.windowTitle'); }, [t]);
  return (
    <main id="content" tabIndex={-1} className={classes.page} aria-busy={loading}>
      <p><Link className={classes.back} to="/account"><IconArrowLeft size={16} aria-hidden />{t('account.title')}</Link></p>
      <h1>{t('questions.title')}</h1>
      <p className={classes.lead}>{t('questions.lead')}</p>
      {error && <Notice tone="alert" isUrgent>{t('unreachable')} <Button variant="default" size="compact-sm" onClick={() => void refetch()}>{t('again')}</Button></Notice>}
      {data?.myPrivacyQuestions.length === 0 && <EmptyState icon={IconMessageQuestion} title={t('questions.none')} />}
      {data?.myPrivacyQuestions.map((question) => <QuestionCard key={question.questionId} question={question} onAnswered={() => void refetch()} />)}
    </main>
  );
}

/** On the page about oneself: that there are questions, and how many wait. Nothing where there are none. */
export function OwnQuestionsSection() {
  const { t } = useTranslation('account');
  const { data } = useQuery(MyPrivacyQuestionsDocument, { fetchPolicy: 'no-cache' });
  const all = data?.myPrivacyQuestions ?? [];
  const waiting = all.filter(({ answer }) => answer === null);
  if (all.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>{t('questions.title')}</h2>
      {waiting.length > 0 && <Notice tone={waiting.some(({ isOverdue }) => isOverdue) ? 'warning' : 'information'}>{t('questions.waiting', { count: waiting.length, date: waiting.map(({ dueOn }) => dueOn).sort()[0]! })}</Notice>}
      <Link to="/account/questions">{t(waiting.length > 0 ? 'questions.open' : 'questions.past')}</Link>
    </section>
  );
}

function QuestionCard({ question, onAnswered }: { readonly question: Question; readonly onAnswered: () => void }) {
  const { t } = useTranslation('account');
  const localized = useLocalized();
  const headingId = useId();
  const { organizationName, text, askedAt, dueOn, isOverdue, accesses, answer, answeredAt } = question;
  return (
    <article className={classes.card} data-open={answer !== null} aria-labelledby={headingId}>
      <h2 id={headingId}><IconMessageQuestion size={20} aria-hidden />{t('questions.from', { organization: localized(organizationName) })}</h2>
      <p className={classes.why}>
        {answer === null ? <IconClock size={18} aria-hidden /> : <IconCircleCheck size={18} aria-hidden />}
        <span>{t('questions.asked', { date: dayOf(askedAt) })} {answer === null ? t(isOverdue ? 'questions.overdue' : 'questions.due', { date: dueOn }) : t('questions.answeredAt', { date: dayOf(answeredAt ?? askedAt) })}</span>
      </p>
      <p className={classes.words}>{text}</p>
      <div>
        <h3>{t('questions.about')}</h3>
        <ul className={classes.list}>
          {accesses.map(({ patientInitials, occurredAt }, index) => <li key={index}><span className={classes.date}>{occurredAt === null ? t('questions.soon') : `${dayOf(occurredAt)} ${clockOf(occurredAt).slice(0, 5)}`}</span>{patientInitials !== '' && <span>{t('questions.initials', { initials: patientInitials })}</span>}</li>)}
        </ul>
        <p className={classes.note}>{t('questions.whyInitials')}</p>
      </div>
      {answer === null ? <AnswerForm question={question} onAnswered={onAnswered} /> : <div><h3>{t('questions.yourAnswer')}</h3><p className={classes.words}>{answer}</p></div>}
    </article>
  );
}

function AnswerForm({ question: { questionId }, onAnswered }: { readonly question: Question; readonly onAnswered: () => void }) {
  const { t } = useTranslation('account');
  const [send, { loading }] = useMutation(AnswerPrivacyQuestionDocument);
  const [answer, setAnswer] = useState('');
  const [problem, setProblem] = useState<ReturnType<typeof answerProblem>>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (loading) return;
    if (answer.trim() === '') return setProblem('missing');
    const outcome = await send({ variables: { questionId, answer } }).then(({ data }) => data?.answerPrivacyQuestion, () => undefined);
    const found = answerProblem(outcome);
    setProblem(found);
    if (found === undefined || found === 'conflict') onAnswered();
  };
  const isAtField = problem === 'missing' || problem === 'too-long';
  return (
    <form className={classes.answer} onSubmit={(event) => void submit(event)} noValidate>
      {problem !== undefined && !isAtField && <Notice tone="alert" isUrgent>{t(`questions.problem.${problem}`)}</Notice>}
      <Textarea label={t('questions.answer')} description={t('questions.answerHint')} rows={5} maxLength={8_000} required withAsterisk={false} value={answer} onChange={({ currentTarget }) => setAnswer(currentTarget.value)} error={isAtField && t(`questions.problem.${problem}`)} />
      <div className={classes.actions}><Button type="submit" aria-disabled={loading}>{t('questions.send')}</Button></div>
    </form>
  );
}
