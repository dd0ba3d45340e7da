import type { AuditEntry } from '@longview/audit';
import { RECORD_KINDS, type Provenance, type SubjectIdentity } from '@longview/clinical-model';
import type { PatientQuery, RecordGroup } from '@longview/federated-search';

/** Whose record, in the only form the access log may hold. */
export type PatientPseudonym = NonNullable<AuditEntry['patient']>;

/** The person a search asked for, as far as the question itself says. */
export function patientOf(query: PatientQuery, pseudonymize: (patient: SubjectIdentity) => PatientPseudonym): PatientPseudonym {
  return pseudonymize(query.by === 'identifier'
    ? { identifiers: [query.identifier], names: [] }
    : { identifiers: [], names: [{ family: query.family, given: query.given ? [query.given] : [] }], birthDate: query.birthDate });
}

/** What kinds of information are in these rows, in one order. */
export function kindsIn(groups: readonly RecordGroup[]): string {
  const kinds = new Set(groups.map(({ members: [first] }) => first?.kind));
  return RECORD_KINDS.filter((kind) => kinds.has(kind)).join(' ');
}

/**
 * What of each custodian's records is shown. Looking at another custodian's record is a collection, at one's own a use
 * (PHIPA s.2).
 */
export function itemsPerCustodian(groups: readonly { readonly members: readonly { readonly provenance: Pick<Provenance, 'custodianId' | 'sourceId'> }[] }[], organizationId: string | undefined): NonNullable<AuditEntry['custodians']> {
  const counts = new Map<string, { custodianId: string; sourceId: string; itemCount: number; use: 'collection' | 'use' }>();
  for (const { members } of groups) {
    for (const { provenance: { custodianId, sourceId } } of members) {
      const key = `${custodianId} ${sourceId}`;
      const line = counts.get(key);
      if (line) line.itemCount++;
      else counts.set(key, { custodianId, sourceId, itemCount: 1, use: custodianId === organizationId ? 'use' : 'collection' });
    }
  }
  return [...counts.values()];
}

/** Whose record was asked for and not shown: for the log and for that custodian, never for the person who asked. */
export function nothingOf({ custodianId, sourceId }: Pick<Provenance, 'custodianId' | 'sourceId'>, organizationId: string | undefined): NonNullable<AuditEntry['custodians']> {
  return [{ custodianId, sourceId, itemCount: 0, use: custodianId === organizationId ? 'use' : 'collection' }];
}
