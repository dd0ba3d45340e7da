// Only so that the declaration below adds to the package's own.
import type {} from 'express-session';

/**
 * What a session row says of who is signed in. Everything that changes after log-in is changed by `SessionTable` alone,
 * in one statement each, so that parallel requests of one session never undo each other.
 */
export interface LogIn {
  /** Opaque; names the session in grants, opened patients and the access log. Never the cookie's value. */
  readonly sessionId: string;
  readonly userId: string;
  readonly identityProviderId: string;
  readonly subject: string;
  /** `sid` of the ID token: names the provider's session in a back-channel logout. */
  readonly providerSessionId?: string;
  /** The ID token, sealed: the provider asks for it as a hint when the user signs out. */
  readonly sealedIdToken: string;
  readonly organizationId?: string;
  /** The user agreement counts as accepted until then: it was in force at log-in or accepted since, and holds for a shift. */
  readonly agreementHoldsUntilMs?: number;
  readonly signedInAtMs: number;
  readonly expiresAtMs: number;
  readonly lastActiveAtMs: number;
  readonly lockedAtMs?: number;
}

/** How a session's log-in stands at one moment. */
export type LogInState = 'live' | 'locked' | 'ended';

/** A lock needs nobody to write it down: it is there once the idle time has passed. */
export function stateOfLogIn(logIn: LogIn | undefined, nowMs: number, idleTimeoutMs: number): LogInState {
  if (!logIn || nowMs >= logIn.expiresAtMs) return 'ended';
  return logIn.lockedAtMs !== undefined || nowMs - logIn.lastActiveAtMs >= idleTimeoutMs ? 'locked' : 'live';
}

declare module 'express-session' {
  interface SessionData {
    logIn: LogIn;
  }
}
