import type { AccessBasis, PurposeOfUse } from '@longview/clinical-model';

/**
 * Permission for one session to fetch the pixels of one study from one source: names user, patient, study, purpose and
 * expiry. Every DICOMweb request is checked against a live grant on the server; taking the grant away stops the viewer.
 */
export interface StudyGrant {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly organizationId: string;
  /** The opened patient (opaque), not an identifier. */
  readonly patientKey: string;
  readonly studyInstanceUid: string;
  readonly sourceId: string;
  /** Accountable for the images: behind a repository, the contributing site. */
  readonly custodianId: string;
  /** A repository named no contributor that the province knows. */
  readonly isCustodianAssumed?: true;
  readonly purposeOfUse: PurposeOfUse;
  /** Why the person may be with this patient, as it was when the study was opened. */
  readonly basis: AccessBasis;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly endedAtMs?: number;
  /** When the event that covers this launch's pixels became durable. No pixel leaves before. */
  readonly imagesShownAtMs?: number;
  /** For the image window after a reload: patient's display facts, study facts, priors; sealed at rest. */
  readonly sealedDisplay: string;
  /** Whose images, for the access log of later events: keyed hash and sealed identity, as in `AuditEvent.patient`. */
  readonly auditPatient: { readonly key: string; readonly sealed: string };
  /** Every keyed hash under which the patient's consent may be kept. */
  readonly patientKeys: readonly string[];
}

/** What an archive said about one copy of the study, after the identity check. */
export interface ArchivedStudyFacts {
  readonly sourceId: string;
  readonly custodianId: string;
  /** A repository named no contributor that the province knows. */
  readonly isCustodianAssumed?: true;
  readonly numberOfSeries?: number;
  readonly numberOfInstances?: number;
}

/** True while pixels may be fetched under this grant. */
export function isLive(grant: StudyGrant, nowMs: number): boolean {
  return grant.endedAtMs === undefined && grant.expiresAtMs > nowMs;
}
