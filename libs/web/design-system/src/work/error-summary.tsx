import { useEffect, useRef } from 'react';
import { useTranslation } from '../i18n.js';
import { Notice } from '../notice.js';
import classes from './error-summary.module.css';

export interface FieldError {
  /** The id of the field's element. */
  readonly fieldId: string;
  readonly message: string;
}

/** Above a form that was sent with mistakes: takes the focus, names each, leads to its field. Render it only while there are any. */
export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }) {
  const { t } = useTranslation('work');
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [errors]);
  return (
    <div ref={ref} tabIndex={-1} className={classes.summary}>
      <Notice tone="alert" isUrgent title={t('errors.title', { count: errors.length })}>
        <ul className={classes.list}>
          {errors.map(({ fieldId, message }) => (
            <li key={`${fieldId} ${message}`}><a href={`#${fieldId}`} onClick={(event) => { event.preventDefault(); document.getElementById(fieldId)?.focus(); }}>{message}</a></li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
