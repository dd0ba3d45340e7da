import type { AccessRequest } from './access-request.js';
import { permittingRole } from './role-permissions.js';
import { RULES } from './rules.js';

/** The outcome names its rule, so that every refusal and every permission can be explained afterwards. */
export type Decision =
  | { readonly effect: 'permit'; readonly rule: string }
  | { readonly effect: 'deny'; readonly rule: string }
  | { readonly effect: 'break-glass-required'; readonly rule: string };

/**
 * Decides, by nothing but the request: pure, total, deny by default. The first rule that refuses is the answer; a
 * permission names the role it rests on. Asked for every record, so that each custodian's copy is decided on its own.
 */
export function decide(request: AccessRequest): Decision {
  const refusing = RULES.find((rule) => rule.refuses(request));
  if (refusing) return { effect: refusing.effect, rule: refusing.name };
  const role = permittingRole(request);
  return role === undefined ? { effect: 'deny', rule: 'role-does-not-permit' } : { effect: 'permit', rule: `role:${role}` };
}
