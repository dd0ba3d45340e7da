import type { PurposeOfUse } from '@longview/clinical-model';

/** Roles as the province has them; one person may hold several. */
export const ROLES = ['physician', 'nurse', 'allied-health', 'clerk', 'local-registration-authority', 'legal-signing-authority', 'privacy-contact', 'privacy-auditor', 'security-contact', 'program-office', 'pacs-administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, for whom, and why: everything a decision needs, resolved before it is made. */
export interface Actor {
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** The organization under whose authority the person acts now; `undefined` until they chose one. */
  readonly organizationId: string | undefined;
  /** Health information custodian's participation is in force. */
  readonly isOrganizationActive: boolean;
  /** A participation agreement of the organization is in force today. */
  readonly isOrganizationAgreementInForce: boolean;
  /** Its people may look at others' records, not only at its own. */
  readonly isOrganizationViewing: boolean;
  readonly isUserActive: boolean;
  /** False once nobody attested this membership by a campaign's deadline. */
  readonly isAttested: boolean;
  /** The user agreement was in force at log-in, or was accepted since: an expiry in the middle of a shift closes nothing. */
  readonly hasAcceptedAgreement: boolean;
  /** Identity assurance level reached at log-in (1 asserted, 2 documents verified, 3 stronger). */
  readonly assuranceLevel: 1 | 2 | 3;
  /** Sources this user may ask while acting for this organization. */
  readonly entitledSourceIds: ReadonlySet<string>;
  readonly purposeOfUse: PurposeOfUse;
  /** Opaque id of the server-side session: never the cookie's value. */
  readonly sessionId: string;
}
