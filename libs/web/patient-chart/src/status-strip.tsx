import { clockOf, countAnswers, Dialog, SourceStateText, useLocalized, useTranslation, type OutcomeFacts, type SourceFacts } from '@longview/web-design-system';
import { Button } from '@mantine/core';
import { IconChevronRight, IconCircleCheck, IconPlugConnectedX, IconUserQuestion } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import classes from './status-strip.module.css';

/** Exceptions named on the strip; more of them are a number that leads to the drawer. */
const NAMED = 3;

export interface StatusStripProps {
  readonly outcomes: readonly OutcomeFacts[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly asOfMs: number | undefined;
  readonly onRetry: (sourceId: string) => void;
  /** What else this page does not cover: how far the patient restricts it. */
  readonly children?: ReactNode;
}

/** What this page covers, in at most two lines: how many answered, only the exceptions by name, and the way to the full list. */
export function StatusStrip({ outcomes, sources, asOfMs, onRetry, children }: StatusStripProps) {
  const { t } = useTranslation(['chart', 'ui']);
  const localized = useLocalized();
  const [isOpen, setOpen] = useState(false);
  const count = countAnswers(outcomes);
  const nameOf = (id: string): string => { const source = sources.get(id); return source ? localized(source.name) : id; };
  const isDone = count.pending === 0;
  const isComplete = isDone && count.exceptions.length === 0;
  return (
    <section className={classes.strip} aria-label={t('chart:coverage.title')}>
      <div className={classes.progress} data-done={isDone}>
        <span style={{ transform: `scaleX(${count.asked === 0 ? 0 : (count.asked - count.pending) / count.asked})` }} />
      </div>
      <div className={classes.line}>
        <p className={classes.answered} data-complete={isComplete}>
          {isComplete ? <IconCircleCheck size={18} aria-hidden /> : !isDone ? <span className={classes.dot} aria-hidden /> : <IconPlugConnectedX size={18} aria-hidden />}
          <span>{t('chart:coverage.answered', { answered: count.answered, asked: count.asked })}{asOfMs !== undefined && isDone && <> <time>{clockOf(asOfMs)}</time></>}</span>
        </p>
        {count.exceptions.slice(0, NAMED).map((outcome) => (
          <span key={outcome.sourceId} className={classes.exception}>
            <strong>{nameOf(outcome.sourceId)}</strong>
            <SourceStateText outcome={outcome} />
            {isRetryable(outcome) && <Button variant="default" size="compact-xs" onClick={() => onRetry(outcome.sourceId)} aria-label={t('chart:coverage.retryNamed', { source: nameOf(outcome.sourceId) })}>{t('chart:coverage.retry')}</Button>}
          </span>
        ))}
        {count.exceptions.length > NAMED && <button type="button" className={classes.link} onClick={() => setOpen(true)}>{t('chart:coverage.moreExceptions', { count: count.exceptions.length - NAMED })}</button>}
        {count.notEntitled > 0 && <span className={classes.quiet}>{t('chart:coverage.notEntitled', { n: count.notEntitled })}</span>}
        {count.withheld > 0 && <span className={classes.withheld}><IconUserQuestion size={18} aria-hidden />{t('ui:state.withheld', { count: count.withheld })}</span>}
        {children}
        <button type="button" className={`${classes.link} ${classes.all}`} onClick={() => setOpen(true)}>{t('chart:coverage.all')}<IconChevronRight size={16} aria-hidden /></button>
      </div>
      <Dialog form="side" isOpen={isOpen} onClose={() => setOpen(false)} title={t('chart:coverage.drawer')}>
        <SourceList outcomes={outcomes} sources={sources} onRetry={onRetry} />
      </Dialog>
    </section>
  );
}

/** Asking again can change these; it cannot change who may ask or what a source holds. */
export function isRetryable({ state }: OutcomeFacts): boolean {
  return state === 'TIMEOUT' || state === 'DOWN' || state === 'REFUSED' || state === 'PARTIAL';
}

const ORDER: Record<OutcomeFacts['state'], number> = { DOWN: 0, TIMEOUT: 0, REFUSED: 0, PARTIAL: 1, TRUNCATED: 1, NOT_IDENTIFIABLE: 1, PENDING: 2, ANSWERED: 3, NOT_CONNECTED: 4, NOT_ENTITLED: 5 };

/** Every source of the province and what it said, exceptions first. */
function SourceList({ outcomes, sources, onRetry }: { readonly outcomes: readonly OutcomeFacts[]; readonly sources: ReadonlyMap<string, SourceFacts>; readonly onRetry: (sourceId: string) => void }) {
  const { t } = useTranslation(['chart', 'ui']);
  const localized = useLocalized();
  const sorted = [...outcomes].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  return (
    <ul className={classes.sources}>
      {sorted.map((outcome) => {
        const source = sources.get(outcome.sourceId);
        return (
          <li key={outcome.sourceId}>
            <div className={classes.sourceHead}>
              <strong>{source ? localized(source.name) : outcome.sourceId}</strong>
              {source?.city && !localized(source.name).includes(source.city) && <span className={classes.quiet}>{source.city}</span>}
              {outcome.elapsedMs !== null && outcome.elapsedMs >= 50 && <span className={`${classes.quiet} ${classes.elapsed}`}>{t('chart:coverage.seconds', { seconds: (outcome.elapsedMs / 1000).toFixed(1) })}</span>}
            </div>
            <SourceStateText outcome={outcome} />
            {outcome.withheldCount > 0 && <p className={classes.quiet}>{t('chart:coverage.withheldNext', { withheld: t('ui:state.withheld', { count: outcome.withheldCount }) })}</p>}
            {(outcome.state === 'DOWN' || outcome.state === 'TIMEOUT') && source?.phone && <p className={classes.quiet}>{t('chart:coverage.phone', { phone: source.phone })}</p>}
            {outcome.state === 'REFUSED' && outcome.faultCode && <p className={classes.quiet}>{t('chart:coverage.reference', { code: outcome.faultCode })}</p>}
            {outcome.state === 'NOT_ENTITLED' && <p className={classes.quiet}>{t('chart:coverage.entitlement')}</p>}
            {outcome.state === 'TRUNCATED' && <p className={classes.quiet}>{t('chart:coverage.truncatedNext')}</p>}
            {isRetryable(outcome) && <Button variant="default" size="compact-sm" mt={6} onClick={() => onRetry(outcome.sourceId)}>{t('chart:coverage.retrySource')}</Button>}
          </li>
        );
      })}
    </ul>
  );
}
