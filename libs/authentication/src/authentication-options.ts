import type { Clock, Logger } from '@longview/platform';
import type { AuditLog } from '@longview/audit';
import type { IdentityProviderSettings } from './open-id/identity-providers.js';
import type { SessionDependencies } from './sessions/sessions.js';

export const AUTHENTICATION = Symbol('authentication options');

export interface AuthenticationOptions extends SessionDependencies {
  /** Origin that browsers see. */
  readonly publicUrl: string;
  readonly identityProviders: readonly IdentityProviderSettings[];
  /** Log-ins begun or finished from one address. */
  readonly logInAttemptsPerMinute: number;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly log: Logger;
}
