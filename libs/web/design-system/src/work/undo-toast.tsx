import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../i18n.js';
import classes from './undo-toast.module.css';

/**
 * Says what was just done and takes it back when asked. Goes after `seconds`, but not while the pointer or the focus rests
 * on it. Give it a `key` for each thing that was done.
 */
export function UndoToast({ message, onUndo, onGone, seconds = 10 }: { readonly message: string; readonly onUndo: () => void; readonly onGone: () => void; readonly seconds?: number }) {
  const { t } = useTranslation('work');
  const [isHeld, setHeld] = useState(false);
  const gone = useRef(onGone);
  gone.current = onGone;
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => gone.current(), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [isHeld, seconds]);
  return (
    <div className={classes.toast} role="status" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span className={classes.words}>{message}</span>
      <Button variant="white" size="compact-md" onClick={() => { onUndo(); onGone(); }}>{t('undo.undo')}</Button>
      <CloseButton variant="transparent" className={classes.close} aria-label={t('undo.dismiss')} onClick={onGone} />
    </div>
  );
}
