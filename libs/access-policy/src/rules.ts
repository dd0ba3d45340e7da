import type { RecordKind } from '@longview/clinical-model';
import type { Actor, Role } from './actor.js';
import type { AccessRequest, Action, Decision } from './decide.js';

/** One named reason to refuse. A rule says no or stays silent; what no rule refuses is permitted only by a role. */
export interface Rule {
  readonly name: string;
  /** True when the rule refuses. MUST depend on nothing but the request. */
  refuses(request: AccessRequest): boolean;
  readonly effect: Exclude<Decision['effect'], 'permit'>;
}

const CLINICAL: readonly Action[] = ['search-patient', 'view-timeline', 'open-report', 'launch-study', 'retrieve-image', 'print', 'export'];

/**
 * What each role may do with a patient's record. Registration, signing, security and programme roles carry no clinical
 * access of their own; who also treats patients holds a clinical role besides. A clerk may find a patient and nothing more.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Action[]>> = {
  physician: CLINICAL,
  nurse: CLINICAL,
  'allied-health': ['search-patient', 'view-timeline', 'open-report', 'launch-study', 'retrieve-image', 'print'],
  clerk: ['search-patient'],
  'pacs-administrator': ['search-patient', 'view-timeline', 'launch-study', 'retrieve-image'],
  'local-registration-authority': [],
  'legal-signing-authority': [],
  'privacy-contact': [],
  'privacy-auditor': [],
  'security-contact': [],
  'program-office': [],
};

/** Kinds that a role sees where it does not see all: who keeps the image archive needs studies, not medications. */
const ROLE_KINDS: Partial<Record<Role, readonly RecordKind[]>> = { 'pacs-administrator': ['imaging-study'] };

/** Identity verified by documents, for health records outside one's own walls (standards: ONE ID AL2). */
const DEFAULT_MINIMUM_ASSURANCE_LEVEL = 2;

/** The role that permits this request, if the actor has one. */
export function permittingRole({ roles }: Actor, { action, kind }: AccessRequest): Role | undefined {
  return roles.find((role) => ROLE_PERMISSIONS[role].includes(action) && (kind === undefined || (ROLE_KINDS[role]?.includes(kind) ?? true)));
}

/** In the order in which they are asked: who the person is, for whom they act, what they may do, where, why. */
export const RULES: readonly Rule[] = [
  { name: 'user-not-active', effect: 'deny', refuses: ({ actor }) => !actor.isUserActive },
  { name: 'organization-not-chosen', effect: 'deny', refuses: ({ actor }) => actor.organizationId === undefined },
  { name: 'organization-not-active', effect: 'deny', refuses: ({ actor }) => !actor.isOrganizationActive },
  { name: 'role-does-not-permit', effect: 'deny', refuses: (request) => permittingRole(request.actor, request) === undefined },
  { name: 'assurance-level-too-low', effect: 'deny', refuses: ({ actor, source }) => actor.assuranceLevel < (source?.minimumAssuranceLevel ?? DEFAULT_MINIMUM_ASSURANCE_LEVEL) },
  { name: 'not-entitled-to-source', effect: 'deny', refuses: ({ actor, source }) => source !== undefined && !actor.entitledSourceIds.has(source.sourceId) },
  { name: 'purpose-not-treatment', effect: 'deny', refuses: ({ actor }) => actor.purposeOfUse !== 'TREAT' },
];
