import { decideDuty, type Actor, type Decision } from '@longview/access-policy';
import type { StandingAction } from './standing-change.js';

/** What somebody wants to do with a user: an action on the standing, a change of facts, a new request, or only look. */
export type UserAct = StandingAction | 'request' | 'edit' | 'read';

export interface UserQuestion {
  readonly actor: Actor;
  readonly act: UserAct;
  readonly organization: { readonly id: string; readonly isSolePractitioner: boolean };
  /** Absent for a new request and for the list. */
  readonly subject?: { readonly personId: string; readonly requestedBy: string };
}

const AFTER_REQUEST: readonly UserAct[] = ['review', 'approve', 'fulfil', 'reopen', 'decline'];

/**
 * Who may register and change users: everybody with an office may request, the registration authority of the same
 * organization does everything else, nobody about themselves and nobody on their own request. The one exception is a sole
 * practitioner, who is their own registration authority and to whom both would otherwise forbid everything; in exchange
 * that duty cannot be delegated: nobody else has it in such an organization, whatever office they hold.
 */
export function mayChangeUser({ actor, act, organization, subject }: UserQuestion): Decision {
  const deny = (rule: string): Decision => ({ effect: 'deny', rule });
  const duty = act === 'request' || act === 'withdraw' ? 'request-users' : 'manage-users';
  const decision = decideDuty({ actor, duty, organizationId: organization.id });
  if (decision.effect !== 'permit') return decision;
  if (organization.id !== actor.organizationId) return deny('another-organization');
  const isOwnRequest = subject !== undefined && subject.requestedBy === actor.userId;
  if (act === 'withdraw') return isOwnRequest ? decision : deny('not-own-request');
  if (organization.isSolePractitioner && duty === 'manage-users') {
    return actor.roles.includes('legal-signing-authority') ? { effect: 'permit', rule: 'sole-practitioner' } : deny('sole-practitioner-cannot-delegate');
  }
  if (act === 'read' || act === 'request') return decision;
  if (subject !== undefined && subject.personId === actor.userId) return deny('about-oneself');
  if (isOwnRequest && AFTER_REQUEST.includes(act) && act !== 'decline') return deny('own-request');
  return decision;
}
