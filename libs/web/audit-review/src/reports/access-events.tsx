import { AccessDetailDocument, type AccessReportKind } from '@longview/graphql-client';
import { useLocalized, useTranslation } from '@longview/web-design-system';
import { useAnswer } from '../answers.js';
import { AttachToCase } from '../cases/attach-to-case.js';
import { actionWords } from '../evidence/action-words.js';
import { useMoment } from '../moments.js';
import { useNumber } from '../names.js';
import { TroubleNotice } from '../trouble-notice.js';
import classes from './reports.module.css';

/** What was done in one access, event by event. */
export function AccessEvents({ kind, accessId, organizationId }: { readonly kind: AccessReportKind; readonly accessId: string; readonly organizationId: string | undefined }) {
  const { t } = useTranslation('accessReport');
  const { t: words } = useTranslation('evidence');
  const { t: common } = useTranslation('privacy');
  const moment = useMoment();
  const number = useNumber();
  const localized = useLocalized();
  const { answer, trouble, again } = useAnswer(AccessDetailDocument, { kind, accessId, organizationId: organizationId ?? null });
  return (
    <div className={classes.events}>
      <TroubleNotice trouble={trouble} onRetry={again} />
      {!answer && !trouble && <p role="status" aria-busy>{common('loading')}</p>}
      {answer && (
        <ol className={classes.plain}>
          {answer.events.map(({ eventId, occurredAt, action, outcome, shown, attempted, clientAddress, withheldCount }) => (
            <li key={eventId}>
              <strong>{actionWords(words, action)}</strong>{outcome !== 'success' && <> ({t(`outcome.${outcome}`, { defaultValue: outcome })})</>}
              {attempted !== null && <> {actionWords(words, attempted)}</>}
              <span className={classes.muted}>{[moment(occurredAt), ...shown.map((one) => t(`shown.${one.use}`, { count: one.itemCount, n: number(one.itemCount), source: localized(one.sourceName) })), withheldCount > 0 ? t('withheld', { count: withheldCount }) : '', clientAddress === null ? '' : t('from', { address: clientAddress })].filter((text) => text !== '').join(' · ')}</span>
            </li>
          ))}
        </ol>
      )}
      {answer && <AttachToCase eventIds={answer.events.map(({ eventId }) => eventId)} />}
    </div>
  );
}
