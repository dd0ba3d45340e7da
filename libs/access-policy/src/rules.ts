import type { AccessRequest } from './access-request.js';
import { mayBreakGlass, permittingRole, rolesAllowing } from './role-permissions.js';

/** One named reason to refuse. A rule says no or stays silent; what no rule refuses is permitted only by a role. */
export interface Rule {
  readonly name: string;
  /** True when the rule refuses. MUST depend on nothing but the request. */
  refuses(request: AccessRequest): boolean;
  readonly effect: 'deny' | 'break-glass-required';
}

/** Identity verified by documents, for health records outside one's own walls (standards: ONE ID AL2). */
const DEFAULT_MINIMUM_ASSURANCE_LEVEL = 2;

/**
 * In the order in which they are asked: who the person is, for whom they act, what they may do and for what purpose, how
 * surely they are who they say, where; then what brings them to this patient, and last what the patient says. The first
 * that refuses names the decision. Consent comes last, so that breaking the glass is offered to nobody who would be
 * refused behind it.
 */
export const RULES: readonly Rule[] = [
  { name: 'user-not-active', effect: 'deny', refuses: ({ actor }) => actor.isUserActive !== true },
  { name: 'user-not-attested', effect: 'deny', refuses: ({ actor }) => actor.isAttested !== true },
  { name: 'organization-not-chosen', effect: 'deny', refuses: ({ actor }) => !actor.organizationId },
  { name: 'organization-not-active', effect: 'deny', refuses: ({ actor }) => actor.isOrganizationActive !== true },
  { name: 'organization-agreement-not-in-force', effect: 'deny', refuses: ({ actor }) => actor.isOrganizationAgreementInForce !== true },
  { name: 'user-agreement-not-accepted', effect: 'deny', refuses: ({ actor }) => actor.hasAcceptedAgreement !== true },
  { name: 'role-does-not-permit', effect: 'deny', refuses: (request) => rolesAllowing(request).length === 0 },
  { name: 'purpose-does-not-permit', effect: 'deny', refuses: (request) => permittingRole(request) === undefined },
  { name: 'assurance-level-too-low', effect: 'deny', refuses: ({ actor, source }) => !(actor.assuranceLevel >= (source?.minimumAssuranceLevel ?? DEFAULT_MINIMUM_ASSURANCE_LEVEL)) },
  { name: 'organization-not-viewing', effect: 'deny', refuses: ({ actor, source }) => source !== undefined && actor.isOrganizationViewing !== true && source.custodianId !== actor.organizationId },
  { name: 'not-entitled-to-source', effect: 'deny', refuses: ({ actor, source }) => source !== undefined && !actor.entitledSourceIds.has(source.sourceId) },
  { name: 'reason-required', effect: 'deny', refuses: ({ relationship }) => relationship === 'missing' },
  { name: 'consent-blocked', effect: 'deny', refuses: (request) => request.consent?.state === 'blocked' && !(request.consent.isOverridable === true && mayBreakGlass(request)) },
  // Any state that nobody foresaw is as closed as a directive.
  { name: 'consent-blocked-overridable', effect: 'break-glass-required', refuses: ({ consent }) => consent !== undefined && consent.state !== 'permitted' && consent.state !== 'overridden' },
];
