import type { Actor } from '@longview/access-policy';
import type { AccessBasis, ClinicalRecord, CompletenessStatement, RecordKind, SourceOutcome, SubjectIdentity } from '@longview/clinical-model';
import type { PatientQuery, RecordGroup } from '@longview/federated-search';
import type { ShownCandidate } from './candidates-shown.js';
import type { PatientRestriction } from './consent-at-the-door.js';
import type { RelationshipEvidence } from './relationship-evidence.js';

declare const disclosed: unique symbol;
/** A value that went through policy and audit. Only this library can make one; everything that is shown asks for one. */
export type Disclosed<T> = T & { readonly [disclosed]: true };

/**
 * Nothing is shown, and why: a refusal names its rule for the log; `audit-unavailable` means the log could not be written.
 * `consent-changed` ends a timeline in the middle: what is on the screen is to be taken away, and asked for anew.
 */
export type Refusal = { readonly kind: 'refused'; readonly rule: string } | { readonly kind: 'audit-unavailable' } | { readonly kind: 'consent-changed' };

/** Facts of the request for the access log. */
export interface RequestFacts {
  readonly requestId: string;
  readonly clientAddress?: string;
  /** Why the person may be with the patient that the request is about: decided with, and kept with every event of it. Absent means `missing`. */
  readonly basis?: AccessBasis;
  /** Aborted when the user leaves or access ends. */
  readonly signal: AbortSignal;
}

export interface TimelineOptions {
  readonly kinds: readonly RecordKind[];
  /** Opaque, starts with the session's id. Keeps the rows for some minutes so that one source can be asked again. */
  readonly resumeKey?: string;
  /** Ask only these again and join their rows to those kept under `resumeKey`. */
  readonly onlySourceIds?: ReadonlySet<string>;
  readonly action?: 'view-timeline' | 'print' | 'export';
}

export interface DisclosedPatients {
  readonly kind: 'patients';
  /** `identity` is for opening them; `shownIdentity` is what may stand on the screen. */
  readonly candidates: readonly Disclosed<ShownCandidate>[];
  readonly completeness: CompletenessStatement;
}

export interface DisclosedSlice {
  readonly kind: 'slice';
  readonly outcomes: readonly SourceOutcome[];
  readonly groups: readonly Disclosed<RecordGroup>[];
  readonly removedGroupIds: readonly string[];
  readonly isRestricted: boolean;
  readonly restriction: PatientRestriction;
  /** The opened patient with the identifiers learned so far: keep it with the opened patient, for launches and later reads. */
  readonly identity: SubjectIdentity;
  readonly isLast: boolean;
  /** In the last slice only. */
  readonly completeness?: CompletenessStatement;
}

/** The one door. Everything a person sees of a record passes here: search → decide → append audit → disclose. */
export interface Disclosure {
  disclosePatients(actor: Actor, query: PatientQuery, facts: RequestFacts): Promise<DisclosedPatients | Refusal>;
  /**
   * Streams. The search starts at once; no slice leaves before the event that covers it is durable.
   * Ends with one `Refusal` instead of a slice when policy or log say no, also in the middle.
   */
  discloseTimeline(actor: Actor, patient: SubjectIdentity, options: TimelineOptions, facts: RequestFacts): AsyncIterable<DisclosedSlice | Refusal>;
  discloseRecord(actor: Actor, patient: SubjectIdentity, record: { sourceId: string; kind: RecordKind; sourceRecordId: string }, facts: RequestFacts): Promise<
    { readonly kind: 'record'; readonly record: Disclosed<ClinicalRecord> } | { readonly kind: 'not-found' } | { readonly kind: 'unavailable'; readonly outcome: SourceOutcome } | Refusal>;
  /** An opened patient's identity as it may stand on the screen. */
  shownIdentity(actor: Actor, patient: SubjectIdentity): Promise<SubjectIdentity>;
  /** What may still be shown of groups that were disclosed to this person before, by the patient's word as it is now. */
  stillShown(actor: Actor, patient: SubjectIdentity, groups: readonly Disclosed<RecordGroup>[]): Promise<readonly Disclosed<RecordGroup>[]>;
  /** How far the patient restricts the record for this person, by the directives kept here; sources that hold something back say so on the timeline. */
  restrictionOf(actor: Actor, patient: SubjectIdentity, facts: RequestFacts): Promise<{ readonly kind: 'restriction'; readonly restriction: PatientRestriction } | Refusal>;
  /** Decides and writes down that these rows (opaque ids) leave the screen on paper or as a file. None may before it answers `noted`. */
  noteLeaving(actor: Actor, patient: SubjectIdentity, action: 'print' | 'export', itemIds: readonly string[], facts: RequestFacts): Promise<{ readonly kind: 'noted' } | Refusal>;
  /**
   * Asks the sources of the person's own organization, for at most `withinMs`, whether an encounter not older than `notBeforeMs` or
   * an order explains why they are with this patient. Discloses nothing but that, and the event is durable before it does;
   * what they would not be shown explains nothing. Asks nobody where the organization has no source.
   */
  seekRelationship(actor: Actor, patient: SubjectIdentity, limits: { readonly notBeforeMs: number; readonly withinMs: number }, facts: RequestFacts): Promise<{ readonly kind: 'sought'; readonly found: RelationshipEvidence | undefined; /** Every source that was to be asked answered in full. */ readonly isComplete: boolean } | Refusal>;
  /** Drops what is kept in memory under resume keys that start so: at sign-out, revocation and consent change. */
  forget(resumeKeyPrefix: string): void;
  /** Ends the timelines of this patient that are filling here. @param patientKeys keys under which consent is kept. */
  consentChanged(patientKeys: readonly string[]): void;
}
