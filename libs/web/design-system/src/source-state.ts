import type { OutcomePartsFragment, SourcesQuery } from '@longview/graphql-client';
import type { TFunction } from 'i18next';
import { clockOf } from './dates.js';

export type SourceFacts = Omit<SourcesQuery['sources'][number], '__typename'>;
export type OutcomeFacts = Omit<OutcomePartsFragment, '__typename'>;

/** How a state is drawn: its icon and colour. The words say it again. */
export type SourceTone = 'pending' | 'good' | 'neutral' | 'warning' | 'alert';

const TONES: Record<OutcomeFacts['state'], SourceTone> = {
  PENDING: 'pending', ANSWERED: 'good', PARTIAL: 'warning', TRUNCATED: 'warning', TIMEOUT: 'alert', DOWN: 'alert', REFUSED: 'alert',
  NOT_ENTITLED: 'neutral', NOT_CONNECTED: 'neutral', NOT_IDENTIFIABLE: 'warning',
};

export function toneOf(outcome: Pick<OutcomeFacts, 'state'>): SourceTone {
  return TONES[outcome.state];
}

/** What one source said, in the words of the catalogue. "Nothing found here" is said only by a source that answered everything. */
export function sourceStateWords(t: TFunction<'ui'>, outcome: OutcomeFacts): string {
  switch (outcome.state) {
    case 'PENDING': return t('ui:state.pending');
    case 'ANSWERED': return outcome.recordCount > 0 ? t('ui:state.found', { count: outcome.recordCount }) : t('ui:state.nothing');
    case 'PARTIAL': return t('ui:state.partial', { kinds: outcome.failedKinds.map((kind) => t(`ui:kinds.${kind}`)).join(', ') });
    case 'TRUNCATED': return t('ui:state.truncated', { count: outcome.recordCount });
    case 'TIMEOUT': return t('ui:state.timeout');
    case 'DOWN': return outcome.since ? t('ui:state.downSince', { time: clockOf(outcome.since).slice(0, 5) }) : t('ui:state.down');
    case 'REFUSED': return t('ui:state.refused');
    case 'NOT_ENTITLED': return t('ui:state.notEntitled');
    case 'NOT_CONNECTED': return t('ui:state.notConnected');
    case 'NOT_IDENTIFIABLE': return t('ui:state.notIdentifiable');
  }
}

/** How far an answer has come, over the sources that this person may ask and that hold such records. */
export interface AnswerCount {
  readonly asked: number;
  /** Answered everything that was asked. */
  readonly answered: number;
  readonly pending: number;
  /** Asked, no longer pending, and not answered in full. */
  readonly exceptions: readonly OutcomeFacts[];
  readonly notEntitled: number;
  readonly withheld: number;
}

export function countAnswers(outcomes: readonly OutcomeFacts[]): AnswerCount {
  const asked = outcomes.filter(({ state }) => state !== 'NOT_ENTITLED' && state !== 'NOT_CONNECTED');
  return {
    asked: asked.length,
    answered: asked.filter(({ state }) => state === 'ANSWERED').length,
    pending: asked.filter(({ state }) => state === 'PENDING').length,
    exceptions: asked.filter(({ state }) => state !== 'ANSWERED' && state !== 'PENDING'),
    notEntitled: outcomes.filter(({ state }) => state === 'NOT_ENTITLED').length,
    withheld: outcomes.reduce((sum, { withheldCount }) => sum + withheldCount, 0),
  };
}

/** Which of the three empty answers is true; they are never the same sentence. */
export type EmptyReason = 'searching' | 'nobody-asked' | 'nothing-in-all' | 'nothing-in-answered' | 'hidden-by-filters';

/** Call it when nothing is shown. "Nothing found" is only said for the sources that answered in full. */
export function emptyReason(count: AnswerCount, hiddenByFilters: number): EmptyReason {
  if (hiddenByFilters > 0) return 'hidden-by-filters';
  if (count.asked === 0) return 'nobody-asked';
  if (count.pending > 0) return 'searching';
  return count.answered === count.asked ? 'nothing-in-all' : 'nothing-in-answered';
}
