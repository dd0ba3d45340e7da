import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { RouteAccessGuard } from './access/route-access.guard.js';
import { AUTHENTICATION, type AuthenticationOptions } from './authentication-options.js';
import { HardenedOpenIdStrategy } from './open-id/hardened-strategy.js';
import { IdentityProviders } from './open-id/identity-providers.js';
import { PendingLogIns } from './open-id/pending-log-ins.js';
import { AttemptGuard } from './routes/attempt.guard.js';
import { AuthController } from './routes/auth.controller.js';
import { LogInGuard } from './routes/log-in.guard.js';
import { Sessions } from './sessions/sessions.js';

/** A user who signed in at the provider this long ago is asked again. */
const MAX_AUTHENTICATION_AGE_MS = 12 * 3_600_000;

/** Log-in, sessions, log-out and the guard on every route. The application mounts the session middleware before it. */
@Module({})
export class AuthenticationModule {
  static forRoot(options: AuthenticationOptions): DynamicModule {
    const { publicUrl, clock, log, sealer, identityProviders } = options;
    const pending = new PendingLogIns(sealer, clock, publicUrl.startsWith('https:'));
    return {
      module: AuthenticationModule,
      global: true,
      imports: [PassportModule.register({ session: false }), DiscoveryModule],
      controllers: [AuthController],
      providers: [
        { provide: AUTHENTICATION, useValue: options },
        { provide: Sessions, useFactory: () => new Sessions(options) },
        { provide: IdentityProviders, useFactory: () => new IdentityProviders(identityProviders, clock) },
        {
          provide: HardenedOpenIdStrategy, inject: [IdentityProviders],
          useFactory: (providers: IdentityProviders) => new HardenedOpenIdStrategy(providers, { callbackUrl: new URL('/auth/callback', publicUrl).href, maxAuthenticationAgeMs: MAX_AUTHENTICATION_AGE_MS }, pending, clock, log),
        },
        AttemptGuard,
        LogInGuard,
        { provide: APP_GUARD, useClass: RouteAccessGuard },
      ],
      exports: [Sessions, IdentityProviders],
    };
  }
}
