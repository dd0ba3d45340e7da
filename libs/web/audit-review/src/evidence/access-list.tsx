import type { AccessPartsFragment } from '@longview/graphql-client';
import { useTranslation } from '@longview/web-design-system';
import { useMoment } from '../moments.js';
import { useSources } from '../names.js';
import classes from './access-list.module.css';
import { actionWords } from './action-words.js';

/** What was done in each access: when, which kinds of event and how often, and whose records were on the screen. */
export function AccessList({ accesses }: { readonly accesses: readonly AccessPartsFragment[] }) {
  const { t } = useTranslation('evidence');
  const moment = useMoment();
  const { sourceName } = useSources();
  return (
    <ol className={classes.list}>
      {accesses.map(({ id, from, until, actions, sourceIds, itemCount }) => (
        <li key={id}>
          <strong>{moment(from)}</strong>
          {until > from && <span className={classes.note}>{t('access.until', { at: moment(until) })}</span>}
          <ul className={classes.actions}>{actions.map(({ action, count }) => <li key={action}>{actionWords(t, action)}{count > 1 && <> {t('times', { count })}</>}</li>)}</ul>
          {itemCount > 0 && <span className={classes.note}>{t('access.shown', { count: itemCount })}{sourceIds.length > 0 && <> {sourceIds.map(sourceName).join(', ')}</>}</span>}
        </li>
      ))}
    </ol>
  );
}
