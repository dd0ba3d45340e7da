import type { ClinicalRecord, RecordKind } from '@longview/clinical-model';

/** Why records stand in one group, strongest first. */
export type GroupReason = 'single' | 'study-instance-uid' | 'issuer-and-accession' | 'business-identifier' | 'similarity';

/** A field in which copies of the same thing disagree. */
export type ConflictField = 'status' | 'time' | 'text' | 'title' | 'result' | 'accession';

/** Records that are the same real thing, told by several sources. Nothing is ever left out of `members`. */
export interface RecordGroup {
  /** Stable while the group lives: members that arrive later do not change it. Opaque, holds nothing about the patient. */
  readonly id: string;
  readonly kind: RecordKind;
  /** Preferred copy first: amended before final before preliminary, newest first, hospital before repository. */
  readonly members: readonly ClinicalRecord[];
  readonly reason: GroupReason;
  readonly conflicts: readonly ConflictField[];
  /** For a report: the group of the study it speaks of, once known. */
  readonly studyGroupId?: string;
}

/** What a batch of records changed. */
export interface GroupChange {
  readonly changed: readonly RecordGroup[];
  /** Groups that were found to be the same as another and live on in it. */
  readonly removedIds: readonly string[];
}
