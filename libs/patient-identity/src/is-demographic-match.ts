import type { Demographics } from '@longview/clinical-model';
import { compareBirthDates, readBirthDate } from './compare-birth-dates.js';
import { compareNames } from './compare-names.js';
import { readPersonNames } from './person-name.js';

/**
 * Whether a registration answers a search by family name and birth date, and given name where one was asked for. As
 * tolerant about spelling as a person at a desk, and strict about the birth date: it was given to narrow the search.
 */
export function isDemographicMatch(person: Demographics, query: { readonly family: string; readonly given?: string; readonly birthDate: string }): boolean {
  const birthDate = compareBirthDates(readBirthDate(person.birthDate), readBirthDate(query.birthDate));
  if (birthDate !== 'same' && birthDate !== 'partial') return false;
  const asked = readPersonNames([{ family: query.family, given: query.given ? [query.given] : [] }]);
  const { given, family } = compareNames(readPersonNames(person.names), asked);
  return (family === 'same' || family === 'compound' || family === 'similar') && given !== 'different';
}
