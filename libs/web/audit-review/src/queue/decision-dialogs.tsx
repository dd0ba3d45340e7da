import { Dialog, useTranslation } from '@longview/web-design-system';
import { Button, Textarea } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import type { Trouble } from '../answers.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './filter-bar.module.css';

const MAX_TEXT = 2_000;

export interface AskDialogProps {
  readonly isOpen: boolean;
  readonly name: string;
  readonly isBusy: boolean;
  readonly trouble: Trouble | undefined;
  readonly onClose: () => void;
  readonly onAsk: (question: string) => void;
}

/** The question to the person whose access it was, in words that can be changed. */
export function AskDialog({ isOpen, name, isBusy, trouble, onClose, onAsk }: AskDialogProps) {
  const { t } = useTranslation('privacy');
  const [text, setText] = useState('');
  useEffect(() => { if (isOpen) setText(t('ask.suggestion')); }, [isOpen, t]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy && text.trim() !== '') onAsk(text.trim());
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('ask.title', { name })}>
      <form className={classes.dialog} onSubmit={send}>
        <p>{t('ask.explain')}</p>
        <Textarea label={t('ask.question')} value={text} rows={4} maxLength={MAX_TEXT} required error={text.trim() === '' && t('problem.missing')} onChange={({ currentTarget }) => setText(currentTarget.value)} />
        <TroubleNotice trouble={trouble} />
        <div className={classes.buttons}><Button type="submit" aria-disabled={isBusy}>{t('ask.send')}</Button><Button variant="default" onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </Dialog>
  );
}

const KEYS = ['explained', 'ask', 'case', 'next', 'undo', 'help'] as const;
const LETTERS: Readonly<Record<(typeof KEYS)[number], readonly string[]>> = { explained: ['1'], ask: ['2'], case: ['3'], next: ['J', 'K', '↓', '↑'], undo: ['U'], help: ['?'] };

/** Which keys do what, for who works through the queue without a pointer. */
export function KeyHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('privacy');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('keys.title')}>
      <div className={classes.dialog}>
        <p>{t('keys.explain')}</p>
        <dl className={classes.keys}>
          {KEYS.map((key) => <div key={key}><dt>{LETTERS[key].map((letter) => <kbd key={letter}>{letter}</kbd>)}</dt><dd>{t(`keys.${key}`)}</dd></div>)}
        </dl>
      </div>
    </Dialog>
  );
}
