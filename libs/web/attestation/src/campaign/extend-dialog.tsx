import { useMutation } from '@apollo/client/react';
import { ExtendAttestationDocument } from '@longview/graphql-client';
import { Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { refusalWords } from '../refusal-words.js';
import { inputOf, type SheetPlace } from '../sheet-place.js';
import classes from './dialog-form.module.css';

const FIELDS = ['until', 'requestedBy', 'reason'] as const;

/** More time for one organization: until when, who answers for it, why. */
export function ExtendDialog({ place, name, onClose, onExtended }: { readonly place: SheetPlace | undefined; readonly name: string; readonly onClose: () => void; readonly onExtended: () => void }) {
  const { t } = useTranslation('attestation');
  return <Dialog isOpen={place !== undefined} onClose={onClose} title={t('extend.title', { name })}>{place && <ExtendForm place={place} onClose={onClose} onExtended={onExtended} />}</Dialog>;
}

function ExtendForm({ place, onClose, onExtended }: { readonly place: SheetPlace; readonly onClose: () => void; readonly onExtended: () => void }) {
  const { t } = useTranslation('attestation');
  const [fields, setFields] = useState({ until: '', requestedBy: '', reason: '' });
  const [wrong, setWrong] = useState<{ readonly field: string; readonly words: string }>();
  const [problem, setProblem] = useState<string>();
  const [extend, { loading }] = useMutation(ExtendAttestationDocument);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (loading) return;
    setWrong(undefined);
    setProblem(undefined);
    const result = await extend({ variables: { sheet: inputOf(place), input: fields } }).then(({ data }) => data?.extendAttestation, () => undefined);
    if (result?.__typename === 'Done') return onExtended();
    if (!result) return setProblem(t('unreachable'));
    if (!FIELDS.some((field) => field === result.field)) return setProblem(refusalWords(t, result));
    setWrong({ field: result.field!, words: t(`problem.${result.problem ?? 'unknown'}`) });
    document.getElementById(`extend-${result.field}`)?.focus();
  };
  const props = (name: keyof typeof fields) => ({ id: `extend-${name}`, label: t(`extend.${name}`), required: true, value: fields[name], error: wrong?.field === name && wrong.words, onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => setFields((now) => ({ ...now, [name]: value })) });
  return (
    <form className={classes.form} onSubmit={(event) => void send(event)} noValidate>
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      <TextInput {...props('until')} description={t('plan.dateHint')} />
      <TextInput {...props('requestedBy')} />
      <Textarea {...props('reason')} rows={3} />
      <div className={classes.buttons}>
        <Button type="submit" aria-disabled={loading}>{t('extend.button')}</Button>
        <Button variant="default" onClick={onClose}>{t('plan.cancel')}</Button>
      </div>
    </form>
  );
}
