import { CloseButton } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import classes from './dialog.module.css';
import { useTranslation } from './i18n.js';

export interface DialogProps {
  readonly isOpen: boolean;
  /** Also called for the Escape key and for a press outside. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** `side` stands at the right edge over the full height, `wide` takes what the window gives. */
  readonly form?: 'middle' | 'side' | 'wide';
  /** Without it the dialog is answered by its own buttons. */
  readonly hasClose?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog. The browser keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ isOpen, onClose, title, form = 'middle', hasClose = true, children }: DialogProps) {
  const { t } = useTranslation('ui');
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (isOpen) dialog?.showModal();
    else dialog?.close();
  }, [isOpen]);
  return (
    <dialog ref={ref} className={classes.dialog} data-form={form} aria-labelledby={titleId}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onClick={(event) => { if (hasClose && event.target === event.currentTarget) onClose(); }}>
      {isOpen && (
        <div className={classes.body}>
          <header className={classes.head}><h2 id={titleId}>{title}</h2>{hasClose && <CloseButton aria-label={t('close')} onClick={onClose} />}</header>
          {children}
        </div>
      )}
    </dialog>
  );
}
