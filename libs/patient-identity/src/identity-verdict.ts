import type { PatientRecord, SubjectIdentity } from '@longview/clinical-model';

/** Why two descriptions are, may be or are not one person. Closed, so that every reason has its words in both languages. */
export type IdentityReason =
  | 'same-health-number' | 'same-local-identifier' | 'linked-by-source'
  | 'no-shared-identifier' | 'no-identifier' | 'demographics-disagree' | 'different-health-number' | 'demographics-missing';

/**
 * `same-person` may be shown; `uncertain` is withheld and counted; `different-person` is dropped and counted as a
 * filter that the source did not apply.
 */
export type IdentityVerdict =
  | { readonly kind: 'same-person'; readonly reason: IdentityReason }
  | { readonly kind: 'uncertain'; readonly reason: IdentityReason }
  | { readonly kind: 'different-person'; readonly reason: IdentityReason };

/** A person that a search found, with every registration that makes them up. */
export interface PersonCandidate {
  /** Everything the members agree on; identifiers of all members. The anchor for checking records. */
  readonly identity: SubjectIdentity;
  readonly members: readonly PatientRecord[];
  readonly reason: IdentityReason;
  /** Another candidate has the same or a similar name: the screen warns. */
  readonly hasSimilarName: boolean;
}
