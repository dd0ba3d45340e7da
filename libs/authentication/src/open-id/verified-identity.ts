/**
 * What a log-in proved. The seam between the protocol and everything behind it: whatever passport strategy is
 * registered under {@link LOG_IN_STRATEGY} and yields this can take the place of ours.
 */
export interface VerifiedIdentity {
  readonly identityProviderId: string;
  readonly subject: string;
  /** `sid` of the ID token. */
  readonly providerSessionId?: string;
  readonly acr?: string;
  readonly idToken: string;
  readonly returnTo: string;
}

export const LOG_IN_STRATEGY = 'openid-connect';

/** Why a log-in did not succeed; the sign-in page has words for each. */
export const LOG_IN_PROBLEMS = [
  'unknown-provider', 'provider-unavailable', 'sign-in-cancelled', 'provider-refused', 'sign-in-expired', 'rejected', 'second-factor-needed',
  'unknown-user', 'inactive-user', 'no-organization', 'too-many-attempts', 'audit-unavailable',
] as const;
export type LogInProblem = (typeof LOG_IN_PROBLEMS)[number];

/** A log-in that must not succeed. `reason` is for our log: static text, never a token or a claim. */
export class LogInRefused extends Error {
  override readonly name = 'LogInFault';
  readonly code = 'LOG_IN_REFUSED';
  constructor(readonly problem: LogInProblem, reason: string, options?: { cause?: unknown }) {
    super(reason, options);
  }
}
