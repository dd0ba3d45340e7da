import { createUnionType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { RUN_STATES, type ExplanationKind as ExplanationName, type ReasonKind as ReasonName, type RunState as RunStateName } from '@longview/privacy-office';
import { enumOf } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { byTypename, Refusal } from '../schema/refusal.js';
import { ExplanationKind, FlagLine, FlagReasonKind, RevealedPerson } from './flags.models.js';

export const SurveillanceRunState = enumOf<RunStateName>('SurveillanceRunState', RUN_STATES);

@ObjectType()
export class RuleThreshold {
  @Field(() => String) readonly name: string;
  @Field(() => Float) readonly value: number;
}

@ObjectType()
export class RuleExplanation {
  @Field(() => ExplanationKind) readonly kind: ExplanationName;
  @Field(() => Int, { description: 'Points that it takes off the weight.' }) readonly takesOff: number;
}

@ObjectType()
export class RuleVersion {
  @Field(() => Int) readonly version: number;
  @Field(() => EpochMs) readonly changedAt: number;
  @Field(() => String) readonly changedBy: string;
  @Field(() => String) readonly why: string;
}

@ObjectType({ description: 'A rule in force, and what came of it.' })
export class SurveillanceRule {
  @Field(() => FlagReasonKind) readonly kind: ReasonName;
  @Field(() => Int, { description: '1 comes with the product.' }) readonly version: number;
  @Field(() => Boolean) readonly isActive: boolean;
  @Field(() => Int) readonly weight: number;
  @Field(() => [RuleThreshold]) readonly thresholds: readonly RuleThreshold[];
  @Field(() => [RuleExplanation]) readonly explainedBy: readonly RuleExplanation[];
  @Field(() => EpochMs, { nullable: true }) readonly changedAt?: number;
  @Field(() => String, { nullable: true }) readonly changedBy?: string;
  @Field(() => String, { nullable: true }) readonly why?: string;
  @Field(() => Int) readonly raised: number;
  @Field(() => Int) readonly confirmed: number;
  @Field(() => Int) readonly explained: number;
  @Field(() => Int) readonly open: number;
  @Field(() => Int, { description: 'Seen in the last 90 days without becoming a flag.' }) readonly suppressed: number;
  @Field(() => [RuleVersion]) readonly history: readonly RuleVersion[];
}

@ObjectType()
export class SurveillanceRules {
  readonly __typename: 'SurveillanceRules';
  @Field(() => Int, { description: 'What remains of the reasons of one access weighs so much, or it is no flag.' }) readonly raiseAt: number;
  @Field(() => Boolean) readonly mayChange: boolean;
  @Field(() => [SurveillanceRule]) readonly rules: readonly SurveillanceRule[];
  @Field(() => EpochMs, { description: 'The newest access that was seen.' }) readonly asOf: number;
  @Field(() => Int) readonly accesses: number;
}

@InputType()
export class RuleThresholdInput {
  @Field(() => String) readonly name: string;
  @Field(() => Float) readonly value: number;
}

@InputType()
export class RuleExplanationInput {
  @Field(() => ExplanationKind) readonly kind: ExplanationName;
  @Field(() => Int) readonly takesOff: number;
}

@InputType()
export class RuleChangeInput {
  @Field(() => FlagReasonKind) readonly kind: ReasonName;
  @Field(() => Int) readonly seenVersion: number;
  @Field(() => Boolean) readonly isActive: boolean;
  @Field(() => Int) readonly weight: number;
  @Field(() => [RuleThresholdInput]) readonly thresholds: readonly RuleThresholdInput[];
  @Field(() => [RuleExplanationInput]) readonly explainedBy: readonly RuleExplanationInput[];
  @Field(() => String) readonly why: string;
}

@ObjectType({ description: 'What would be missed without the rule: flags that nothing else would have raised.' })
export class RetirePreview {
  readonly __typename: 'RetirePreview';
  @Field(() => FlagReasonKind) readonly kind: ReasonName;
  @Field(() => Int) readonly days: number;
  @Field(() => Int) readonly flags: number;
  @Field(() => Int) readonly confirmed: number;
  @Field(() => [FlagLine]) readonly examples: readonly FlagLine[];
}

@ObjectType({ description: 'Rules as they are now, over accesses of the past.' })
export class SurveillanceRun {
  readonly __typename: 'SurveillanceRun';
  @Field(() => ID) readonly id: string;
  @Field(() => SurveillanceRunState) readonly state: RunStateName;
  @Field(() => EpochMs) readonly from: number;
  @Field(() => EpochMs) readonly until: number;
  @Field(() => Int) readonly looked: number;
  @Field(() => Int) readonly total: number;
  @Field(() => Int) readonly raised: number;
  @Field(() => EpochMs) readonly startedAt: number;
  @Field(() => String) readonly startedBy: string;
  @Field(() => EpochMs, { nullable: true }) readonly endedAt?: number;
}

@ObjectType()
export class SurveillanceRuns {
  readonly __typename: 'SurveillanceRuns';
  @Field(() => [SurveillanceRun]) readonly runs: readonly SurveillanceRun[];
}

@ObjectType({ description: 'A patient whose every access is looked at.' })
export class WatchedPatient {
  @Field(() => ID) readonly id: string;
  @Field(() => RevealedPerson) readonly patient: RevealedPerson;
  @Field(() => String, { nullable: true, description: 'The last three digits of the health number of a patient whom nobody has opened yet.' }) readonly numberEnding?: string;
  @Field(() => String, { description: 'public-figure, employee, family-of-staff, in-the-news, by-request or other.' }) readonly reason: string;
  @Field(() => String) readonly addedBy: string;
  @Field(() => EpochMs) readonly addedAt: number;
  @Field(() => EpochMs, { nullable: true }) readonly until?: number;
  @Field(() => Int) readonly version: number;
}

@ObjectType()
export class WatchList {
  readonly __typename: 'WatchList';
  @Field(() => [WatchedPatient]) readonly patients: readonly WatchedPatient[];
}

@InputType({ description: 'Either a health number or the key of a patient whom somebody opened.' })
export class WatchedPatientInput {
  @Field(() => String, { nullable: true }) readonly healthNumber?: string | null;
  @Field(() => String, { nullable: true }) readonly patientKey?: string | null;
  @Field(() => String) readonly reason: string;
  @Field(() => EpochMs, { nullable: true }) readonly until?: number | null;
}

export const SurveillanceRulesResult = createUnionType({ name: 'SurveillanceRulesResult', types: () => [SurveillanceRules, Refusal] as const, resolveType: byTypename });
export const RetirePreviewResult = createUnionType({ name: 'RetirePreviewResult', types: () => [RetirePreview, Refusal] as const, resolveType: byTypename });
export const SurveillanceRunsResult = createUnionType({ name: 'SurveillanceRunsResult', types: () => [SurveillanceRuns, Refusal] as const, resolveType: byTypename });
export const SurveillanceRunResult = createUnionType({ name: 'SurveillanceRunResult', types: () => [SurveillanceRun, Refusal] as const, resolveType: byTypename });
export const WatchListResult = createUnionType({ name: 'WatchListResult', types: () => [WatchList, Refusal] as const, resolveType: byTypename });
