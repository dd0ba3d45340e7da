import { Field, ID, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import type { ImagingStudyRecord, RecordKind as RecordKindName, RecordStatus as RecordStatusName } from '@longview/clinical-model';
import type { DisclosedSlice } from '@longview/disclosure';
import { Restriction } from '../consent/restriction.models.js';
import { ClinicalTime } from '../schema/clinical-time.js';
import { Completeness, SourceOutcome } from '../schema/completeness.js';
import { ConflictField, GroupReason, Laterality, RecordKind, RecordStatus } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { Refusal, byTypename } from '../schema/refusal.js';

type Group = DisclosedSlice['groups'][number];

@ObjectType({ description: 'One copy of a record at one source.' })
export class RecordCopy {
  @Field(() => ID, { description: 'Reads this copy again: `report(copyKey)`. Opaque.' }) readonly copyKey: string;
  @Field(() => ID) readonly sourceId: string;
  @Field(() => String, { nullable: true }) readonly siteName?: string | undefined;
  @Field(() => RecordStatus) readonly status: RecordStatusName;
  @Field(() => ClinicalTime, { nullable: true }) readonly time?: ClinicalTime | undefined;
  @Field(() => ClinicalTime, { nullable: true }) readonly issued?: ClinicalTime | undefined;
  @Field(() => String) readonly title: string;
  @Field(() => String, { nullable: true }) readonly accession?: string | undefined;
  @Field(() => Int, { nullable: true }) readonly numberOfSeries?: number | undefined;
  @Field(() => Int, { nullable: true }) readonly numberOfInstances?: number | undefined;
  @Field(() => Boolean) readonly hasImages: boolean;
  @Field(() => EpochMs) readonly receivedAt: number;
}

@ObjectType({ description: "One row of the timeline: the preferred copy's facts and every copy behind it." })
export class TimelineItem {
  @Field(() => ID) readonly id: string;
  @Field(() => RecordKind) readonly kind: RecordKindName;
  @Field(() => RecordStatus) readonly status: RecordStatusName;
  @Field(() => ClinicalTime, { nullable: true }) readonly time?: ClinicalTime | undefined;
  @Field(() => String) readonly title: string;
  @Field(() => String, { nullable: true }) readonly language?: string | undefined;
  @Field(() => GroupReason) readonly reason: Group['reason'];
  @Field(() => [ConflictField]) readonly conflicts: Group['conflicts'];
  @Field(() => [RecordCopy]) readonly copies: readonly RecordCopy[];
  @Field(() => ID, { nullable: true, description: 'Imaging study.' }) readonly studyInstanceUid?: string | undefined;
  @Field(() => [String]) readonly modalities: readonly string[];
  @Field(() => String, { nullable: true }) readonly bodySite?: string | undefined;
  @Field(() => Laterality, { nullable: true }) readonly laterality?: ImagingStudyRecord['laterality'] | undefined;
  @Field(() => Boolean) readonly hasImages: boolean;
  @Field(() => ID, { nullable: true, description: 'Report: the item of the study it speaks of.' }) readonly studyItemId?: string | undefined;
  @Field(() => String, { nullable: true, description: 'Report: imaging, laboratory, pathology, cardiology, other. Visit: its class.' }) readonly category?: string | undefined;
  @Field(() => String, { nullable: true }) readonly performer?: string | undefined;
  @Field(() => String, { nullable: true, description: 'Laboratory result, medication dosage, allergy reaction, visit reason: the one line that matters.' }) readonly value?: string | undefined;
  @Field(() => String, { nullable: true }) readonly unit?: string | undefined;
  @Field(() => String, { nullable: true }) readonly referenceRange?: string | undefined;
  @Field(() => String, { nullable: true }) readonly interpretation?: string | undefined;
  @Field(() => String, { nullable: true, description: 'Medication, allergy, condition: active, completed, resolved … Allergy: `no-known-allergy`.' }) readonly state?: string | undefined;
  @Field(() => ClinicalTime, { nullable: true }) readonly end?: ClinicalTime | undefined;
}

@ObjectType({ description: 'One step of a timeline that is still filling.' })
export class TimelineSlice {
  readonly __typename: 'TimelineSlice';
  @Field(() => [SourceOutcome]) readonly outcomes: readonly SourceOutcome[];
  @Field(() => [TimelineItem], { description: 'New or changed rows, by id.' }) readonly items: readonly TimelineItem[];
  @Field(() => [ID]) readonly removedItemIds: readonly string[];
  @Field(() => Boolean) readonly isRestricted: boolean;
  @Field(() => Restriction) readonly restriction: Restriction;
  @Field(() => Boolean) readonly isLast: boolean;
  @Field(() => Completeness, { nullable: true, description: 'In the last slice.' }) readonly completeness?: Completeness;
}

export const TimelineEvent = createUnionType({ name: 'TimelineEvent', types: () => [TimelineSlice, Refusal] as const, resolveType: byTypename });
