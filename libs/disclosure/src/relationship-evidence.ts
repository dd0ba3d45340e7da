import type { ClinicalRecord } from '@longview/clinical-model';

/** What the records of somebody's own organization say about why they are with a patient. */
export type RelationshipEvidence = 'order' | 'encounter';

/** Kinds of record that show that the patient was there. */
export const EVIDENCE_KINDS = ['visit', 'imaging-study'] as const;

/**
 * The strongest evidence among these records: an exam that this person asked for, else a visit or an exam at the
 * organization. What was cancelled, entered in error, undated or is older than `notBeforeMs` says nothing.
 */
export function relationshipEvidence(records: Iterable<ClinicalRecord>, { organizationId, displayName, notBeforeMs }: { readonly organizationId: string; readonly displayName: string; readonly notBeforeMs: number }): RelationshipEvidence | undefined {
  let found: RelationshipEvidence | undefined;
  for (const record of records) {
    if (record.provenance.custodianId !== organizationId || record.status === 'cancelled' || record.status === 'entered-in-error') continue;
    if (lastInstantMs(record) < notBeforeMs) continue;
    if (record.kind === 'imaging-study' && record.referrer !== undefined && isSameName(record.referrer, displayName)) return 'order';
    if (record.kind === 'visit' || record.kind === 'imaging-study') found = 'encounter';
  }
  return found;
}

/** A stay that began long ago may have ended yesterday. */
function lastInstantMs(record: ClinicalRecord): number {
  return Math.max(record.time?.instantMs ?? Number.NEGATIVE_INFINITY, (record.kind === 'visit' && record.end?.instantMs) || Number.NEGATIVE_INFINITY);
}

/** The same words whatever their order, case and accents; titles and letters behind a name are no part of it. */
function isSameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return a.size > 1 && a.size === b.size && [...a].every((word) => b.has(word));
}

const TITLES = new Set(['dr', 'dre', 'docteur', 'docteure', 'doctor', 'md', 'np', 'rn', 'mr', 'mrs', 'ms', 'm', 'mme', 'prof']);

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}]+/u).filter((word) => word !== '' && !TITLES.has(word)));
}
