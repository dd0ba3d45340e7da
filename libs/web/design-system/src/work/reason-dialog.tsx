import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react';
import { Dialog } from '../dialog.js';
import { useTranslation } from '../i18n.js';
import { Notice } from '../notice.js';
import classes from './reason-dialog.module.css';

export interface Reason { readonly code: string; readonly title: string }
export interface GivenReason { readonly code: string; readonly text: string }

const MAX_TEXT = 500;

export interface ReasonDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen, to whom, and whether it can be undone. */
  readonly children?: ReactNode;
  /** To choose from; without them only the text is asked. */
  readonly reasons?: readonly Reason[];
  /** `none` asks for no text at all. A reason called `other` always needs words. */
  readonly text?: 'required' | 'optional' | 'none';
  readonly textLabel?: string;
  readonly confirmLabel: string;
  /** `danger` for what takes something away. */
  readonly tone?: 'action' | 'danger';
  readonly isBusy?: boolean;
  /** Why it did not work, in words. */
  readonly problem?: string | undefined;
  readonly onConfirm: (reason: GivenReason) => void;
}

/** Asks once more before something happens to a person's access, and why. */
export function ReasonDialog(props: ReasonDialogProps) {
  return <Dialog isOpen={props.isOpen} onClose={props.onClose} title={props.title}><ReasonForm {...props} /></Dialog>;
}

function ReasonForm({ isOpen, onClose, children, reasons, text: textRule = reasons ? 'optional' : 'required', textLabel, confirmLabel, tone = 'action', isBusy = false, problem, onConfirm }: ReasonDialogProps) {
  const { t } = useTranslation('work');
  const id = useId();
  const [code, setCode] = useState('');
  const [text, setText] = useState('');
  const [isSent, setSent] = useState(false);
  useEffect(() => { if (!isOpen) { setCode(''); setText(''); setSent(false); } }, [isOpen]);
  const isTextMissing = text.trim() === '' && (textRule === 'required' || (textRule === 'optional' && code === 'other'));
  const isCodeMissing = reasons !== undefined && code === '';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (isCodeMissing) document.getElementById(`${id}-code`)?.focus();
    else if (isTextMissing) document.getElementById(`${id}-text`)?.focus();
    else if (!isBusy) onConfirm({ code, text: text.trim() });
  };
  return (
    <form className={classes.form} onSubmit={send} noValidate>
      {children}
      {reasons && <NativeSelect id={`${id}-code`} label={t('reason.choose')} required value={code} onChange={({ currentTarget }) => setCode(currentTarget.value)} error={isSent && isCodeMissing && t('reason.chooseMissing')} data={[{ value: '', label: t('reason.none') }, ...reasons.map(({ code: value, title }) => ({ value, label: title }))]} />}
      {textRule !== 'none' && <Textarea id={`${id}-text`} label={textLabel ?? t('reason.text')} required={textRule === 'required' || code === 'other'} value={text} maxLength={MAX_TEXT} rows={3} onChange={({ currentTarget }) => setText(currentTarget.value)} error={isSent && isTextMissing && t('reason.textMissing')} />}
      {problem !== undefined && <Notice tone="alert" isUrgent>{problem}</Notice>}
      <div className={classes.buttons}>
        <Button type="submit" color={tone === 'danger' ? 'var(--lv-alert)' : undefined} aria-disabled={isBusy} data-busy={isBusy}>{confirmLabel}</Button>
        <Button variant="default" onClick={onClose}>{t('reason.cancel')}</Button>
      </div>
    </form>
  );
}
