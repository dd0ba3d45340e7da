import { FindAccessPatientDocument } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { problemWords, useSend, type Trouble } from '../answers.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './find.module.css';

/**
 * Finds a patient in the log by the health number that is typed here. It travels in the body of the question only; what
 * goes on is the patient's opaque key.
 */
export function FindPatient({ onFound, isShort = false }: { readonly onFound: (patientKey: string) => void; readonly isShort?: boolean }) {
  const { t } = useTranslation('privacy');
  const { send, isBusy } = useSend();
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const find = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTrouble(undefined);
    if (number.trim() === '') return setProblem(t('find.numberMissing'));
    const outcome = await send(FindAccessPatientDocument, { identifierValue: number.trim() });
    if (outcome?.answer?.isKnown === false) return setProblem(t('find.unknownNumber'));
    if (outcome?.answer) { setNumber(''); return onFound(outcome.answer.patient.patientKey); }
    const refused = outcome?.trouble;
    if (refused === undefined) return undefined;
    if (refused !== 'unreachable' && refused.code === 'INVALID_INPUT') return setProblem(refused.problem ? problemWords(t, refused.problem) : t('find.numberWrong'));
    return setTrouble(refused);
  };
  return (
    <form className={classes.field} onSubmit={(event) => void find(event)} noValidate aria-label={t('find.patient')}>
      <div className={classes.line}>
        <TextInput label={t('find.number')} {...(!isShort && { description: t('find.numberHint') })} value={number} error={problem} autoComplete="off" spellCheck={false} inputMode="numeric" onChange={({ currentTarget }) => { setNumber(currentTarget.value); setProblem(undefined); }} />
        <Button type="submit" variant={isShort ? 'default' : 'filled'} aria-disabled={isBusy}>{t('find.go')}</Button>
      </div>
      <TroubleNotice trouble={trouble} />
    </form>
  );
}
