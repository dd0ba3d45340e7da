import type { AllergySummary, OutcomeFacts, SourceFacts } from '@longview/web-design-system';
import type { TimelineItem } from './timeline-state.js';

/**
 * The allergy title. "None" is said only by a source that says so, and only when every source that holds allergies and may be
 * asked has answered; a list from a source that failed is unavailable, never empty.
 */
export function allergySummary(items: Iterable<TimelineItem>, outcomes: readonly OutcomeFacts[], sources: ReadonlyMap<string, SourceFacts>, isRestricted: boolean): AllergySummary {
  const allergies = [...items].filter(({ kind, status }) => kind === 'ALLERGY' && status !== 'ENTERED_IN_ERROR' && status !== 'CANCELLED');
  const known = allergies.filter(({ state }) => state !== 'no-known-allergy' && state !== 'resolved' && state !== 'inactive');
  if (known.length > 0) return { title: 'known', count: known.length };
  const holders = outcomes.filter(({ sourceId, state }) => state !== 'NOT_ENTITLED' && state !== 'NOT_CONNECTED' && sources.get(sourceId)?.kinds.includes('ALLERGY'));
  const isAnswered = holders.length > 0 && holders.every(({ state, failedKinds }) => state === 'ANSWERED' || (state === 'PARTIAL' && !failedKinds.includes('ALLERGY')));
  if (!isAnswered || isRestricted) return { title: 'unavailable', count: 0 };
  return { title: allergies.some(({ state }) => state === 'no-known-allergy') ? 'none' : 'notRecorded', count: 0 };
}
