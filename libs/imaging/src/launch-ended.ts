import type { AuditEntry } from '@longview/audit';
import { basisDetails } from '@longview/clinical-model';
import type { StudyGrant } from './study-grant.js';

/** Why a launch ended that its own time did not end. */
export type LaunchEnd = 'closed' | 'signed-out' | 'revoked' | 'consent-changed';

/** The event that says whose images are open no more, and by whom. */
export function launchEnded(
  grant: Pick<StudyGrant, 'organizationId' | 'sessionId' | 'purposeOfUse' | 'auditPatient' | 'studyInstanceUid' | 'basis' | 'imagesShownAtMs'>,
  by: { readonly userId: string; readonly displayName: string; readonly roles: readonly string[] }, reason: LaunchEnd,
): AuditEntry {
  return {
    action: 'launch-ended', outcome: 'success', actor: { ...by, organizationId: grant.organizationId }, sessionId: grant.sessionId, purposeOfUse: grant.purposeOfUse,
    patient: grant.auditPatient, objects: [grant.studyInstanceUid], details: { ...basisDetails(grant.basis), reason, hadImagesShown: grant.imagesShownAtMs !== undefined },
  };
}
