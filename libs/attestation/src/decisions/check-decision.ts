import { KEEP_REASONS, REMOVE_REASONS, type AttestationDecision, type Signal, type Tier } from '../words.js';

/** Roles that attesting may give: offices are given by appointment. */
export const GIVEN_ROLES = ['physician', 'nurse', 'allied-health', 'clerk', 'pacs-administrator'] as const;

export interface DecisionInput {
  readonly decision: AttestationDecision;
  readonly reason?: string;
  /** For `change`: what the person is from now on. */
  readonly newRoles?: readonly string[];
  /** How long the person was looked at. */
  readonly elapsedMs: number;
}

export type DecisionProblem = { readonly field: 'decision' | 'reason' | 'newRoles' | 'elapsedMs'; readonly problem: string };

/** What is wrong with a decision about a person with these signals; nothing when it can stand. Pure. */
export function checkDecision({ decision, reason = '', newRoles = [], elapsedMs }: DecisionInput, subject: { readonly tier: Tier; readonly signals: readonly Signal[]; readonly roles: readonly string[] }): DecisionProblem | undefined {
  if (!Number.isInteger(elapsedMs) || elapsedMs < 0) return { field: 'elapsedMs', problem: 'not-a-duration' };
  if (decision === 'change') {
    if (subject.tier === 'role-holders') return { field: 'decision', problem: 'offices-are-appointed' };
    if (newRoles.length === 0) return { field: 'newRoles', problem: 'missing' };
    if (newRoles.some((role) => !(GIVEN_ROLES as readonly string[]).includes(role))) return { field: 'newRoles', problem: 'unknown' };
    if (new Set(newRoles).size !== newRoles.length) return { field: 'newRoles', problem: 'twice' };
    if (newRoles.length === subject.roles.length && newRoles.every((role) => subject.roles.includes(role))) return { field: 'newRoles', problem: 'unchanged' };
    return undefined;
  }
  if (newRoles.length > 0) return { field: 'newRoles', problem: 'not-for-this' };
  const reasons: readonly string[] = decision === 'keep' ? KEEP_REASONS : REMOVE_REASONS;
  const needsReason = decision === 'remove' || subject.signals.length > 0;
  if (reason === '') return needsReason ? { field: 'reason', problem: 'missing' } : undefined;
  return reasons.includes(reason) ? undefined : { field: 'reason', problem: 'unknown' };
}
