import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { isComplete, type CompletenessStatement, type RecordKind as RecordKindName, type SourceOutcome as SourceOutcomeFacts, type SourceState as SourceStateName } from '@longview/clinical-model';
import { RecordKind, SourceState } from './enums.js';
import { EpochMs } from './epoch-ms.js';

@ObjectType()
export class SourceOutcome {
  @Field(() => ID) readonly sourceId: string;
  @Field(() => SourceState) readonly state: SourceStateName;
  @Field(() => Int) readonly recordCount: number;
  @Field(() => Int) readonly withheldCount: number;
  @Field(() => [RecordKind]) readonly failedKinds: readonly RecordKindName[];
  @Field(() => Int, { nullable: true }) readonly elapsedMs?: number | undefined;
  @Field(() => EpochMs, { nullable: true }) readonly since?: number | undefined;
  @Field(() => String, { nullable: true }) readonly faultCode?: string | undefined;
}

@ObjectType({ description: 'What an answer covers. Shown with every answer, printed with every print.' })
export class Completeness {
  @Field(() => EpochMs) readonly asOf: number;
  @Field(() => Boolean) readonly isComplete: boolean;
  @Field(() => Boolean) readonly isRestricted: boolean;
  @Field(() => [SourceOutcome]) readonly outcomes: readonly SourceOutcome[];
}

export function toSourceOutcome({ sourceId, state, recordCount, withheldCount, failedKinds, elapsedMs, sinceMs, faultCode }: SourceOutcomeFacts): SourceOutcome {
  return { sourceId, state, recordCount, withheldCount, failedKinds, elapsedMs: elapsedMs === undefined ? undefined : Math.round(elapsedMs), since: sinceMs, faultCode };
}

export function toCompleteness(statement: CompletenessStatement): Completeness {
  return {
    asOf: statement.asOfMs,
    isComplete: isComplete(statement),
    isRestricted: statement.isRestricted,
    outcomes: statement.outcomes.map(toSourceOutcome),
  };
}
