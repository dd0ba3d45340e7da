import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/**
 * Who may call a route or field:
 * - `anyone` also without a session
 * - `signed-in` a session that is neither locked nor ended
 * - `acting` signed in, an organization chosen and the user agreement accepted: everything that touches a patient or
 *   somebody's access
 */
export type AccessLevel = 'anyone' | 'signed-in' | 'acting';

export const ACCESS_LEVEL = 'longview:access-level';

/** Every controller route carries one; the start fails on a route without (see `RouteAccessGuard`). */
export const RequiresAccess = (level: AccessLevel): CustomDecorator => SetMetadata(ACCESS_LEVEL, level);
