import { decideDuty, type Actor } from '@longview/access-policy';
import type { SheetRow } from './sheet.js';

/**
 * True in SQL (over `attestation_item i`) for the items of a sheet that this person may decide: the same answer as
 * `mayAttest` gives for each, asked of all at once.
 * @param actorParameter the parameter that holds the actor's id, such as `$4`.
 */
export function mayAttestCondition(actor: Actor, sheet: SheetRow, actorParameter: string): string {
  const may = (duty: 'attest-users' | 'attest-role-holders' | 'open-campaigns'): boolean => decideDuty({ actor, duty, organizationId: sheet.organizationId }).effect === 'permit';
  const someoneElse = `i.person_id <> ${actorParameter}`;
  const holder = (role: string): string => `exists (select from role_holder h where h.organization_id = i.organization_id and h.person_id = i.person_id and h.role = '${role}' and h.status = 'in-force')`;
  if (sheet.tier === 'role-holders') {
    if (may('attest-role-holders')) return someoneElse;
    return may('open-campaigns') ? `${someoneElse} and ${holder('legal-signing-authority')}` : 'false';
  }
  if (may('attest-users')) {
    if (sheet.isSolePractitioner) return sheet.hasValidAuthority ? 'true' : `not (${someoneElse})`;
    return sheet.hasValidAuthority ? someoneElse : 'false';
  }
  return may('attest-role-holders') ? `${someoneElse} and ${holder('local-registration-authority')}` : 'false';
}
