import type { UserStatus } from './user-words.js';

export const STANDING_ACTIONS = ['review', 'approve', 'fulfil', 'reopen', 'decline', 'withdraw', 'start-leave', 'end-leave', 'suspend', 'reinstate', 'revoke', 'transfer'] as const;
export type StandingAction = (typeof STANDING_ACTIONS)[number];

interface StandingRule {
  readonly from: Partial<Record<UserStatus, UserStatus>>;
  /** Codes to choose from; none: the action needs no reason. The first is what the portal offers first. */
  readonly reasons: readonly string[];
  /** Ends what the person is doing here at once. */
  readonly stops?: boolean;
}

/** Every way a membership's standing changes by somebody's hand, from where to where, and why it may. */
export const STANDING_RULES: Readonly<Record<StandingAction, StandingRule>> = {
  review: { from: { requested: 'reviewed' }, reasons: [] },
  approve: { from: { reviewed: 'approved' }, reasons: [] },
  fulfil: { from: { approved: 'active' }, reasons: [] },
  reopen: { from: { reviewed: 'requested', approved: 'reviewed' }, reasons: [] },
  decline: { from: { requested: 'revoked', reviewed: 'revoked', approved: 'revoked' }, reasons: ['not-our-person', 'not-needed', 'duplicate', 'incomplete'] },
  withdraw: { from: { requested: 'revoked', reviewed: 'revoked' }, reasons: [] },
  'start-leave': { from: { active: 'on-leave' }, reasons: ['parental', 'sick', 'sabbatical', 'other-leave'], stops: true },
  'end-leave': { from: { 'on-leave': 'active' }, reasons: [] },
  suspend: { from: { active: 'suspended', 'on-leave': 'suspended' }, reasons: ['privacy-case', 'security-incident', 'licence-suspended', 'identity-expired', 'requested-by-person'], stops: true },
  reinstate: { from: { suspended: 'active' }, reasons: ['returned', 'attested', 'case-closed', 'licence-restored', 'identity-renewed', 'mistake'] },
  revoke: { from: { active: 'revoked', 'on-leave': 'revoked', suspended: 'revoked' }, reasons: ['left', 'not-in-hr-list', 'retired', 'deceased', 'licence-ended', 'duplicate', 'privacy-case'], stops: true },
  transfer: { from: { active: 'revoked', 'on-leave': 'revoked', suspended: 'revoked' }, reasons: [], stops: true },
};

export type StandingOutcome =
  | { readonly to: UserStatus; readonly statusReason: string; readonly stops: boolean }
  | { readonly field: 'action' | 'reason' | 'returnsOn'; readonly problem: string };

export interface StandingQuestion {
  readonly status: UserStatus;
  readonly action: StandingAction;
  readonly reason?: string | undefined;
  /** Last day of a leave, `YYYY-MM-DD`. */
  readonly returnsOn?: string | undefined;
  /** Today where the organization is, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What an action makes of a membership, or what is wrong with the question. Pure. */
export function changeStanding({ status, action, reason = '', returnsOn, today }: StandingQuestion): StandingOutcome {
  const rule = STANDING_RULES[action];
  const to = rule.from[status];
  if (to === undefined) return { field: 'action', problem: 'not-from-here' };
  if (rule.reasons.length > 0 && reason === '') return { field: 'reason', problem: 'missing' };
  if (reason !== '' && !rule.reasons.includes(reason)) return { field: 'reason', problem: 'unknown' };
  if (action === 'start-leave' && returnsOn === undefined) return { field: 'returnsOn', problem: 'missing' };
  if (returnsOn !== undefined && action !== 'start-leave') return { field: 'returnsOn', problem: 'not-for-this' };
  if (returnsOn !== undefined && !isDay(returnsOn)) return { field: 'returnsOn', problem: 'not-a-date' };
  if (returnsOn !== undefined && returnsOn <= today) return { field: 'returnsOn', problem: 'not-in-future' };
  // What takes standing away stands beside it as its reason; who has it needs none.
  const statusReason = to === 'active' || action === 'reopen' ? '' : action === 'transfer' ? 'transferred' : action === 'withdraw' ? 'withdrawn' : reason;
  return { to, statusReason, stops: rule.stops ?? false };
}

/** True for a day of the calendar written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** What may be done with a membership that stands so, for the buttons of a page. */
export const actionsFrom = (status: UserStatus): readonly StandingAction[] => STANDING_ACTIONS.filter((action) => STANDING_RULES[action].from[status] !== undefined);
