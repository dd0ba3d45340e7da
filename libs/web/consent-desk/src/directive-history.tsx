import { useQuery } from '@apollo/client/react';
import { DirectiveHistoryDocument } from '@longview/graphql-client';
import { clockOf, dayOf, Dialog, Notice, useTranslation } from '@longview/web-design-system';
import classes from './consent-desk.module.css';
import { troubleWords } from './refusal-words.js';

/** Every version, newest first. */
export function DirectiveHistory({ directiveId, onClose }: { readonly directiveId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('consent');
  const { data, error } = useQuery(DirectiveHistoryDocument, { variables: { directiveId }, fetchPolicy: 'no-cache' });
  const answer = data?.directiveHistory;
  const moment = (ms: number): string => `${dayOf(ms)} ${clockOf(ms).slice(0, 5)}`;
  return (
    <Dialog isOpen onClose={onClose} title={t('history.title')} form="side">
      {(error || answer?.__typename === 'Refusal') && <Notice tone="alert" isUrgent>{troubleWords(t, answer?.__typename === 'Refusal' ? answer : 'unreachable')}</Notice>}
      {!answer && !error && <p role="status">{t('loading')}</p>}
      {answer?.__typename === 'DirectiveHistory' && (
        <ol className={classes.history}>
          {answer.changes.map(({ change, version, occurredAt, byName, startsAt, endsAt }) => (
            <li key={version}>
              <strong>{t(`history.changes.${change}`)}</strong>
              <span>{t('history.line', { version, moment: moment(occurredAt), name: byName })}</span>
              {startsAt !== null && <span>{t('history.period', { from: moment(startsAt), until: endsAt === null ? t('card.untilWithdrawn') : moment(endsAt) })}</span>}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
