import type { Caller } from '../sessions/sessions.js';
import type { AccessLevel } from './requires-access.js';

/** Why a caller may not come in, before anything is decided about what they ask. */
export type AccessRefusal = 'session-ended' | 'session-locked' | 'organization-not-chosen' | 'agreement-required';

/** The same answer at every door: routes and fields of the API. `undefined` lets the caller through. */
export function reasonToRefuse(caller: Caller, level: AccessLevel): AccessRefusal | undefined {
  if (level === 'anyone') return undefined;
  if (caller.state !== 'live') return caller.state === 'locked' ? 'session-locked' : 'session-ended';
  if (level === 'signed-in') return undefined;
  if (caller.actor.organizationId === undefined) return 'organization-not-chosen';
  return caller.actor.hasAcceptedAgreement ? undefined : 'agreement-required';
}
