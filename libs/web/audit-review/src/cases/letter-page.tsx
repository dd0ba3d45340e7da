import { IssuePrivacyLetterDocument, PreviewPrivacyLetterDocument, PrivacyLetterDocument, PrivacyLetterFormDocument, type PrivacyLetterPartsFragment, type PrivacyLetterTemplateId } from '@longview/graphql-client';
import { useLanguage, useTranslation } from '@longview/web-design-system';
import { Button, Textarea } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { Link, Navigate, useParams, useSearchParams } from 'react-router';
import { problemWords, useAnswer, useSend, type Trouble } from '../answers.js';
import { LanguageChoice, type PaperLanguage } from '../language-choice.js';
import { PrivacyPage } from '../privacy-page.js';
import { TroubleNotice } from '../trouble-notice.js';
import { LETTERS } from './case-words.js';
import classes from './cases.module.css';

type Letter = PrivacyLetterPartsFragment;

/** One letter of a case: written from its template, looked at before it is issued, and printed. */
export function LetterPage() {
  const { t } = useTranslation('privacyCase');
  const { caseId = '', templateId: asked } = useParams();
  const [search] = useSearchParams();
  const templateId = LETTERS.find((one) => one === asked);
  const letterId = search.get('letter');
  if (!templateId) return <Navigate to={`/privacy/cases/${caseId}`} replace />;
  return (
    <PrivacyPage isPaper title={t(`letter.${templateId}`)} back={<Link to={`/privacy/cases/${caseId}`}><IconArrowLeft size={16} aria-hidden />{t('backToCase')}</Link>}>
      {letterId === null ? <WriteLetter caseId={caseId} templateId={templateId} patientKey={search.get('patient')} /> : <IssuedLetter letterId={letterId} />}
    </PrivacyPage>
  );
}

function IssuedLetter({ letterId }: { readonly letterId: string }) {
  const { t } = useTranslation('privacyCase');
  const { answer, trouble, again } = useAnswer(PrivacyLetterDocument, { letterId });
  return (
    <>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!answer && !trouble && <p role="status" aria-busy>{t('loading')}</p>}
      {answer?.__typename === 'PrivacyLetter' && <Paper letter={answer} />}
    </>
  );
}

/** The letter as it is printed. Its language is its own, not the screen's. */
function Paper({ letter: { language, subject, paragraphs } }: { readonly letter: Letter }) {
  const { t } = useTranslation('privacyCase');
  return (
    <div className={classes.sections}>
      <div className={classes.bar}><Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>{t('print')}</Button></div>
      <article className={classes.letter} lang={language.toLowerCase()}>
        <h2>{subject}</h2>
        {paragraphs.map((paragraph, i) => <p key={i}>{paragraph}</p>)}
      </article>
    </div>
  );
}

function WriteLetter({ caseId, templateId, patientKey }: { readonly caseId: string; readonly templateId: PrivacyLetterTemplateId; readonly patientKey: string | null }) {
  const { t } = useTranslation('privacyCase');
  const { language: screen } = useLanguage();
  const { t: common } = useTranslation('privacy');
  const [language, setLanguage] = useState<PaperLanguage>(screen === 'fr' ? 'FR' : 'EN');
  const form = useAnswer(PrivacyLetterFormDocument, { caseId, templateId, language, patientKey });
  const { send, isBusy } = useSend();
  const [facts, setFacts] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [preview, setPreview] = useState<Letter>();
  const [trouble, setTrouble] = useState<Trouble>();
  const fields = form.answer?.fields;
  useEffect(() => { if (fields) setFacts((now) => Object.fromEntries(fields.map(({ name, suggestion }) => [name, now[name] || suggestion]))); }, [fields]);
  const show = async (mutation: typeof PreviewPrivacyLetterDocument | typeof IssuePrivacyLetterDocument): Promise<void> => {
    const outcome = await send(mutation as typeof PreviewPrivacyLetterDocument, { input: { caseId, templateId, language, patientKey, facts: Object.entries(facts).map(([name, value]) => ({ name, value })) } });
    if (outcome === undefined) return;
    setTrouble(outcome.trouble);
    if (outcome.answer?.__typename === 'PrivacyLetterProblems') setProblems(Object.fromEntries(outcome.answer.problems.map(({ field, problem }) => [field, problem])));
    else if (outcome.answer) { setProblems({}); setPreview(outcome.answer); }
  };
  const change = (name: string, value: string): void => { setFacts((now) => ({ ...now, [name]: value })); setPreview(undefined); };
  const isIssued = preview !== undefined && preview.issuedAt !== null;
  if (isIssued) return <Paper letter={preview} />;
  return (
    <div className={classes.letterPage}>
      <form className={`${classes.form} ${classes.screenOnly}`} onSubmit={(event: FormEvent) => { event.preventDefault(); void show(PreviewPrivacyLetterDocument); }} noValidate aria-label={t('letters.form')}>
        <LanguageChoice label={t('letters.language')} value={language} onChange={(chosen) => { setLanguage(chosen); setPreview(undefined); }} />
        <TroubleNotice trouble={form.trouble} onRetry={form.again} />
        {!fields && !form.trouble && <p role="status" aria-busy>{t('loading')}</p>}
        {fields?.map(({ name, isRequired }) => <Textarea key={name} label={t(`letterField.${name}`, { defaultValue: name })} required={isRequired} autosize={false} rows={2} value={facts[name] ?? ''} error={problems[name] === undefined ? undefined : problemWords(common, problems[name])} onChange={({ currentTarget }) => change(name, currentTarget.value)} />)}
        <TroubleNotice trouble={trouble} />
        <div className={classes.buttons}>
          <Button type="submit" variant={preview ? 'default' : 'filled'} aria-disabled={isBusy || !fields}>{t('letters.preview')}</Button>
          {preview && <Button aria-disabled={isBusy} onClick={() => void show(IssuePrivacyLetterDocument)}>{t('letters.issue')}</Button>}
        </div>
        {preview && <p className={classes.muted}>{t('letters.issueLead')}</p>}
      </form>
      {preview ? <Paper letter={preview} /> : <p className={`${classes.muted} ${classes.screenOnly}`}>{t('letters.notYet')}</p>}
    </div>
  );
}
