import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type OpenIdConnect from 'passport-openidconnect';
import type { Clock } from '@longview/platform';
import type { AuthorizationRequest } from '../sessions/log-in.js';

const LIFETIME_MS = 600_000;
const MAX_PENDING = 5;

type Expected = Omit<AuthorizationRequest, 'nonce' | 'startedAtMs'>;

/**
 * Log-ins under way, in the browser's own session, each under a random `state`: two tabs do not disturb each other, an
 * answer is good once, and one that nobody in this browser asked for is refused. Stands in for the base class's store.
 */
export class PendingLogIns {
  private readonly expected = new WeakMap<Request, Expected>();
  private readonly taken = new WeakMap<Request, AuthorizationRequest>();

  constructor(private readonly clock: Clock) {}

  /** Says what the log-in that is about to be stored is for. */
  expect(request: Request, expected: Expected): void {
    this.expected.set(request, expected);
  }

  /** Removes and returns the log-in that an answer belongs to. */
  take(request: Request, state: string): AuthorizationRequest | undefined {
    const { [state]: found, ...others } = request.session.authorizationRequests ?? {};
    if (!found) return undefined;
    request.session.authorizationRequests = others;
    if (this.clock.nowMs() - found.startedAtMs >= LIFETIME_MS) return undefined;
    this.taken.set(request, found);
    return found;
  }

  /** Called by the base class before it redirects to the provider. */
  store(request: Request, context: { nonce?: string | undefined }, _state: unknown, _meta: unknown, done: OpenIdConnect.SessionStoreCallback): void {
    const expected = this.expected.get(request);
    if (!expected || !context.nonce) return done(new Error('A log-in is stored with its provider and nonce.'));
    const nowMs = this.clock.nowMs();
    const live = Object.entries(request.session.authorizationRequests ?? {}).filter(([, { startedAtMs }]) => nowMs - startedAtMs < LIFETIME_MS);
    const handle = randomBytes(32).toString('base64url');
    request.session.authorizationRequests = { ...Object.fromEntries(live.slice(1 - MAX_PENDING)), [handle]: { ...expected, nonce: context.nonce, startedAtMs: nowMs } };
    done(null, handle);
  }

  /** Called by the base class when an answer came; `take` has already looked at its state. */
  verify(request: Request, _state: string, done: OpenIdConnect.SessionVerifyCallback): void {
    const found = this.taken.get(request);
    done(null, found ? { nonce: found.nonce } : false, found ? undefined : { message: 'unknown log-in' });
  }
}
