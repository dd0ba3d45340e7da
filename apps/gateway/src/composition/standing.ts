import type { AuditLog } from '@longview/audit';
import { createStandingSwitch } from '@longview/authentication';
import { launchEnded } from '@longview/imaging';
import type { StandingChanges } from '@longview/participants';
import { endWithSessions } from '@longview/persistence';
import type { Clock } from '@longview/platform';

/** The one switch, over sessions, opened patients and images in one database. */
export function standingSwitch({ audit, clock }: { readonly audit: AuditLog; readonly clock: Clock }): StandingChanges {
  return createStandingSwitch({
    audit, clock,
    endWithSessions: async (connection, sessionIds, atMs, nameOf) =>
      (await endWithSessions(connection, sessionIds, atMs)).map((grant) => launchEnded(grant, { userId: grant.userId, displayName: nameOf(grant.userId), roles: [] }, 'revoked')),
  });
}
