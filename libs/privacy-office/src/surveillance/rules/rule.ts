import { z } from 'zod';
import { EXPLANATION_KINDS, REASON_KINDS, type ExplanationKind, type Facts, type ReasonKind } from '../words.js';
import type { AccessFacts } from './access-facts.js';

const points = z.int().min(0).max(200);

/** What can be changed about a rule without changing the product. */
export const ruleDefinitionSchema = z.strictObject({
  isActive: z.boolean(),
  /** What the reason weighs when nothing explains it. */
  weight: points,
  thresholds: z.record(z.string(), z.number().min(0).max(1_000_000)),
  /** Points that an explanation takes off. */
  explainedBy: z.partialRecord(z.enum(EXPLANATION_KINDS), points),
});
export type RuleDefinition = z.infer<typeof ruleDefinitionSchema>;

/** The rules that the product comes with. */
export const ruleBookSchema = z.strictObject({
  /** What remains of the reasons of one access has to weigh so much to be a flag. */
  raiseAt: points,
  rules: z.strictObject(Object.fromEntries(REASON_KINDS.map((kind) => [kind, ruleDefinitionSchema])) as Record<ReasonKind, typeof ruleDefinitionSchema>),
});

/** A rule as it is in force. Version 1 is the product's own. */
export interface Rule extends RuleDefinition {
  readonly kind: ReasonKind;
  readonly version: number;
}

export interface RuleBook {
  readonly raiseAt: number;
  readonly rules: readonly Rule[];
}

/** What a rule saw: the facts of its evidence, and points beyond its weight (or below it) that they are worth. */
export interface Finding {
  readonly facts: Facts;
  readonly extra?: number;
}

/** Looks at one access. Pure; `undefined`: there is nothing to see. A threshold that is not in the data counts as 0. */
export type RuleLook = (access: AccessFacts, threshold: (name: string) => number) => Finding | undefined;

/** Whether further accesses belong to the flag of the same person and patient, or to the person's own. */
export type RepeatsBy = 'person-and-patient' | 'person';

export type TakesOff = Readonly<Partial<Record<ExplanationKind, number>>>;
