import type { CompletenessStatement, PurposeOfUse } from '@longview/clinical-model';

/**
 * What happened, in the product's words; each maps to one IHE BALP pattern.
 * @see https://profiles.ihe.net/ITI/BALP/
 */
export const AUDIT_ACTIONS = [
  'sign-in', 'sign-out', 'session-locked', 'organization-chosen', 'access-refused',
  'patient-search', 'patient-opened', 'records-shown', 'report-opened', 'study-launched', 'images-shown', 'images-refused', 'launch-ended', 'printed', 'exported',
  'configuration-applied',
  'agreement-accepted', 'relationship-sought', 'relationship-stated', 'directive-entered', 'directive-ended', 'override-started', 'override-ended',
  'organization-changed', 'user-changed', 'role-holder-changed', 'campaign-changed', 'attestation-decided', 'governance-read',
  'access-log-read', 'surveillance-changed', 'flag-decided', 'case-changed', 'letter-issued', 'retention-applied',
  'study-requested', 'study-sent', 'study-imported', 'group-changed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One line of the access log: who did what with whose record, when, where from, why, and what they saw (PHIPA s.10.1, s.55.3). */
export interface AuditEvent {
  readonly id: string;
  readonly action: AuditAction;
  readonly outcome: 'success' | 'refused' | 'failure';
  readonly occurredAtMs: number;
  readonly actor: { readonly userId: string; readonly displayName: string; readonly roles: readonly string[]; readonly organizationId?: string };
  readonly sessionId?: string;
  readonly requestId?: string;
  readonly clientAddress?: string;
  readonly purposeOfUse?: PurposeOfUse;
  /** Names the policy rule that permitted or refused. */
  readonly rule?: string;
  /**
   * Whose record. `key` is a keyed hash (HMAC) of the strongest identifier, so that a patient's events can be found;
   * `sealed` is the identifier and name encrypted. Never a health number in clear.
   */
  readonly patient?: { readonly key: string; readonly sealed: string };
  /** Per contributing custodian, what of theirs was shown. */
  readonly custodians?: readonly { readonly custodianId: string; readonly sourceId: string; readonly itemCount: number; readonly use: 'collection' | 'use' }[];
  /** Study UIDs, report ids … the objects themselves, by opaque id. */
  readonly objects?: readonly string[];
  readonly completeness?: CompletenessStatement;
  /** Sources that reported a consent block: here and nowhere else. */
  readonly consentBlockedSourceIds?: readonly string[];
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}
