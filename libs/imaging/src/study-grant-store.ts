import type { StudyGrant } from './study-grant.js';

/** Keeps grants where every instance of the gateway sees them. What it promises is durable when the promise resolves. */
export interface StudyGrantStore {
  /** Rejects when a grant of this id exists. */
  insert(grant: StudyGrant): Promise<void>;
  /** Every grant of the session that is neither ended nor expired at `nowMs`. Asked on nearly every DICOMweb request: indexed by session. */
  findLive(sessionId: string, nowMs: number): Promise<readonly StudyGrant[]>;
  /** One grant, live or not, of this session only; `undefined` for an id of another session. */
  find(id: string, sessionId: string): Promise<StudyGrant | undefined>;
  /** Notes that the event covering the pixels is durable. The first time stays; a repetition changes nothing. */
  noteImagesShown(id: string, atMs: number): Promise<void>;
  /** Ends the live grants that match every given field and returns them, as they are now, so that their end can be logged. At least one field is given. */
  end(which: GrantSelection, atMs: number): Promise<readonly StudyGrant[]>;
}

/** Log-out ends a session's grants, revocation a user's, a consent directive a patient's, the closed window one. */
export interface GrantSelection {
  readonly id?: string;
  readonly sessionId?: string;
  readonly userId?: string;
  /** One of `StudyGrant.patientKeys`: the same patient in everybody's sessions. */
  readonly auditPatientKey?: string;
}

/** True when the grant has every field that the selection gives. An empty selection matches nothing. */
export function matchesSelection(grant: StudyGrant, { id, sessionId, userId, auditPatientKey }: GrantSelection): boolean {
  if (id === undefined && sessionId === undefined && userId === undefined && auditPatientKey === undefined) return false;
  return (id === undefined || grant.id === id) && (sessionId === undefined || grant.sessionId === sessionId)
    && (userId === undefined || grant.userId === userId) && (auditPatientKey === undefined || grant.patientKeys.includes(auditPatientKey));
}
