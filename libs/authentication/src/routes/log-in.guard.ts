import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import type { LogInOptions } from '../open-id/hardened-strategy.js';
import { LOG_IN_STRATEGY, LogInRefused, type LogInProblem, type VerifiedIdentity } from '../open-id/verified-identity.js';
import { Sessions } from '../sessions/sessions.js';
import { safeReturnTo } from './return-to.js';

/** What the guard leaves at the request: a proven identity, or why there is none. */
export type LogInOutcome = { readonly identity: VerifiedIdentity } | { readonly problem: LogInProblem };

/** Runs the log-in's two halves. A refusal is an outcome that the route turns into a page with words, not an error. */
@Injectable()
export class LogInGuard extends AuthGuard(LOG_IN_STRATEGY) {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  override getAuthenticateOptions(context: ExecutionContext): LogInOptions & { readonly property: string; readonly session: false } {
    const request = context.switchToHttp().getRequest<Request>();
    return { property: 'logInOutcome', session: false, returnTo: safeReturnTo(request.query['returnTo']), mustReauthenticate: this.sessions.isLocked(request) };
  }

  override handleRequest<T>(error: unknown, identity: VerifiedIdentity | false): T {
    const outcome: LogInOutcome = identity && !error ? { identity } : { problem: error instanceof LogInRefused ? error.problem : 'rejected' };
    return outcome as T;
  }
}
