import { Dialog, useTranslation } from '@longview/web-design-system';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { problemWords, type Trouble } from '../answers.js';
import { DayField } from '../day-field.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './cases.module.css';

export interface ActionField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'area' | 'day' | 'choice';
  readonly isRequired?: boolean;
  readonly value?: string;
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

export interface ActionDialogProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly fields: readonly ActionField[];
  readonly confirmLabel: string;
  readonly isBusy: boolean;
  readonly trouble: Trouble | undefined;
  readonly onClose: () => void;
  readonly onConfirm: (values: Readonly<Record<string, string>>) => void;
  /** Further fields of this one action, between the others and the buttons. */
  readonly children?: ReactNode;
}

const MAX_TEXT = 4_000;

/** Asks for what one action needs. What is missing, and what the gateway does not accept, stands at its field. */
export function ActionDialog({ title, lead, fields, confirmLabel, isBusy, trouble, onClose, onConfirm, children }: ActionDialogProps) {
  const { t } = useTranslation('privacy');
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(fields.map(({ name, value = '' }) => [name, value])));
  const [isSent, setSent] = useState(false);
  const refusedField = trouble !== undefined && trouble !== 'unreachable' && trouble.code === 'INVALID_INPUT' && fields.some(({ name }) => name === trouble.field) ? trouble : undefined;
  const errorOf = ({ name, isRequired, kind }: ActionField): string | undefined => {
    if (isSent && isRequired && values[name]?.trim() === '') return t(kind === 'choice' ? 'problem.choose' : 'problem.missing');
    return refusedField?.field === name ? problemWords(t, refusedField.problem ?? '') : undefined;
  };
  const set = (name: string, value: string): void => setValues((now) => ({ ...now, [name]: value }));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    const missing = fields.find(({ name, isRequired }) => isRequired && values[name]?.trim() === '');
    if (missing) document.getElementById(`${id}-${missing.name}`)?.focus();
    else if (!isBusy) onConfirm(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()])));
  };
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <form className={classes.form} onSubmit={send} noValidate>
        {lead}
        {fields.map((field) => {
          const { name, label, kind, isRequired = false, hint, options = [] } = field;
          const common = { id: `${id}-${name}`, label, required: isRequired, error: errorOf(field), ...(hint !== undefined && { description: hint }) };
          const value = values[name] ?? '';
          switch (kind) {
            case 'day': return <DayField key={name} label={label} value={value || undefined} isRequired={isRequired} error={errorOf(field)} onDay={(day) => set(name, day ?? '')} />;
            case 'choice': return <NativeSelect key={name} {...common} value={value} onChange={({ currentTarget }) => set(name, currentTarget.value)} data={[{ value: '', label: t('choose') }, ...options]} />;
            case 'area': return <Textarea key={name} {...common} rows={4} maxLength={MAX_TEXT} value={value} onChange={({ currentTarget }) => set(name, currentTarget.value)} />;
            case 'line': return <TextInput key={name} {...common} autoComplete="off" value={value} onChange={({ currentTarget }) => set(name, currentTarget.value)} />;
          }
        })}
        {children}
        {!refusedField && <TroubleNotice trouble={trouble} />}
        <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{confirmLabel}</Button><Button variant="default" onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </Dialog>
  );
}
