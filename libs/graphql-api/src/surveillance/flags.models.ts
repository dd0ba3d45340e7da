import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Role as RoleName } from '@longview/authentication';
import {
  EXPLANATION_KINDS, FLAG_DECISIONS, FLAG_SIDES, FLAG_SORTS, FLAG_STATES, REASON_KINDS,
  type ExplanationKind as ExplanationName, type FlagDecision as DecisionName, type FlagSide as SideName, type FlagSort as SortName, type FlagState as StateName, type ReasonKind as ReasonName,
} from '@longview/privacy-office';
import { enumOf, Role } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';

export const FlagReasonKind = enumOf<ReasonName>('FlagReasonKind', REASON_KINDS);
export const ExplanationKind = enumOf<ExplanationName>('ExplanationKind', EXPLANATION_KINDS);
export const FlagState = enumOf<StateName>('FlagState', FLAG_STATES);
export const FlagSide = enumOf<SideName>('FlagSide', FLAG_SIDES);
export const FlagDecision = enumOf<DecisionName>('FlagDecision', FLAG_DECISIONS);
export const FlagSort = enumOf<SortName>('FlagSort', FLAG_SORTS);

@ObjectType({ description: 'A fact of the evidence; the sentence is made where it is read.' })
export class EvidenceFact {
  @Field(() => String) readonly name: string;
  @Field(() => String) readonly value: string;
}

@ObjectType()
export class FlagReason {
  @Field(() => FlagReasonKind) readonly kind: ReasonName;
  @Field(() => Int) readonly ruleVersion: number;
  @Field(() => Int) readonly weight: number;
  @Field(() => Int, { description: 'What explanations take off the weight.' }) readonly weakenedBy: number;
  @Field(() => [EvidenceFact]) readonly facts: readonly EvidenceFact[];
  @Field(() => Int, { description: 'Accesses with this reason.' }) readonly count: number;
  @Field(() => Boolean, { description: 'An explanation outweighs it; shown all the same.' }) readonly isSuppressed: boolean;
}

@ObjectType()
export class AccessExplanation {
  @Field(() => ExplanationKind) readonly kind: ExplanationName;
  @Field(() => [EvidenceFact]) readonly facts: readonly EvidenceFact[];
  @Field(() => EpochMs) readonly at: number;
}

@ObjectType({ description: 'A patient as the log knows them: a key that says nothing, and the name for who may know it.' })
export class RevealedPerson {
  @Field(() => String) readonly key: string;
  @Field(() => String, { nullable: true }) readonly name?: string;
  @Field(() => String, { nullable: true }) readonly birthDate?: string;
}

@ObjectType()
export class FlaggedUser {
  @Field(() => ID) readonly userId: string;
  @Field(() => String) readonly name: string;
  @Field(() => [Role]) readonly roles: readonly RoleName[];
  @Field(() => ID) readonly organizationId: string;
  @Field(() => LocalizedText) readonly organizationName: LocalizedText;
}

@ObjectType()
export class AccessActionCount {
  @Field(() => String, { description: "The log's word." }) readonly action: string;
  @Field(() => Int) readonly count: number;
}

@ObjectType({ description: 'What one person did with one patient in one go.' })
export class FlaggedAccess {
  @Field(() => ID) readonly id: string;
  @Field(() => EpochMs) readonly from: number;
  @Field(() => EpochMs) readonly until: number;
  @Field(() => [AccessActionCount]) readonly actions: readonly AccessActionCount[];
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => Int) readonly itemCount: number;
  @Field(() => ID, { nullable: true }) readonly sessionId?: string;
}

@ObjectType({ description: 'An access that rules call attention to.' })
export class FlagLine {
  readonly __typename: 'FlagLine';
  @Field(() => ID) readonly id: string;
  @Field(() => FlagState) readonly state: StateName;
  @Field(() => Int, { description: 'Goes back with every decision.' }) readonly version: number;
  @Field(() => EpochMs) readonly raisedAt: number;
  @Field(() => EpochMs) readonly occurredAt: number;
  @Field(() => Int) readonly weight: number;
  @Field(() => FlaggedUser) readonly user: FlaggedUser;
  @Field(() => RevealedPerson) readonly patient: RevealedPerson;
  @Field(() => [FlagReason]) readonly reasons: readonly FlagReason[];
  @Field(() => [AccessExplanation]) readonly explanations: readonly AccessExplanation[];
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => Int, { description: 'Further accesses of the same person with the same reasons.' }) readonly repeats: number;
  @Field(() => FlagSide) readonly side: SideName;
  @Field(() => Boolean) readonly mayDecide: boolean;
  @Field(() => ID, { nullable: true }) readonly caseId?: string;
}

@ObjectType()
export class FlagNote {
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String) readonly by: string;
  @Field(() => FlagDecision) readonly decision: DecisionName;
  @Field(() => String) readonly note: string;
}

@ObjectType()
export class Flag {
  readonly __typename: 'Flag';
  @Field(() => FlagLine) readonly line: FlagLine;
  @Field(() => [FlaggedAccess]) readonly accesses: readonly FlaggedAccess[];
  @Field(() => [FlagReason], { description: 'Seen, and outweighed by an explanation.' }) readonly suppressed: readonly FlagReason[];
  @Field(() => [FlagNote]) readonly notes: readonly FlagNote[];
  @Field(() => [ID], { description: "Of the log's events, at most 200." }) readonly eventIds: readonly string[];
}

@ObjectType()
export class FlagStateCount {
  @Field(() => FlagState) readonly state: StateName;
  @Field(() => Int) readonly count: number;
}

@ObjectType()
export class FlagPage {
  readonly __typename: 'FlagPage';
  @Field(() => [FlagLine]) readonly flags: readonly FlagLine[];
  @Field(() => Int) readonly total: number;
  @Field(() => [FlagStateCount], { description: 'Of the same question without its states.' }) readonly countsByState: readonly FlagStateCount[];
  @Field(() => Int, { description: 'About accesses of the asker: somebody else looks at them.' }) readonly ownHeldBack: number;
  @Field(() => EpochMs) readonly asOf: number;
}

@InputType()
export class FlagQuestionInput {
  @Field(() => [FlagState], { nullable: true }) readonly states?: readonly StateName[] | null;
  @Field(() => [FlagReasonKind], { nullable: true }) readonly reasons?: readonly ReasonName[] | null;
  @Field(() => ID, { nullable: true }) readonly userId?: string | null;
  @Field(() => String, { nullable: true }) readonly patientKey?: string | null;
  @Field(() => ID, { nullable: true }) readonly organizationId?: string | null;
  @Field(() => FlagSide, { nullable: true }) readonly side?: SideName | null;
  @Field(() => ID, { nullable: true }) readonly sourceId?: string | null;
  @Field(() => EpochMs, { nullable: true }) readonly from?: number | null;
  @Field(() => EpochMs, { nullable: true }) readonly until?: number | null;
  @Field(() => FlagSort, { nullable: true, description: 'NEWEST by default.' }) readonly sort?: SortName | null;
  @Field(() => Int, { nullable: true }) readonly offset?: number | null;
  @Field(() => Int, { nullable: true, description: '50 by default, at most 200.' }) readonly limit?: number | null;
}

@InputType()
export class SeenFlagInput {
  @Field(() => ID) readonly id: string;
  @Field(() => Int) readonly version: number;
}

@InputType()
export class FlagDecisionInput {
  @Field(() => FlagDecision) readonly decision: DecisionName;
  @Field(() => String, { nullable: true }) readonly note?: string | null;
  @Field(() => String, { nullable: true, description: 'What the person is asked, for ASK.' }) readonly question?: string | null;
}

@ObjectType({ description: 'Somebody else decided first: what stands now.' })
export class FlagConflict {
  readonly __typename: 'FlagConflict';
  @Field(() => FlagLine) readonly flag: FlagLine;
}

@ObjectType({ description: 'A question of the queue that a reviewer keeps under a name.' })
export class SavedView {
  @Field(() => ID) readonly id: string;
  @Field(() => String) readonly name: string;
  @Field(() => String, { description: 'As the screen wrote it.' }) readonly question: string;
}

@ObjectType()
export class SavedViews {
  readonly __typename: 'SavedViews';
  @Field(() => [SavedView]) readonly views: readonly SavedView[];
}

@ObjectType({ description: 'An access drawn by lot, whatever it is.' })
export class SampledAccess {
  readonly __typename: 'SampledAccess';
  @Field(() => ID) readonly id: string;
  @Field(() => String, { description: 'Its Monday, YYYY-MM-DD.' }) readonly week: string;
  @Field(() => FlagState) readonly state: StateName;
  @Field(() => Int) readonly version: number;
  @Field(() => EpochMs) readonly occurredAt: number;
  @Field(() => FlaggedUser) readonly user: FlaggedUser;
  @Field(() => RevealedPerson) readonly patient: RevealedPerson;
  @Field(() => FlaggedAccess) readonly access: FlaggedAccess;
  @Field(() => [AccessExplanation]) readonly explanations: readonly AccessExplanation[];
  @Field(() => ID, { nullable: true }) readonly flagId?: string;
}

@ObjectType()
export class SampleCoverage {
  @Field(() => String) readonly week: string;
  @Field(() => Int) readonly drawn: number;
  @Field(() => Int) readonly reviewed: number;
  @Field(() => Int, { description: 'All accesses of that week.' }) readonly accesses: number;
  @Field(() => String, { description: 'Who draws again with it draws the same.' }) readonly seed: string;
}

@ObjectType()
export class SampleQueue {
  readonly __typename: 'SampleQueue';
  @Field(() => Int) readonly perWeek: number;
  @Field(() => [SampledAccess], { description: 'Not reviewed yet, the oldest week first; never one’s own.' }) readonly accesses: readonly SampledAccess[];
  @Field(() => Int) readonly total: number;
  @Field(() => [SampleCoverage]) readonly coverage: readonly SampleCoverage[];
}

export const FlagsResult = createUnionType({ name: 'FlagsResult', types: () => [FlagPage, Refusal] as const, resolveType: byTypename });
export const FlagResult = createUnionType({ name: 'FlagResult', types: () => [Flag, Refusal] as const, resolveType: byTypename });
export const FlagDecisionResult = createUnionType({ name: 'FlagDecisionResult', types: () => [FlagLine, FlagConflict, Refusal] as const, resolveType: byTypename });
export const SavedViewsResult = createUnionType({ name: 'SavedViewsResult', types: () => [SavedViews, Refusal] as const, resolveType: byTypename });
export const SampleQueueResult = createUnionType({ name: 'SampleQueueResult', types: () => [SampleQueue, Refusal] as const, resolveType: byTypename });
export const SampleDecisionResult = createUnionType({ name: 'SampleDecisionResult', types: () => [SampledAccess, FlagConflict, Refusal] as const, resolveType: byTypename });
