import type { Queryable } from '@longview/platform';

/** One person's membership of one organization. */
export interface MembershipKey {
  readonly personId: string;
  readonly organizationId: string;
}

/**
 * The one switch. Whoever takes somebody's standing away throws it inside their own transaction, after the row says so:
 * the sessions concerned and what was opened in them are gone when that transaction commits, and not otherwise. Open
 * timelines and viewers end within five seconds on every instance. People may sign in again and then see why.
 *
 * Not needed for what only narrows what somebody may do (a role, an entitlement, a date): standing is read anew for
 * every request.
 */
export interface StandingChanges {
  /** Everywhere the person is signed in. @param reason a code for the log: `suspended`, `not-attested`, `left` … */
  stopUser(connection: Queryable, personId: string, reason: string): Promise<void>;
  /** Where these people act for that organization; what they do for another goes on. One statement, however many there are. */
  stopMemberships(connection: Queryable, memberships: readonly MembershipKey[], reason: string): Promise<void>;
  /** Everybody who acts for the organization. */
  stopOrganization(connection: Queryable, organizationId: string, reason: string): Promise<void>;
}
