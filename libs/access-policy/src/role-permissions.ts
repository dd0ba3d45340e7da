import type { PurposeOfUse, RecordKind } from '@longview/clinical-model';
import type { AccessRequest, Action } from './access-request.js';
import type { Role } from './actor.js';

/** What one role may do. Whatever no role names is denied. */
export interface RolePermission {
  readonly actions: readonly Action[];
  /** Kinds of record it reaches, where it does not reach all. */
  readonly kinds?: readonly RecordKind[];
  readonly purposes: readonly PurposeOfUse[];
  /** May override a consent directive, where the source accepts the ground: who cares for the patient. */
  readonly mayBreakGlass?: true;
}

const NONE: RolePermission = { actions: [], purposes: [] };
const CARE: RolePermission = {
  actions: ['search-patient', 'view-timeline', 'open-report', 'launch-study', 'retrieve-image', 'print', 'export', 'import-study'],
  purposes: ['TREAT', 'PATRQT'],
  mayBreakGlass: true,
};

/**
 * The whole of what roles give. Registration, signing, supervision, security and programme roles carry no access to records
 * of their own; who also treats patients holds a clinical role besides. BTG stands nowhere: breaking the glass needs an
 * override, not a word.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, RolePermission>> = {
  physician: CARE,
  nurse: CARE,
  /** Reads and prints for the patient at hand; taking records out of the system is left to those who prescribe the care. */
  'allied-health': { ...CARE, actions: CARE.actions.filter((action) => action !== 'export' && action !== 'import-study') },
  /** Finds the person at the desk and sees demographics, never clinical content. */
  clerk: { actions: ['search-patient'], kinds: [], purposes: ['TREAT', 'PATRQT'] },
  /** Finds out why a study does not open, and brings studies into the own archive: needs the list of studies and their pixels, and no report, visit or result. */
  'pacs-administrator': { actions: ['search-patient', 'view-timeline', 'launch-study', 'retrieve-image', 'import-study'], kinds: ['imaging-study'], purposes: ['TREAT', 'HOPERAT'] },
  'local-registration-authority': NONE,
  'legal-signing-authority': NONE,
  'privacy-contact': NONE,
  'privacy-auditor': NONE,
  'security-contact': NONE,
  'program-office': NONE,
};

/** Roles of the actor that allow the action on that kind of record, whatever the purpose. */
export function rolesAllowing({ actor, action, kind }: AccessRequest): readonly Role[] {
  return actor.roles.filter((role) => {
    const { actions, kinds } = Object.hasOwn(ROLE_PERMISSIONS, role) ? ROLE_PERMISSIONS[role] : NONE;
    return actions.includes(action) && (kind === undefined || (kinds?.includes(kind) ?? true));
  });
}

/** True when a role that permits the request may override a directive. */
export function mayBreakGlass(request: AccessRequest): boolean {
  return rolesAllowing(request).some((role) => ROLE_PERMISSIONS[role].mayBreakGlass === true && ROLE_PERMISSIONS[role].purposes.includes(request.actor.purposeOfUse));
}

/** The role that permits the request as a whole. Two roles do not add up: one of them must allow action, kind and purpose. */
export function permittingRole(request: AccessRequest): Role | undefined {
  return rolesAllowing(request).find((role) => ROLE_PERMISSIONS[role].purposes.includes(request.actor.purposeOfUse));
}
