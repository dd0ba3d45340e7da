/** Roles of people who may retrieve inside a group; a member names which of theirs do. */
export const RETRIEVING_ROLES = ['physician', 'nurse', 'pacs-administrator'] as const;
export type RetrievingRole = (typeof RETRIEVING_ROLES)[number];
export const GROUP_PURPOSES = ['TREAT', 'HOPERAT'] as const;
export type GroupPurpose = (typeof GROUP_PURPOSES)[number];

/** One member of a group agreement. */
export interface GroupMember {
  readonly organizationId: string;
  /** Sources that it contributes. */
  readonly sourceIds: readonly string[];
  /** Who of its people may retrieve. */
  readonly retrievingRoles: readonly RetrievingRole[];
  /** True once its Legal Signing Authority has signed. */
  readonly isSigned: boolean;
  readonly hasLeft: boolean;
}

/** A query/retrieve group's agreement, as far as a decision rests on it. */
export interface GroupTerms {
  readonly id: string;
  readonly purposes: readonly GroupPurpose[];
  /** First and last day, `YYYY-MM-DD`; without a last day it has no end. */
  readonly startsOn: string;
  readonly endsOn?: string;
  /** Ended by hand before its day. */
  readonly isEnded: boolean;
  readonly members: readonly GroupMember[];
}

export interface RetrievalQuestion {
  readonly organizationId: string;
  readonly roles: readonly string[];
  readonly purposeOfUse: string;
  readonly sourceId: string;
  /** In the province's time. */
  readonly today: string;
}

/** The first reason why not, in the order in which they are looked at. */
export type GroupRefusal = 'group-ended' | 'group-not-begun' | 'not-a-member' | 'own-signature-missing' | 'source-not-contributed' | 'other-signature-missing' | 'purpose-not-agreed' | 'role-may-not-retrieve';
export type GroupDecision = { readonly kind: 'retrieve'; readonly groupId: string } | { readonly kind: 'ask'; readonly reason: GroupRefusal };

/**
 * Whether an agreement lets somebody retrieve from a source without asking. A member counts from its own signature on, so a
 * group works for those who signed while others have not. Pure, total, and no without a reason to say yes.
 */
export function mayRetrieve(group: GroupTerms, question: RetrievalQuestion): GroupDecision {
  const reason = refusalOf(group, question);
  return reason === undefined ? { kind: 'retrieve', groupId: group.id } : { kind: 'ask', reason };
}

/** Over all groups: one that permits is enough; otherwise the reason of the one that came closest. */
export function mayRetrieveInAny(groups: readonly GroupTerms[], question: RetrievalQuestion): GroupDecision {
  const decisions = groups.map((group) => mayRetrieve(group, question));
  const permitted = decisions.find(({ kind }) => kind === 'retrieve');
  if (permitted) return permitted;
  const reasons = decisions.flatMap((decision) => (decision.kind === 'ask' ? [decision.reason] : []));
  return { kind: 'ask', reason: reasons.sort((a, b) => CLOSENESS.indexOf(b) - CLOSENESS.indexOf(a))[0] ?? 'not-a-member' };
}

const CLOSENESS: readonly GroupRefusal[] = ['not-a-member', 'group-ended', 'group-not-begun', 'source-not-contributed', 'own-signature-missing', 'other-signature-missing', 'purpose-not-agreed', 'role-may-not-retrieve'];

function refusalOf({ isEnded, startsOn, endsOn, members, purposes }: GroupTerms, { organizationId, roles, purposeOfUse, sourceId, today }: RetrievalQuestion): GroupRefusal | undefined {
  const inForce = members.filter(({ hasLeft }) => !hasLeft);
  const own = inForce.find((member) => member.organizationId === organizationId);
  const contributors = inForce.filter((member) => member.organizationId !== organizationId && member.sourceIds.includes(sourceId));
  if (!own) return 'not-a-member';
  if (isEnded || (endsOn !== undefined && today > endsOn)) return 'group-ended';
  if (today < startsOn) return 'group-not-begun';
  if (contributors.length === 0) return 'source-not-contributed';
  if (!own.isSigned) return 'own-signature-missing';
  if (!contributors.some(({ isSigned }) => isSigned)) return 'other-signature-missing';
  if (!(purposes as readonly string[]).includes(purposeOfUse)) return 'purpose-not-agreed';
  return own.retrievingRoles.some((role) => roles.includes(role)) ? undefined : 'role-may-not-retrieve';
}
