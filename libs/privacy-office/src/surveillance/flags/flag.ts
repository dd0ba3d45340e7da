import type { Explanation, Facts, FlagDecision, FlagSide, FlagState, ReasonKind } from '../words.js';

export interface RevealedPerson {
  readonly key: string;
  readonly name?: string;
  readonly birthDate?: string;
}

export interface FlaggedUser {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organizationId: string;
  readonly organizationName: { readonly en: string; readonly fr: string };
}

export interface FlagReason {
  readonly kind: ReasonKind;
  readonly ruleVersion: number;
  readonly weight: number;
  readonly weakenedBy: number;
  readonly facts: Facts;
  readonly count: number;
}

/** One line of the queue. */
export interface FlagLine {
  readonly id: string;
  readonly state: FlagState;
  readonly version: number;
  readonly raisedAtMs: number;
  readonly occurredAtMs: number;
  readonly weight: number;
  readonly user: FlaggedUser;
  readonly patient: RevealedPerson;
  readonly reasons: readonly FlagReason[];
  readonly explanations: readonly Explanation[];
  readonly sourceIds: readonly string[];
  readonly repeats: number;
  readonly side: FlagSide;
  readonly mayDecide: boolean;
  readonly caseId?: string;
}

export interface FlaggedAccess {
  readonly id: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly actions: readonly { readonly action: string; readonly count: number }[];
  readonly sourceIds: readonly string[];
  readonly itemCount: number;
  readonly sessionId: string;
}

export interface FlagNote {
  readonly atMs: number;
  readonly by: string;
  readonly decision: FlagDecision;
  readonly note: string;
}

export interface Flag {
  readonly line: FlagLine;
  readonly accesses: readonly FlaggedAccess[];
  readonly suppressed: readonly FlagReason[];
  readonly notes: readonly FlagNote[];
  readonly eventIds: readonly string[];
}
