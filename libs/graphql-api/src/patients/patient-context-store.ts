import type { Actor } from '@longview/authentication';
import type { AccessBasis } from '@longview/clinical-model';

/** A patient that one session found (`candidate`) or opened; what it holds of the person is sealed. */
export interface PatientContext {
  /** Opaque and unguessable: what the browser holds instead of an identifier. */
  readonly id: string;
  readonly kind: 'candidate' | 'opened';
  readonly sessionId: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly purposeOfUse: Actor['purposeOfUse'];
  /** Why the person may be with this patient's record; `missing` until something explains it or they say so. */
  readonly basis: AccessBasis;
  readonly sealedPayload: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** Where sessions keep the patients they found and opened, seen by every instance. Durable when a promise resolves. */
export interface PatientContextStore {
  insert(contexts: readonly PatientContext[]): Promise<void>;
  /** Only this session's, of this kind, neither ended nor expired. */
  findLive(id: string, kind: PatientContext['kind'], sessionId: string, nowMs: number): Promise<PatientContext | undefined>;
  /** Every opened patient of these sessions, neither ended nor expired. */
  findOpened(sessionIds: readonly string[], nowMs: number): Promise<readonly PatientContext[]>;
  /** Keeps why the person is with an opened patient, and the purpose that goes with it. True when the context was there. */
  explain(id: string, sessionId: string, basis: AccessBasis, purposeOfUse: Actor['purposeOfUse']): Promise<boolean>;
  /** Replaces what is known of the person. True when the context was there. */
  replacePayload(id: string, sessionId: string, sealedPayload: string): Promise<boolean>;
}
