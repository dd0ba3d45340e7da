import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type OpenIdConnect from 'passport-openidconnect';
import type { Clock, Sealer } from '@longview/platform';

/** One log-in under way. Several tabs may each have their own. */
export interface PendingLogIn {
  readonly identityProviderId: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly returnTo: string;
  /** The user must show that they are there now, not that they once were: unlocking. */
  readonly mustReauthenticate: boolean;
  readonly startedAtMs: number;
}

const LIFETIME_MS = 600_000;
const MAX_PENDING = 5;
const PURPOSE = 'pending log-ins';
const COOKIE_PATH = '/auth';

type Expected = Omit<PendingLogIn, 'nonce' | 'startedAtMs'>;

/**
 * Log-ins under way, each under a random `state`: two tabs do not disturb each other, an answer is good once, and one
 * that nobody in this browser asked for is refused. They lie sealed in a cookie of the log-in's own, not in the session:
 * whoever is not signed in costs no row, and a log-in under way can never write an ended session back.
 * Stands in for the base class's store.
 */
export class PendingLogIns {
  private readonly expected = new WeakMap<Request, Expected>();
  private readonly taken = new WeakMap<Request, PendingLogIn>();
  private readonly cookieName: string;

  constructor(private readonly sealer: Sealer, private readonly clock: Clock, private readonly isSecure: boolean) {
    this.cookieName = isSecure ? '__Secure-longview.login' : 'longview.login';
  }

  /** Says what the log-in that is about to be stored is for. */
  expect(request: Request, expected: Expected): void {
    this.expected.set(request, expected);
  }

  /** Removes and returns the log-in that an answer belongs to. */
  take(request: Request, state: string): PendingLogIn | undefined {
    const pending = this.read(request);
    const found = pending.get(state);
    if (!found) return undefined;
    pending.delete(state);
    this.write(request, pending);
    this.taken.set(request, found);
    return found;
  }

  /** Called by the base class before it redirects to the provider. */
  store(request: Request, context: OpenIdConnect.SessionStoreContext, _state: unknown, _meta: unknown, done: OpenIdConnect.SessionStoreCallback): void {
    const expected = this.expected.get(request);
    if (!expected || !context.nonce) return done(new Error('A log-in is stored with its provider and nonce.'));
    const handle = randomBytes(32).toString('base64url');
    const kept = [...this.read(request)].slice(1 - MAX_PENDING);
    this.write(request, new Map([...kept, [handle, { ...expected, nonce: context.nonce, startedAtMs: this.clock.nowMs() }]]));
    done(null, handle);
  }

  /** Called by the base class when an answer came; `take` has already looked at its state. */
  verify(request: Request, _state: string, done: OpenIdConnect.SessionVerifyCallback): void {
    const found = this.taken.get(request);
    done(null, found ? { nonce: found.nonce } : false, found ? undefined : { message: 'unknown log-in' });
  }

  private read(request: Request): Map<string, PendingLogIn> {
    const pair = (request.headers.cookie ?? '').split(/;\s*/).find((one) => one.startsWith(`${this.cookieName}=`));
    const text = pair && this.sealer.open(pair.slice(this.cookieName.length + 1), PURPOSE);
    if (!text) return new Map();
    const nowMs = this.clock.nowMs();
    return new Map((JSON.parse(text) as [string, PendingLogIn][]).filter(([, { startedAtMs }]) => nowMs - startedAtMs < LIFETIME_MS));
  }

  private write(request: Request, pending: ReadonlyMap<string, PendingLogIn>): void {
    // Lax: the provider's redirect back to us is a navigation from another site.
    const options = { httpOnly: true, secure: this.isSecure, sameSite: 'lax', path: COOKIE_PATH } as const;
    if (pending.size === 0) request.res!.clearCookie(this.cookieName, options);
    else request.res!.cookie(this.cookieName, this.sealer.seal(JSON.stringify([...pending]), PURPOSE), { ...options, maxAge: LIFETIME_MS });
  }
}
