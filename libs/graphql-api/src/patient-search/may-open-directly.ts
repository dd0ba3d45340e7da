import { isComplete, ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import type { DisclosedPatients } from '@longview/disclosure';
import type { PatientQuery } from './read-search-input.js';

/**
 * True when opening the one candidate needs no choice: found by health number, nobody else found, no registration held
 * back, its registrations agree on who it is, and either a source whose word settles identity knows the person or
 * everybody answered. Anything less is shown as a list of one.
 */
export function mayOpenDirectly(query: PatientQuery, { candidates, completeness }: DisclosedPatients, authorityIds: ReadonlySet<string>): boolean {
  const [candidate] = candidates;
  if (query.by !== 'identifier' || query.identifier.system !== ONTARIO_HEALTH_NUMBER_SYSTEM || candidates.length !== 1 || !candidate) return false;
  if (completeness.outcomes.some(({ withheldCount }) => withheldCount > 0)) return false;
  const birthDates = new Set(candidate.members.map(({ birthDate }) => birthDate).filter((date) => date !== undefined));
  if (birthDates.size > 1 || candidate.reason === 'demographics-disagree') return false;
  const isSettled = candidate.members.some(({ provenance }) => authorityIds.has(provenance.sourceId));
  return isSettled || isComplete(completeness);
}
