import { cloneElement, useEffect, useId, useState, type ReactElement } from 'react';
import classes from './hint.module.css';

/** A short reason beside what it explains: on hover, focus or touch; Escape puts it away; the pointer may rest on it (WCAG 1.4.13). */
export function Hint({ text, children }: { readonly text: string; readonly children: ReactElement<{ 'aria-describedby'?: string }> }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent): void => { if (event.key === 'Escape') setOpen(false); };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen]);
  return (
    <span className={classes.anchor} onPointerEnter={() => setOpen(true)} onPointerLeave={() => setOpen(false)} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onClick={() => setOpen(true)}>
      {isOpen ? cloneElement(children, { 'aria-describedby': id }) : children}
      {isOpen && <span id={id} role="tooltip" className={classes.hint}>{text}</span>}
    </span>
  );
}
