import { IconAlertTriangle, IconBan, IconCheck, IconInfoCircle, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './pill.module.css';

export type PillTone = 'plain' | 'good' | 'information' | 'warning' | 'alert';

const ICONS = { plain: IconMinus, good: IconCheck, information: IconInfoCircle, warning: IconAlertTriangle, alert: IconBan };

/** How something stands, in an icon and words: colour alone never carries the meaning. */
export function Pill({ tone, children }: { readonly tone: PillTone; readonly children: ReactNode }) {
  const PillIcon = ICONS[tone];
  return <span className={classes.pill} data-tone={tone}><PillIcon size={14} stroke={2} aria-hidden /><span>{children}</span></span>;
}
