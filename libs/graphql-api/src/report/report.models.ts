import { Field, ID, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import type { RecordStatus as RecordStatusName } from '@longview/clinical-model';
import { ClinicalTime } from '../schema/clinical-time.js';
import { SourceOutcome } from '../schema/completeness.js';
import { RecordStatus } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { Refusal, byTypename } from '../schema/refusal.js';

@ObjectType()
export class ReportSection {
  @Field(() => String) readonly role: string;
  @Field(() => String) readonly heading: string;
  @Field(() => String) readonly text: string;
}

@ObjectType()
export class Attachment {
  @Field(() => String, { nullable: true }) readonly title?: string;
  @Field(() => String) readonly contentType: string;
  @Field(() => Int, { nullable: true }) readonly sizeBytes?: number;
}

@ObjectType()
export class Report {
  readonly __typename: 'Report';
  @Field(() => ID) readonly copyKey: string;
  @Field(() => ID) readonly sourceId: string;
  @Field(() => String, { nullable: true }) readonly siteName?: string;
  @Field(() => String) readonly title: string;
  @Field(() => RecordStatus) readonly status: RecordStatusName;
  @Field(() => ClinicalTime, { nullable: true }) readonly time?: ClinicalTime;
  @Field(() => ClinicalTime, { nullable: true }) readonly issued?: ClinicalTime;
  @Field(() => String, { nullable: true }) readonly performer?: string;
  @Field(() => String, { nullable: true }) readonly accession?: string;
  @Field(() => String, { nullable: true }) readonly language?: string;
  @Field(() => [ReportSection], { description: 'Empty when the source holds only an attachment.' }) readonly sections: readonly ReportSection[];
  @Field(() => [Attachment]) readonly attachments: readonly Attachment[];
  @Field(() => EpochMs) readonly receivedAt: number;
}

@ObjectType()
export class RecordUnavailable {
  readonly __typename: 'RecordUnavailable';
  @Field(() => SourceOutcome) readonly outcome: SourceOutcome;
}

@ObjectType()
export class RecordNotFound {
  readonly __typename: 'RecordNotFound';
  @Field(() => ID) readonly copyKey: string;
}

export const ReportResult = createUnionType({ name: 'ReportResult', types: () => [Report, RecordUnavailable, RecordNotFound, Refusal] as const, resolveType: byTypename });
