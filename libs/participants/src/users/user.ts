import type { StandingAction } from './standing-change.js';
import type { SeenDocument, UserFacts } from './user-input.js';
import type { UserRole, UserSignal, UserStatus } from './user-words.js';

/** A user of one organization as the table shows them. */
export interface UserLine extends UserFacts {
  readonly membershipId: string;
  readonly personId: string;
  /** For the optimistic check: who changes a user says which version they saw. */
  readonly version: number;
  readonly displayName: string;
  readonly status: UserStatus;
  readonly statusReason: string;
  readonly statusSinceMs: number;
  readonly roles: readonly UserRole[];
  /** Offices in force that the person holds here. */
  readonly offices: readonly string[];
  readonly isVerified: boolean;
  readonly verifiedUntil?: string;
  readonly lastUsedAtMs?: number;
  /** Last day of a leave. */
  readonly returnsOn?: string;
  readonly signals: readonly UserSignal[];
}

export interface UserEntitlement {
  readonly sourceId: string;
  readonly reason: string;
  readonly grantedBy: string;
  readonly grantedAtMs: number;
  /** Last day. */
  readonly expiresOn?: string;
}

export interface UserIdentity {
  readonly identityProviderId: string;
  readonly subject: string;
  readonly linkedAtMs: number;
  readonly linkedBy: string;
}

export interface UserHistoryLine {
  readonly atMs: number;
  /** Display name where the person is known, otherwise the id of what did it. */
  readonly by: string;
  readonly change: string;
  readonly reason: string;
}

/** Everything the registration authority sees of one user. */
export interface User extends UserLine {
  readonly createdAtMs: number;
  readonly requestedBy: string;
  readonly isOwnRequest: boolean;
  readonly isOneself: boolean;
  /** The asker may change facts, roles, entitlements and identities. */
  readonly mayEdit: boolean;
  readonly patientsOpened: number;
  readonly lastAttestedAtMs?: number;
  readonly verification?: { readonly assuranceLevel: 1 | 2 | 3; readonly atMs: number; readonly by: string; readonly documents: readonly SeenDocument[] };
  readonly entitlements: readonly UserEntitlement[];
  readonly identities: readonly UserIdentity[];
  readonly history: readonly UserHistoryLine[];
  /** What the asker may do with the standing now. */
  readonly actions: readonly StandingAction[];
}
