import type { AccessBasis, RecordKind } from '@longview/clinical-model';
import type { Actor } from './actor.js';

/** Everything a person can do with a patient's record. */
export const ACTIONS = ['search-patient', 'view-timeline', 'open-report', 'launch-study', 'retrieve-image', 'print', 'export', 'import-study'] as const;
export type Action = (typeof ACTIONS)[number];

export interface AccessRequest {
  readonly actor: Actor;
  readonly action: Action;
  /** Absent for a question that is not yet about a source (may this person search at all). */
  readonly source?: { readonly sourceId: string; readonly custodianId: string; readonly minimumAssuranceLevel?: 1 | 2 | 3 };
  readonly kind?: RecordKind;
  /** Why the person may be with the opened patient. Absent: the question is about nobody's opened record. */
  readonly relationship?: AccessBasis['relationship'];
  /** What the patient's directives say to it. Absent: the question is about nobody's record yet. */
  readonly consent?: ConsentState;
}

/** As much of the answer of the patient's directives as a decision rests on. */
export type ConsentState =
  | { readonly state: 'permitted' | 'overridden' }
  | { readonly state: 'blocked'; /** Some ground of an override would open it. */ readonly isOverridable: boolean };
