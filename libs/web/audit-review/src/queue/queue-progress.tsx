import { useTranslation } from '@longview/web-design-system';
import { Progress } from '@mantine/core';
import { useMoment } from '../moments.js';
import { useNumber } from '../names.js';
import classes from './queue-progress.module.css';
import type { FlagPage } from './use-flags.js';

/** How many of the flags are decided, and how far the log was read. */
export function QueueProgress({ counts, asOf }: { readonly counts: FlagPage['countsByState']; readonly asOf: number }) {
  const { t } = useTranslation('privacy');
  const moment = useMoment();
  const number = useNumber();
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const done = counts.reduce((sum, { state, count }) => sum + (state === 'NEW' ? 0 : count), 0);
  return (
    <div className={classes.progress}>
      {total > 0 && (
        <>
          <strong>{t('progress.done', { done: number(done), total: number(total) })}</strong>
          <Progress className={classes.bar} value={(done / total) * 100} size={12} aria-label={t('progress.done', { done: number(done), total: number(total) })} color="var(--lv-action)" />
        </>
      )}
      <span className={classes.asOf}>{t('asOf', { at: moment(asOf) })}</span>
    </div>
  );
}
