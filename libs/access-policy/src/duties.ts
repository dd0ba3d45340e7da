import type { Actor, Role } from './actor.js';
import type { Decision } from './decide.js';

/** What people do about access itself, as opposed to what they do with a patient's record. */
export const DUTIES = [
  'request-users', 'manage-users', 'attest-users', 'attest-role-holders', 'propose-role-holders', 'confirm-role-holders', 'manage-consent',
  'manage-organizations', 'open-campaigns', 'see-province', 'review-accesses', 'sign-agreements',
] as const;
export type Duty = (typeof DUTIES)[number];

export interface DutyRequest {
  readonly actor: Actor;
  readonly duty: Duty;
  /** The organization whose people, agreements or records it is about; the actor's own when absent. */
  readonly organizationId?: string;
}

/** Offices and what they are for. The program office reaches every organization, everybody else only the one they act for. */
export const DUTIES_OF_ROLES: Readonly<Partial<Record<Role, readonly Duty[]>>> = {
  'local-registration-authority': ['request-users', 'manage-users', 'attest-users'],
  'legal-signing-authority': ['request-users', 'attest-role-holders', 'propose-role-holders', 'confirm-role-holders', 'sign-agreements'],
  'privacy-contact': ['request-users', 'manage-consent', 'review-accesses'],
  'security-contact': ['request-users'],
  'privacy-auditor': ['request-users', 'review-accesses'],
  'program-office': ['request-users', 'manage-organizations', 'open-campaigns', 'see-province', 'propose-role-holders', 'confirm-role-holders', 'review-accesses'],
};

/**
 * Decides, by nothing but the request, whether somebody may do a duty of governance: pure, total, deny by default.
 * That a person does not decide about themselves is the duty's own rule, because the subject is not part of this question.
 */
export function decideDuty({ actor, duty, organizationId }: DutyRequest): Decision {
  const deny = (rule: string): Decision => ({ effect: 'deny', rule });
  if (actor.isUserActive !== true) return deny('user-not-active');
  if (actor.isAttested !== true) return deny('user-not-attested');
  if (!actor.organizationId) return deny('organization-not-chosen');
  if (actor.isOrganizationActive !== true) return deny('organization-not-active');
  if (actor.hasAcceptedAgreement !== true) return deny('user-agreement-not-accepted');
  const roles = actor.roles.filter((role) => Object.hasOwn(DUTIES_OF_ROLES, role) && DUTIES_OF_ROLES[role]!.includes(duty));
  if (roles.length === 0) return deny('role-does-not-permit');
  const isElsewhere = organizationId !== undefined && organizationId !== actor.organizationId;
  const role = isElsewhere ? roles.find((one) => one === 'program-office') : roles[0];
  return role === undefined ? deny('another-organization') : { effect: 'permit', rule: `role:${role}` };
}

/** The duties that a person may do for the organization they act for, now: what their pages offer. Asked again at each operation. */
export function dutiesOf(actor: Actor): readonly Duty[] {
  return DUTIES.filter((duty) => decideDuty({ actor, duty }).effect === 'permit');
}
