import type { Actor } from '@longview/access-policy';
import type { AccessBasis, PurposeOfUse } from '@longview/clinical-model';

/** Whose record, as looks at what explains an access know them: the access log's pseudonym, and the keys of every health number. */
export interface PseudonymousPatient {
  readonly pseudonym: { readonly key: string; readonly sealed: string };
  /** Keys under which a roster may list this person. */
  readonly keys: readonly string[];
}

/** What explains that somebody is with a patient, and for which purpose then. */
export interface Explanation {
  readonly basis: Exclude<AccessBasis, { relationship: 'missing' }>;
  readonly purposeOfUse: PurposeOfUse;
}

/** Something that may know why this person is with this patient, without asking a source. MUST answer within milliseconds. */
export interface ExplanationSource {
  explain(actor: Actor & { readonly organizationId: string }, patient: PseudonymousPatient, nowMs: number): Promise<Explanation | undefined>;
}
