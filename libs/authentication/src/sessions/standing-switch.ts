import type { AuditEntry, AuditLog } from '@longview/audit';
import { createParties, type StandingChanges } from '@longview/participants';
import type { Clock, Queryable } from '@longview/platform';
import type { LogIn } from './log-in.js';
import { SessionTable } from './session-table.js';

export interface StandingSwitchDependencies {
  readonly audit: AuditLog;
  readonly clock: Clock;
  /**
   * Ends what was opened in these sessions and tells every instance, inside the transaction of `connection`.
   * @returns events that say what was taken away from whom.
   */
  readonly endWithSessions: (connection: Queryable, sessionIds: readonly string[], atMs: number, nameOf: (userId: string) => string) => Promise<readonly AuditEntry[]>;
}

/**
 * The one switch. Sessions are deleted by one statement in the transaction that takes the standing away; the events that
 * say so are durable before it commits. Open streams and viewers hear of it by notification, or find the session gone
 * within two seconds.
 */
export function createStandingSwitch({ audit, clock, endWithSessions }: StandingSwitchDependencies): StandingChanges {
  async function stop(connection: Queryable, reason: string, end: (sessions: SessionTable) => Promise<readonly LogIn[]>): Promise<void> {
    const logIns = await end(new SessionTable(connection));
    if (logIns.length === 0) return;
    // On this connection: a transaction that waits for a second one of the pool may wait for itself.
    const people = await createParties(connection).people([...new Set(logIns.map(({ userId }) => userId))]);
    const nameOf = (userId: string): string => people.get(userId)?.displayName ?? '';
    const taken = await endWithSessions(connection, logIns.map(({ sessionId }) => sessionId), clock.nowMs(), nameOf);
    await Promise.all([...taken, ...logIns.map((logIn) => signOut(logIn, nameOf(logIn.userId), reason))].map((entry) => audit.append(entry)));
  }
  return {
    stopUser: (connection, personId, reason) => stop(connection, reason, (sessions) => sessions.endOfPerson(personId)),
    stopMemberships: (connection, memberships, reason) => stop(connection, reason, (sessions) => sessions.endOfMemberships(memberships)),
    stopOrganization: (connection, organizationId, reason) => stop(connection, reason, (sessions) => sessions.endOfOrganization(organizationId)),
  };
}

function signOut({ sessionId, userId, organizationId }: LogIn, displayName: string, reason: string): AuditEntry {
  return { action: 'sign-out', outcome: 'success', sessionId, actor: { userId, displayName, roles: [], ...(organizationId !== undefined && { organizationId }) }, details: { reason: 'standing-taken-away', because: reason } };
}
