import { identifierKey, type PatientRecord } from '@longview/clinical-model';
import type { PatientQuery } from '@longview/sources-contract';

/**
 * Whether a registration really answers the question that was asked: a source may have ignored the filter.
 * By identifier the record must carry it; by demographics the birth date must be the same and the names must fit,
 * accents, hyphens and case aside (IHE PDQm: family and birthdate are the usual pair).
 */
export function answersQuery(record: PatientRecord, query: PatientQuery): boolean {
  if (query.by === 'identifier') return record.identifiers.some((identifier) => identifierKey(identifier) === identifierKey(query.identifier));
  if (record.birthDate !== query.birthDate) return false;
  const family = foldName(query.family);
  const given = query.given === undefined ? '' : foldName(query.given);
  if (family === '') return false;
  return record.names.some((name) =>
    [name.family, ...name.family.split(/[\s-]+/)].some((part) => foldName(part).startsWith(family))
    && (given === '' || name.given.length === 0 || name.given.some((part) => foldName(part).startsWith(given))));
}

function foldName(name: string): string {
  return name.normalize('NFD').replace(/[^\p{Letter}]/gu, '').toUpperCase();
}
