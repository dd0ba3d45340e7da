import { OpenPrivacyCaseDocument } from '@longview/graphql-client';
import { Dialog, useTranslation } from '@longview/web-design-system';
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { problemWords, useSend, type Trouble } from '../answers.js';
import { FindUser, type FoundUser } from '../explore/find-user.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './cases.module.css';

const PATIENT_FIELDS = ['identifierValue', 'family', 'given', 'birthDate'] as const;
type PatientField = (typeof PATIENT_FIELDS)[number];
const EMPTY: Readonly<Record<PatientField, string>> = { identifierValue: '', family: '', given: '', birthDate: '' };

/** Begins a case that no flag led to: a patient's complaint, or what was noticed about somebody. */
export function OpenCaseDialog({ onClose, onOpened }: { readonly onClose: () => void; readonly onOpened: (caseId: string) => void }) {
  const { t } = useTranslation('privacyCase');
  const { t: common } = useTranslation('privacy');
  const { send, isBusy } = useSend();
  const [origin, setOrigin] = useState<'COMPLAINT' | 'MANUAL'>('COMPLAINT');
  const [summary, setSummary] = useState('');
  const [patient, setPatient] = useState(EMPTY);
  const [subject, setSubject] = useState<FoundUser>();
  const [isSent, setSent] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const isComplaint = origin === 'COMPLAINT';
  const refused = trouble !== undefined && trouble !== 'unreachable' && trouble.code === 'INVALID_INPUT' ? trouble : undefined;
  const errorOf = (field: PatientField): string | undefined => {
    if (isSent && patient[field].trim() === '') return common('problem.missing');
    return refused?.field?.endsWith(field) ? problemWords(common, refused.problem ?? '') : undefined;
  };
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (summary.trim() === '' || (isComplaint ? PATIENT_FIELDS.some((field) => patient[field].trim() === '') : !subject)) return;
    const outcome = await send(OpenPrivacyCaseDocument, { input: { origin, summary: summary.trim(), subjectId: subject?.userId ?? null, patient: isComplaint ? patient : null, eventIds: null } });
    setTrouble(outcome?.trouble);
    if (outcome?.answer) onOpened(outcome.answer.line.caseId);
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('open.title')}>
      <form className={classes.form} onSubmit={(event) => void open(event)} noValidate>
        <Radio.Group label={t('open.origin')} value={origin} onChange={(value) => setOrigin(value === 'MANUAL' ? 'MANUAL' : 'COMPLAINT')}>
          <div className={classes.choices}><Radio value="COMPLAINT" label={t('open.complaint')} /><Radio value="MANUAL" label={t('open.manual')} /></div>
        </Radio.Group>
        {isComplaint && (
          <fieldset className={classes.fieldset}>
            <legend>{t('open.patient')}</legend>
            <div className={classes.fields}>
              {PATIENT_FIELDS.map((field) => <TextInput key={field} label={t(`open.${field}`)} {...(field === 'birthDate' && { placeholder: common('day.placeholder') })} required value={patient[field]} error={errorOf(field)} autoComplete="off" spellCheck={false} onChange={({ currentTarget: { value } }) => setPatient((now) => ({ ...now, [field]: value }))} />)}
            </div>
          </fieldset>
        )}
        {subject ? <p>{t('open.about', { name: subject.name })} <Button variant="subtle" size="compact-sm" onClick={() => setSubject(undefined)}>{t('open.another')}</Button></p> : <FindUser label={t(isComplaint ? 'open.subjectOptional' : 'open.subject')} onFound={setSubject} />}
        {isSent && !isComplaint && !subject && <p role="alert">{t('open.subjectMissing')}</p>}
        <Textarea label={t('open.summary')} description={t('open.summaryHint')} required rows={3} value={summary} error={isSent && summary.trim() === '' && common('problem.missing')} onChange={({ currentTarget }) => setSummary(currentTarget.value)} />
        {(!refused || !PATIENT_FIELDS.some((field) => refused.field?.endsWith(field))) && <TroubleNotice trouble={trouble} />}
        <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('open.confirm')}</Button><Button variant="default" onClick={onClose}>{common('cancel')}</Button></div>
      </form>
    </Dialog>
  );
}
