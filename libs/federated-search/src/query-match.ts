import { identifierKey, type PatientRecord } from '@longview/clinical-model';
import { isDemographicMatch } from '@longview/patient-identity';
import type { PatientQuery } from '@longview/sources-contract';

/** Whether a registration really answers the question that was asked: a source may have ignored the filter. */
export function answersQuery(record: PatientRecord, query: PatientQuery): boolean {
  if (query.by === 'identifier') return record.identifiers.some((identifier) => identifierKey(identifier) === identifierKey(query.identifier));
  return isDemographicMatch(record, query);
}
