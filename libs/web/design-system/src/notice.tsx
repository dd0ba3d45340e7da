import { IconAlertTriangle, IconInfoCircle, IconLock, IconUsers, IconX, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from './i18n.js';
import classes from './notice.module.css';

export type NoticeTone = 'information' | 'warning' | 'alert' | 'consent';

const ICONS: Record<NoticeTone, Icon> = { information: IconInfoCircle, warning: IconAlertTriangle, alert: IconX, consent: IconLock };

/** A statement that must be read: icon, words and colour. `isUrgent` interrupts a screen reader. */
export function Notice({ tone, title, children, isUrgent = false }: { readonly tone: NoticeTone; readonly title?: ReactNode; readonly children?: ReactNode; readonly isUrgent?: boolean }) {
  const NoticeIcon = ICONS[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={isUrgent ? 'alert' : undefined}>
      <NoticeIcon size={20} stroke={2} aria-hidden />
      <div className={classes.body}>
        {title !== undefined && <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** Says why there is nothing to see, and what to do next. */
export function EmptyState({ icon: EmptyIcon, title, children, actions }: { readonly icon: Icon; readonly title: ReactNode; readonly children?: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <EmptyIcon size={40} stroke={1.25} aria-hidden />
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className={classes.emptyActions}>{actions}</div>}
    </div>
  );
}

/** Stands in both windows while they show two different people. */
export function MismatchBar() {
  const { t } = useTranslation('ui');
  return <div className={classes.mismatch} role="alert"><IconUsers size={20} aria-hidden />{t('mismatch')}</div>;
}
