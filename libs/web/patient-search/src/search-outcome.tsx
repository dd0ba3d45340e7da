import { clockOf, countAnswers, EmptyState, emptyReason, SourceStateText, useLocalized, useTranslation, type SourceFacts } from '@longview/web-design-system';
import { IconPlugConnectedX, IconUserOff, IconUserQuestion } from '@tabler/icons-react';
import type { SearchAnswer } from './candidate-table.js';
import classes from './patient-search.module.css';

/** How far the search reached: the count, and only the sources that are an exception. */
export function SearchCompleteness({ answer, sources }: { readonly answer: SearchAnswer; readonly sources: ReadonlyMap<string, SourceFacts> }) {
  const { t } = useTranslation(['search', 'ui']);
  const localized = useLocalized();
  const count = countAnswers(answer.completeness.outcomes);
  const time = clockOf(answer.completeness.asOf);
  const isEverybody = count.answered === count.asked;
  const isSettled = !isEverybody && answer.mayOpenDirectly && count.exceptions.length === 0;
  return (
    <div className={classes.completeness}>
      <p>
        {isEverybody && t('search:answered.all', { count: count.asked, time })}
        {isSettled && t('search:answered.settled', { answered: count.answered, asked: count.asked, time })}
        {!isEverybody && !isSettled && t('search:answered.some', { answered: count.answered, asked: count.asked, time })}
      </p>
      {count.exceptions.length > 0 && (
        <ul>
          {count.exceptions.map((outcome) => {
            const source = sources.get(outcome.sourceId);
            return <li key={outcome.sourceId}><strong>{source ? localized(source.name) : outcome.sourceId}</strong> <SourceStateText outcome={outcome} /></li>;
          })}
        </ul>
      )}
      {answer.completeness.isRestricted && <p>{t('ui:state.restricted')}</p>}
    </div>
  );
}

/** Nobody found: which of the empty answers is true, and what to do next. */
export function NobodyFound({ answer }: { readonly answer: SearchAnswer }) {
  const { t } = useTranslation('search');
  const count = countAnswers(answer.completeness.outcomes);
  const time = clockOf(answer.completeness.asOf).slice(0, 5);
  switch (emptyReason(count, 0)) {
    case 'nothing-in-all': return <EmptyState icon={IconUserQuestion} title={t('empty.all', { count: count.asked, time })}>{t('empty.allNext')}</EmptyState>;
    case 'nobody-asked': return <EmptyState icon={IconUserOff} title={t('empty.nobody')}>{t('empty.nobodyNext')}</EmptyState>;
    default: return <EmptyState icon={IconPlugConnectedX} title={t('empty.some', { answered: count.answered, asked: count.asked, time })}>{t('empty.someNext')}</EmptyState>;
  }
}
