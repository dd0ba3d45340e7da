import { IconAlertTriangle, IconCheck, IconCircle, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../i18n.js';
import classes from './steps.module.css';

export interface Step {
  readonly id: string;
  readonly title: string;
  /** `open` is being worked on, `waiting` cannot start yet, `blocked` needs somebody to decide. */
  readonly state: 'done' | 'open' | 'waiting' | 'blocked';
  /** Who has to do it: a name or an office. */
  readonly owner?: string | undefined;
  /** Days since it became theirs. */
  readonly ageDays?: number | undefined;
  /** When and by whom it was done, or what is missing. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
}

const ICONS = { done: IconCheck, open: IconPlayerPlay, waiting: IconCircle, blocked: IconAlertTriangle };

/** What has to happen in what order, whose turn it is and since when. */
export function Steps({ title, steps }: { readonly title: string; readonly steps: readonly Step[] }) {
  const { t } = useTranslation('work');
  return (
    <ol className={classes.steps} aria-label={title}>
      {steps.map(({ id, title: name, state, owner, ageDays, note, actions }) => {
        const StateIcon = ICONS[state];
        return (
          <li key={id} className={classes.step} data-state={state} aria-current={state === 'open' ? 'step' : undefined}>
            <span className={classes.mark}><StateIcon size={16} stroke={2.5} aria-hidden /></span>
            <div className={classes.body}>
              <p className={classes.name}>{name} <span className={classes.state}>{t(`step.${state}`)}</span></p>
              {(owner !== undefined || ageDays !== undefined) && (
                <p className={classes.owner}>
                  {owner !== undefined && <span>{t('step.owner', { owner })}</span>}
                  {ageDays !== undefined && <span>{t('step.age', { count: ageDays })}</span>}
                </p>
              )}
              {note !== undefined && <div className={classes.note}>{note}</div>}
            </div>
            {actions !== undefined && <div className={classes.actions}>{actions}</div>}
          </li>
        );
      })}
    </ol>
  );
}
