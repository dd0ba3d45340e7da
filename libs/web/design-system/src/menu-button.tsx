import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import classes from './menu-button.module.css';

/** A button that shows a few more choices below it. Closed by a choice, a form that is sent, Escape, a press elsewhere or by leaving with Tab. */
export function MenuButton({ label, face, className, children }: { readonly label: string; readonly face: ReactNode; readonly className?: string | undefined; readonly children: ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    const onPointer = (event: PointerEvent): void => { if (!(event.target instanceof Node && root.current?.contains(event.target))) setOpen(false); };
    document.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('pointerdown', onPointer);
    return () => { document.removeEventListener('keydown', onKey, { capture: true }); document.removeEventListener('pointerdown', onPointer); };
  }, [isOpen]);
  return (
    <div ref={root} className={classes.root} onBlur={({ relatedTarget }) => { if (relatedTarget && !root.current?.contains(relatedTarget)) setOpen(false); }}>
      <button ref={button} type="button" className={className} aria-label={label} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => setOpen(!isOpen)}>{face}</button>
      {isOpen && <div id={id} className={classes.panel} onSubmit={() => setOpen(false)} onClick={({ target }) => { if (target instanceof Element && target.closest('[data-menu-choice]')) setOpen(false); }}>{children}</div>}
    </div>
  );
}

/** One choice of a menu button. */
export function MenuChoice({ icon, onClick, children }: { readonly icon: ReactNode; readonly onClick: () => void; readonly children: ReactNode }) {
  return <button type="button" data-menu-choice className={classes.choice} onClick={onClick}>{icon}{children}</button>;
}
