import { Dialog, Notice, useTranslation } from '@longview/web-design-system';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react';
import classes from './form-dialog.module.css';
import { troubleWords, type Trouble } from './trouble.js';

export interface FormField {
  /** As the gateway calls it: its refusals name it. */
  readonly name: string;
  readonly label: string;
  /** `check` is true or false; `choices` any of the options. */
  readonly kind: 'text' | 'date' | 'long' | 'select' | 'check' | 'choices';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  readonly isOptional?: boolean;
  readonly start?: string;
}

/** Texts by the name of their field; of `check` 'true' or '', of `choices` the chosen values with spaces between. */
export type FormValues = Readonly<Record<string, string>>;

export const chosen = (values: FormValues, name: string): string[] => (values[name] ?? '').split(' ').filter(Boolean);

export interface FormDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly fields: readonly FormField[];
  readonly confirmLabel: string;
  readonly tone?: 'action' | 'danger';
  /** Resolves with why it was not done. */
  readonly onSend: (values: FormValues) => Promise<Trouble | undefined>;
}

/** A form in a dialog. What the gateway refuses stands at the field it names; the dialog closes when it was done. */
export function FormDialog(props: FormDialogProps) {
  return <Dialog isOpen={props.isOpen} onClose={props.onClose} title={props.title}><Form {...props} /></Dialog>;
}

function Form({ onClose, lead, fields, confirmLabel, tone = 'action', onSend }: FormDialogProps) {
  const { t } = useTranslation('program');
  const id = useId();
  const [values, setValues] = useState<FormValues>(() => Object.fromEntries(fields.map(({ name, start }) => [name, start ?? ''])));
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const fieldId = (name: string): string => `${id}-${name}`;
  const atField = trouble?.field != null && fields.some(({ name }) => name === trouble.field) ? trouble.field : undefined;
  useEffect(() => { if (atField !== undefined) document.getElementById(fieldId(atField))?.focus(); }, [trouble]);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const empty = fields.find(({ name, kind, isOptional }) => !isOptional && kind !== 'check' && kind !== 'choices' && (values[name] ?? '').trim() === '');
    if (empty) {
      setTrouble({ code: 'INVALID_INPUT', field: empty.name, problem: 'missing' });
      return;
    }
    setBusy(true);
    const refused = await onSend(values);
    setBusy(false);
    if (refused) setTrouble(refused);
    else onClose();
  };
  const set = (name: string, value: string): void => {
    setValues((now) => ({ ...now, [name]: value }));
    setTrouble(undefined);
  };

  return (
    <form className={classes.form} onSubmit={(event) => void send(event)} noValidate>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      {fields.map((field) => <Field key={field.name} id={fieldId(field.name)} field={field} value={values[field.name] ?? ''} error={atField === field.name && trouble ? troubleWords(t, trouble) : undefined} onChange={(value) => set(field.name, value)} />)}
      {trouble && atField === undefined && <Notice tone="alert" isUrgent>{troubleWords(t, trouble)}</Notice>}
      <div className={classes.buttons}>
        <Button type="submit" color={tone === 'danger' ? 'var(--lv-alert)' : undefined} aria-disabled={isBusy}>{confirmLabel}</Button>
        <Button variant="default" onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}

function Field({ id, field: { label, kind, options = [], hint, isOptional }, value, error, onChange }: { readonly id: string; readonly field: FormField; readonly value: string; readonly error: string | undefined; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation('program');
  const words = { id, label: isOptional ? `${label} (${t('form.optional')})` : label, value, error, description: hint };
  switch (kind) {
    case 'text': return <TextInput {...words} autoComplete="off" onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
    case 'date': return <TextInput {...words} autoComplete="off" inputMode="numeric" placeholder={t('form.date')} maxLength={10} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
    case 'long': return <Textarea {...words} rows={3} maxLength={300} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
    case 'select': return <NativeSelect {...words} onChange={({ currentTarget }) => onChange(currentTarget.value)} data={[...(options.some((option) => option.value === '') ? [] : [{ value: '', label: t('form.choose') }]), ...options]} />;
    case 'check': return <Checkbox id={id} label={label} checked={value === 'true'} onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'true' : '')} />;
    case 'choices': {
      const picked = new Set(value.split(' ').filter(Boolean));
      return (
        <fieldset className={classes.choices} id={id} tabIndex={-1}>
          <legend>{label}</legend>
          {options.map((option) => (
            <Checkbox key={option.value} label={option.label} checked={picked.has(option.value)} onChange={({ currentTarget }) => {
              if (currentTarget.checked) picked.add(option.value);
              else picked.delete(option.value);
              onChange([...picked].join(' '));
            }} />
          ))}
          {error !== undefined && <p className={classes.error} role="alert">{error}</p>}
        </fieldset>
      );
    }
  }
}
