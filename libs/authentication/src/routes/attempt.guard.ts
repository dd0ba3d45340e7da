import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AUTHENTICATION, type AuthenticationOptions } from '../authentication-options.js';
import { AttemptLimit } from './attempt-limit.js';

/** Bounds how often one address may begin or finish log-ins, before anything is stored or asked. */
@Injectable()
export class AttemptGuard implements CanActivate {
  private readonly limit: AttemptLimit;

  constructor(@Inject(AUTHENTICATION) { clock, logInAttemptsPerMinute }: AuthenticationOptions) {
    this.limit = new AttemptLimit(clock, { attempts: logInAttemptsPerMinute, windowMs: 60_000 });
  }

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    if (this.limit.allows(http.getRequest<Request>().ip ?? '')) return true;
    http.getResponse<Response>().setHeader('retry-after', '60').redirect(303, '/sign-in?problem=too-many-attempts');
    return false;
  }
}
