import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-openidconnect';
import type { Clock, Logger } from '@longview/platform';
import { exchangeCode } from './code-exchange.js';
import type { IdentityProvider, IdentityProviders } from './identity-providers.js';
import { verifyIdToken } from './id-token.js';
import type { PendingLogIns } from './pending-log-ins.js';
import { LOG_IN_STRATEGY, LogInRefused, type VerifiedIdentity } from './verified-identity.js';

export interface LogInSettings {
  /** Absolute address of `/auth/callback`. */
  readonly callbackUrl: string;
  /** How long ago the user may have shown who they are, at most. */
  readonly maxAuthenticationAgeMs: number;
}

/** What the guard decides before the user is sent to the provider. */
export interface LogInOptions {
  readonly returnTo: string;
  /** Ask for the password again although the provider knows the user: unlocking. */
  readonly mustReauthenticate: boolean;
}

/** The base class's own fields. Passport gives each request an object of its own, so they can be set per request. */
interface BaseFields {
  _issuer: string;
  _scope: string[];
  _acrValues: string | undefined;
  _maxAge: number;
  _oauth2: {
    _authorizeUrl: string; _accessTokenUrl: string; _clientId: string;
    getOAuthAccessToken(code: string, params: object, done: (error: unknown, accessToken?: string, refreshToken?: string, answer?: object) => void): void;
  };
}

/**
 * passport-openidconnect with what it lacks: several providers with discovery, PKCE, a state of its own for each tab,
 * the issuer in the answer (RFC 9207), verified ID tokens, required assurance, time limits. It asks for no user info:
 * the province, not the provider, says who people are.
 */
@Injectable()
export class HardenedOpenIdStrategy extends PassportStrategy(Strategy, LOG_IN_STRATEGY, 10) {
  private readonly verified = new WeakMap<Request, VerifiedIdentity>();
  private codeVerifier = '';

  constructor(private readonly providers: IdentityProviders, private readonly settings: LogInSettings, private readonly pending: PendingLogIns, private readonly clock: Clock, private readonly log: Logger) {
    super({
      // Replaced for each request by the provider that it is about.
      issuer: 'https://provider.invalid', authorizationURL: 'https://provider.invalid', tokenURL: 'https://provider.invalid', userInfoURL: '', clientID: '-', clientSecret: '',
      callbackURL: settings.callbackUrl, nonce: 'random', passReqToCallback: true, skipUserProfile: true, store: pending,
    });
  }

  override authenticate(request: Request, options: object = {}): void {
    const step = 'state' in request.query || 'error' in request.query || 'code' in request.query ? this.finish(request) : this.begin(request, options as LogInOptions);
    step.catch((error: unknown) => this.refuse(error));
  }

  override authorizationParams(): object {
    return { code_challenge: createHash('sha256').update(this.codeVerifier).digest('base64url'), code_challenge_method: 'S256' };
  }

  /** Arity 10 with Nest's callback: the signature by which the base class hands over everything it has. */
  validate(request: Request): VerifiedIdentity {
    const identity = this.verified.get(request);
    if (!identity) throw new LogInRefused('rejected', 'The ID token was not verified.');
    return identity;
  }

  private async begin(request: Request, { returnTo, mustReauthenticate }: LogInOptions): Promise<void> {
    const { idp } = request.query;
    const provider = await this.providers.get(typeof idp === 'string' ? idp : undefined);
    this.codeVerifier = randomBytes(48).toString('base64url');
    this.pending.expect(request, { identityProviderId: provider.settings.id, codeVerifier: this.codeVerifier, returnTo, mustReauthenticate });
    this.use(provider, () => Promise.reject(new LogInRefused('rejected', 'No code was asked for.')));
    super.authenticate(request, mustReauthenticate ? { prompt: 'login' } : {});
  }

  private async finish(request: Request): Promise<void> {
    const { state, iss, code, error } = request.query;
    // Taken out before anything else: an answer counts once, whatever comes of it.
    const pending = typeof state === 'string' ? this.pending.take(request, state) : undefined;
    if (!pending) throw new LogInRefused('sign-in-expired', 'The answer belongs to no log-in under way.');
    const provider = await this.providers.get(pending.identityProviderId);
    const mustNameIssuer = provider.metadata.authorization_response_iss_parameter_supported === true;
    if ((iss !== undefined || mustNameIssuer) && iss !== provider.metadata.issuer) throw new LogInRefused('rejected', 'The answer comes from another provider.');
    if (error !== undefined) throw new LogInRefused(error === 'access_denied' ? 'sign-in-cancelled' : 'provider-refused', 'The provider did not sign the user in.');
    if (typeof code !== 'string') throw new LogInRefused('rejected', 'The answer holds no code.');
    this.use(provider, async (givenCode) => {
      const tokens = await exchangeCode(provider, givenCode, pending.codeVerifier, this.settings.callbackUrl);
      const authenticatedAfterMs = pending.mustReauthenticate ? pending.startedAtMs : this.clock.nowMs() - this.settings.maxAuthenticationAgeMs;
      const claims = await verifyIdToken(provider, tokens, { nonce: pending.nonce, authenticatedAfterMs });
      this.verified.set(request, {
        identityProviderId: provider.settings.id, subject: claims.sub, idToken: tokens.idToken, returnTo: pending.returnTo,
        ...(typeof claims['sid'] === 'string' && { providerSessionId: claims['sid'] }),
        ...(typeof claims['acr'] === 'string' && { acr: claims['acr'] }),
      });
      return tokens;
    });
    super.authenticate(request, {});
  }

  private refuse(error: unknown): void {
    const refusal = error instanceof LogInRefused ? error : new LogInRefused('rejected', 'The log-in could not be completed.', { cause: error });
    this.log.warn({ err: refusal, problem: refusal.problem }, 'log-in refused');
    this.error(refusal);
  }

  private use({ settings, metadata }: IdentityProvider, exchange: (code: string) => Promise<{ idToken: string; accessToken?: string }>): void {
    const base = this as unknown as BaseFields;
    base._issuer = metadata.issuer;
    base._scope = settings.scope.split(' ').filter((scope) => scope !== 'openid' && scope !== '');
    base._acrValues = settings.requiredAcr.length > 0 ? settings.requiredAcr.join(' ') : undefined;
    base._maxAge = Math.floor(this.settings.maxAuthenticationAgeMs / 1000);
    base._oauth2 = {
      _authorizeUrl: metadata.authorization_endpoint, _accessTokenUrl: metadata.token_endpoint, _clientId: settings.clientId,
      getOAuthAccessToken: (code, _params, done) => {
        exchange(code).then(
          ({ idToken, accessToken }) => done(null, accessToken, undefined, { id_token: idToken }),
          // Not through `done`: the base class would wrap the refusal and lose its reason.
          (error: unknown) => this.refuse(error),
        );
      },
    };
  }
}
