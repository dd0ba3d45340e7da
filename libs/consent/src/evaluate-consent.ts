import { isInEffect, type DirectiveTerms } from './directive.js';
import { overrideEndsAtMs, type ConsentOverride, type OverrideTerms } from './override.js';

/** Who wants to see the record. */
export interface ConsentAsker {
  readonly userId: string;
  /** The organization under whose authority the person acts. */
  readonly organizationId: string | undefined;
}

/** May this person see what this custodian holds, as this source passes it on? */
export interface ConsentQuestion extends ConsentAsker {
  /**
   * Who is accountable for the record and, behind a repository, the repository's own custodian: a directive about
   * either covers it.
   */
  readonly custodianIds: readonly string[];
  /** A repository did not say whose the record is: it may be that of any custodian. */
  readonly isCustodianAssumed?: boolean;
  readonly override: OverrideTerms;
}

export type ConsentVerdict =
  | { readonly state: 'permitted' }
  | { readonly state: 'overridden'; readonly untilMs: number; readonly overrideId: string }
  | { readonly state: 'blocked'; readonly isOverridable: boolean };

const PERMITTED: ConsentVerdict = { state: 'permitted' };

/**
 * What a patient's directives and the overrides of them say to one question: pure, in any order of its lists. One
 * directive in effect that covers the question blocks; the override that lasts longest opens it for its own person and
 * time, at sources that accept its ground.
 */
export function evaluateConsent(directives: readonly DirectiveTerms[], overrides: readonly ConsentOverride[], question: ConsentQuestion, nowMs: number): ConsentVerdict {
  if (!directives.some((directive) => isInEffect(directive, nowMs) && covers(directive, question))) return PERMITTED;
  const lifted = overrideInEffect(overrides, question, nowMs);
  return lifted ? { state: 'overridden', ...lifted } : { state: 'blocked', isOverridable: question.override.grounds.length > 0 };
}

/** The override that opens a source with these terms to this person for longest; of two that end together, always the same one. */
export function overrideInEffect(overrides: readonly ConsentOverride[], asker: ConsentAsker & { readonly override: OverrideTerms }, nowMs: number): { readonly untilMs: number; readonly overrideId: string } | undefined {
  let lasting: { untilMs: number; overrideId: string } | undefined;
  for (const override of overrides) {
    if (override.startedAtMs > nowMs || !reaches(override, asker)) continue;
    const untilMs = overrideEndsAtMs(override, asker.override);
    if (untilMs === undefined || untilMs <= nowMs) continue;
    if (!lasting || untilMs > lasting.untilMs || (untilMs === lasting.untilMs && override.id < lasting.overrideId)) lasting = { untilMs, overrideId: override.id };
  }
  return lasting;
}

/** True when the directive speaks of this question, whether it is in effect or not. */
export function covers({ scope, exceptions }: DirectiveTerms, question: Omit<ConsentQuestion, 'override'>): boolean {
  if (exceptions.userIds.includes(question.userId)) return false;
  if (question.organizationId !== undefined && exceptions.organizationIds.includes(question.organizationId)) return false;
  switch (scope.kind) {
    case 'everything': return true;
    case 'custodian-record': return question.isCustodianAssumed === true || question.custodianIds.includes(scope.custodianId);
    // Who acts for nobody may act for that one.
    case 'custodian-agents': return question.organizationId === undefined || question.organizationId === scope.custodianId;
    case 'person': return question.userId === scope.userId;
  }
}

/** An override serves whoever made it, acting for the same organization; where the source says so, everybody who acts for it. */
export function reaches(override: ConsentOverride, { userId, organizationId, override: { reach } }: ConsentAsker & { readonly override: OverrideTerms }): boolean {
  return override.organizationId === organizationId && (reach === 'organization' || override.userId === userId);
}
