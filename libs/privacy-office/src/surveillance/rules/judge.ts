import type { Explanation, ExplanationKind, Reason } from '../words.js';
import { AROUND_HOURS, TEAM_DAYS, type AccessFacts } from './access-facts.js';
import { LOOKS } from './looks.js';
import type { Rule, RuleBook, TakesOff } from './rule.js';

/** What came of looking at one access. */
export interface Judgement {
  readonly explanations: readonly Explanation[];
  /** Everything that was seen, also what an explanation outweighs. */
  readonly reasons: readonly Reason[];
  /** What remains of the reasons together. */
  readonly weight: number;
  readonly isRaised: boolean;
}

/** Where only the person's own word speaks for it, or nothing but being at work, an access is not explained by it. */
const OWN_WORD: ReadonlySet<ExplanationKind> = new Set(['stated-reason', 'earlier-reason', 'on-shift']);

/** What is known that explains the access. Pure. */
export function explanationsOf(access: AccessFacts): readonly Explanation[] {
  const found: Explanation[] = [];
  const add = (kind: ExplanationKind, facts: Explanation['facts'] = {}): void => void found.push({ kind, facts, atMs: access.firstAtMs });
  if (access.relationship === 'found' && access.relationshipKind !== '') add(access.relationshipKind, access.relationshipKind === 'earlier-reason' ? { reason: access.statedReason } : {});
  if (access.relationship === 'stated') add('stated-reason', { reason: access.statedReason });
  if (access.isOverride) add('override');
  if (access.colleagues > 0) add('same-team', { colleagues: access.colleagues, days: TEAM_DAYS });
  if (access.patientsAround > 0) add('on-shift', { patients: access.patientsAround, hours: AROUND_HOURS });
  return found;
}

/** True when something besides the person's own word says why they were with this patient. */
export const isExplained = (explanations: readonly Explanation[]): boolean => explanations.some(({ kind }) => !OWN_WORD.has(kind));

/**
 * Looks at one access with every rule that is in force. Explanations take points off each reason by the rule's data; what
 * remains is added up, because two small oddities together are a greater one. Pure.
 */
export function judge(access: AccessFacts, { raiseAt, rules }: RuleBook): Judgement {
  const explanations = explanationsOf(access);
  const reasons = rules.flatMap((rule): readonly Reason[] => {
    const reason = rule.isActive ? reasonOf(access, rule, explanations) : undefined;
    return reason ? [reason] : [];
  });
  const weight = reasons.reduce((sum, reason) => sum + remaining(reason), 0);
  return { explanations, reasons, weight, isRaised: weight >= raiseAt };
}

/** What explanations leave of a reason. */
export const remaining = ({ weight, weakenedBy }: Pick<Reason, 'weight' | 'weakenedBy'>): number => Math.max(0, weight - weakenedBy);

function reasonOf(access: AccessFacts, { kind, version, weight, thresholds, explainedBy }: Rule, explanations: readonly Explanation[]): Reason | undefined {
  const finding = LOOKS[kind](access, (name) => thresholds[name] ?? 0);
  if (!finding) return undefined;
  const takesOff: TakesOff = explainedBy;
  const weakenedBy = explanations.reduce((sum, explanation) => sum + (takesOff[explanation.kind] ?? 0), 0);
  return { kind, ruleVersion: version, facts: finding.facts, weight: Math.max(0, weight + (finding.extra ?? 0)), weakenedBy };
}
