import { Controller, Get, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditAppendFailed, type AuditLog } from '@longview/audit';
import type { Clock, Logger } from '@longview/platform';
import { RequiresAccess } from '../access/requires-access.js';
import { AUTHENTICATION, type AuthenticationOptions } from '../authentication-options.js';
import { IdentityProviders } from '../open-id/identity-providers.js';
import { verifyLogoutToken } from '../open-id/logout-token.js';
import { LogInRefused, type LogInProblem } from '../open-id/verified-identity.js';
import type { LogIn } from '../sessions/log-in.js';
import { Sessions, whereFrom } from '../sessions/sessions.js';
import { AttemptLimit } from './attempt-limit.js';
import { AttemptGuard } from './attempt.guard.js';
import { LogInGuard, type LogInOutcome } from './log-in.guard.js';

type LogInRequest = Request & { readonly logInOutcome: LogInOutcome };

/** Signing in and out. The only GETs that change a session are the two that a log-in consists of. */
@Controller('auth')
export class AuthController {
  private readonly audit: AuditLog;
  private readonly log: Logger;
  private readonly publicUrl: string;
  private readonly failures: AttemptLimit;

  constructor(private readonly sessions: Sessions, private readonly providers: IdentityProviders, @Inject(AUTHENTICATION) options: AuthenticationOptions) {
    this.audit = options.audit;
    this.log = options.log;
    this.publicUrl = options.publicUrl;
    this.failures = failureLimit(options.clock);
  }

  /** Sends the browser to the identity provider; answers itself only when that is not possible. */
  @Get('login')
  @RequiresAccess('anyone')
  @UseGuards(AttemptGuard, LogInGuard)
  async logIn(@Req() request: LogInRequest, @Res() response: Response): Promise<void> {
    await this.conclude(request, response);
  }

  /** The identity provider sends the browser back here. */
  @Get('callback')
  @RequiresAccess('anyone')
  @UseGuards(AttemptGuard, LogInGuard)
  async callback(@Req() request: LogInRequest, @Res() response: Response): Promise<void> {
    await this.conclude(request, response);
  }

  /**
   * Ends the session everywhere. JSON and not a redirect: a form post that is redirected to the provider is blocked by
   * `form-action 'self'`; the page goes to `redirect` by itself.
   */
  @Post('logout')
  @RequiresAccess('anyone')
  async logOut(@Req() request: Request, @Res() response: Response): Promise<void> {
    const ended = await this.sessions.end(request, 'requested').catch((error: unknown) => this.noteUnwritten(error, request.session.logIn));
    await new Promise<void>((resolve) => request.session.destroy(() => resolve()));
    response.status(200).json({ redirect: ended ? await this.providerLogoutUrl(ended) : '/sign-in' });
  }

  /** OpenID Connect Back-Channel Logout 1.0: the provider's session ended, so does ours. */
  @Post('backchannel-logout')
  @RequiresAccess('anyone')
  async backChannelLogout(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.setHeader('cache-control', 'no-store');
    const { logout_token: token } = (request.body ?? {}) as { readonly logout_token?: unknown };
    try {
      if (typeof token !== 'string') throw new LogInRefused('rejected', 'No logout token was sent.');
      const { identityProviderId, who } = await verifyLogoutToken(this.providers, token);
      await this.sessions.endByProvider(identityProviderId, who);
      response.status(200).end();
    } catch (error) {
      if (!(error instanceof LogInRefused)) throw error;
      this.log.warn({ err: error }, 'back-channel logout refused');
      response.status(400).json({ error: 'invalid_request' });
    }
  }

  private async conclude(request: LogInRequest, response: Response): Promise<void> {
    const problem = await this.tryToOpen(request);
    if (problem === undefined && 'identity' in request.logInOutcome) return response.redirect(303, request.logInOutcome.identity.returnTo);
    this.failures.allows(request.ip ?? '');
    response.redirect(303, `/sign-in?problem=${problem}`);
  }

  private async tryToOpen(request: LogInRequest): Promise<LogInProblem | undefined> {
    const outcome = request.logInOutcome;
    try {
      const problem = this.failures.isExhausted(request.ip ?? '') ? 'too-many-attempts' : 'identity' in outcome ? await this.sessions.open(request, outcome.identity) : outcome.problem;
      if (problem !== undefined) {
        await this.audit.append({
          action: 'sign-in', outcome: 'refused', actor: { userId: 'unknown', displayName: '', roles: [] }, ...whereFrom(request),
          details: { problem, ...('identity' in outcome && { identityProvider: outcome.identity.identityProviderId, subject: outcome.identity.subject.slice(0, MOST_OF_A_SUBJECT) }) },
        });
      }
      return problem;
    } catch (error) {
      if (error instanceof AuditAppendFailed) return 'audit-unavailable';
      throw error;
    }
  }

  /** The session is over even when the log could not be told. */
  private noteUnwritten(error: unknown, logIn: LogIn | undefined): LogIn | undefined {
    this.log.error({ err: error }, 'a sign-out could not be written down');
    return logIn;
  }

  /** OpenID Connect RP-Initiated Logout 1.0. */
  private async providerLogoutUrl(logIn: LogIn): Promise<string> {
    try {
      const { metadata, settings } = await this.providers.get(logIn.identityProviderId);
      if (!metadata.end_session_endpoint) return '/sign-in';
      const url = new URL(metadata.end_session_endpoint);
      const idToken = this.sessions.idTokenOf(logIn);
      if (idToken) url.searchParams.set('id_token_hint', idToken);
      url.searchParams.set('client_id', settings.clientId);
      url.searchParams.set('post_logout_redirect_uri', new URL('/', this.publicUrl).href);
      return url.href;
    } catch (error) {
      this.log.warn({ err: error }, 'the identity provider cannot be told of a sign-out');
      return '/sign-in';
    }
  }
}

/** Failed log-ins from one address; a hospital's people share one, so it takes many. */
/** Enough to know again whom a provider sent; what it sends is not ours to bound. */
const MOST_OF_A_SUBJECT = 200;
const failureLimit = (clock: Clock): AttemptLimit => new AttemptLimit(clock, { attempts: 60, windowMs: 300_000 });
