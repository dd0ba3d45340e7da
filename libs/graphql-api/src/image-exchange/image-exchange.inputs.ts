import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type { DeclineReason as DeclineReasonName, GroupPurpose as GroupPurposeName, ImportState as ImportStateName, RequestState as RequestStateName, RetrievingRole as RetrievingRoleName } from '@longview/image-exchange';
import { DeclineReason, GroupPurpose, ImageRequestSide, ImageRequestState, RetrievingRole, StudyImportState } from './image-exchange.enums.js';

@InputType({ description: 'A study of an opened patient, to be brought into the archive of the organization one acts for.' })
export class ImportStudyInput {
  @Field(() => ID) readonly patientKey: string;
  @Field(() => ID) readonly studyInstanceUid: string;
  @Field(() => ID) readonly sourceId: string;
  @Field(() => String, { nullable: true, description: 'The patient’s number in the own archive, where the record does not say it.' }) readonly localNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'Of the local order that these images answer; at most 16 characters.' }) readonly accession?: string | null;
}

@InputType()
export class StudyImportsInput {
  @Field(() => [StudyImportState], { nullable: true }) readonly states?: readonly ImportStateName[] | null;
  @Field(() => Int) readonly offset: number;
  @Field(() => Int, { description: 'At most 200.' }) readonly limit: number;
}

@InputType({ description: 'The import as it was seen.' })
export class StudyImportKeyInput {
  @Field(() => ID) readonly importId: string;
  @Field(() => Int) readonly version: number;
}

@InputType()
export class ImageRequestInput {
  @Field(() => ID) readonly patientKey: string;
  @Field(() => ID, { description: 'Who has the images.' }) readonly organizationId: string;
  @Field(() => ID, { nullable: true }) readonly studyInstanceUid?: string | null;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD' }) readonly studyFrom?: string | null;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD' }) readonly studyTo?: string | null;
  @Field(() => String) readonly reason: string;
  @Field(() => Boolean) readonly isUrgent: boolean;
}

@InputType()
export class PushStudyInput {
  @Field(() => ID) readonly patientKey: string;
  @Field(() => ID, { description: 'Who is to have the images.' }) readonly organizationId: string;
  @Field(() => ID) readonly studyInstanceUid: string;
  @Field(() => String) readonly reason: string;
  @Field(() => Boolean) readonly isUrgent: boolean;
}

@InputType()
export class ImageRequestsInput {
  @Field(() => ImageRequestSide) readonly side: 'asking' | 'asked';
  @Field(() => [ImageRequestState], { nullable: true, description: 'Those that are not over, when absent.' }) readonly states?: readonly RequestStateName[] | null;
  @Field(() => Int) readonly offset: number;
  @Field(() => Int, { description: 'At most 200.' }) readonly limit: number;
}

@InputType({ description: 'The request as it was seen.' })
export class ImageRequestKeyInput {
  @Field(() => ID) readonly requestId: string;
  @Field(() => Int) readonly version: number;
}

@InputType()
export class DeclineImageRequestInput {
  @Field(() => DeclineReason) readonly reason: DeclineReasonName;
  @Field(() => String) readonly text: string;
}

@InputType({ description: 'Which study goes, and from which of the holder’s sources.' })
export class ReleaseStudyInput {
  @Field(() => ID) readonly studyInstanceUid: string;
  @Field(() => ID) readonly sourceId: string;
}

@InputType()
export class QueryGroupMemberInput {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => [ID], { description: 'What it contributes.' }) readonly sourceIds: readonly string[];
  @Field(() => [RetrievingRole], { description: 'Who of its people may retrieve.' }) readonly retrievingRoles: readonly RetrievingRoleName[];
}

@InputType()
export class QueryGroupInput {
  @Field(() => String) readonly nameEn: string;
  @Field(() => String) readonly nameFr: string;
  @Field(() => String, { description: 'Where the document is kept: its number.' }) readonly reference: string;
  @Field(() => [GroupPurpose]) readonly purposes: readonly GroupPurposeName[];
  @Field(() => String, { description: 'YYYY-MM-DD' }) readonly startsOn: string;
  @Field(() => String, { nullable: true, description: 'The last day, YYYY-MM-DD.' }) readonly endsOn?: string | null;
  @Field(() => [QueryGroupMemberInput]) readonly members: readonly QueryGroupMemberInput[];
}

@InputType({ description: 'The group as it was seen.' })
export class QueryGroupKeyInput {
  @Field(() => ID) readonly groupId: string;
  @Field(() => Int) readonly version: number;
}
