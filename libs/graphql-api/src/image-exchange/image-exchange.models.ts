import { Field, ID, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import type { DeclineReason as DeclineReasonName, GroupPurpose as GroupPurposeName, GroupRefusal, ImportState as ImportStateName, RequestState as RequestStateName, RetrievingRole as RetrievingRoleName, StopReason } from '@longview/image-exchange';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { Patient } from '../schema/patient.js';
import { Refusal, byTypename } from '../schema/refusal.js';
import { DeclineReason, GroupPurpose, GroupRefusalReason, ImageRequestState, RetrievingRole, StudyImportState, StudyImportStop, StudyMatch } from './image-exchange.enums.js';

@ObjectType({ description: 'A study on its way into the organization’s own archive. Says nothing of whose it is.' })
export class StudyImport {
  readonly __typename: 'StudyImport';
  @Field(() => ID) readonly id: string;
  @Field(() => ID) readonly studyInstanceUid: string;
  @Field(() => ID) readonly sourceId: string;
  @Field(() => ID) readonly custodianId: string;
  @Field(() => ID, { nullable: true }) readonly requestId?: string;
  @Field(() => ID, { nullable: true, description: 'The group inside which it is retrieved without asking.' }) readonly groupId?: string;
  @Field(() => StudyImportState) readonly state: ImportStateName;
  @Field(() => StudyMatch, { nullable: true }) readonly match?: 'certain' | 'confirmed';
  @Field(() => StudyImportStop, { nullable: true }) readonly stopReason?: StopReason;
  @Field(() => Int, { nullable: true, description: 'In the manifest taken at the start.' }) readonly instanceCount?: number;
  @Field(() => Int) readonly arrivedCount: number;
  @Field(() => Int) readonly refusedCount: number;
  @Field(() => String) readonly requestedByName: string;
  @Field(() => EpochMs) readonly requestedAt: number;
  @Field(() => EpochMs, { nullable: true }) readonly finishedAt?: number;
  @Field(() => Int) readonly version: number;
}

@ObjectType()
export class StudyImportPage {
  readonly __typename: 'StudyImportPage';
  @Field(() => [StudyImport]) readonly imports: readonly StudyImport[];
  @Field(() => Int) readonly total: number;
}

@ObjectType({ description: 'Both sides, for somebody to say whether they are one person.' })
export class StudyImportReview {
  readonly __typename: 'StudyImportReview';
  @Field(() => StudyImport) readonly import: StudyImport;
  @Field(() => Patient) readonly local: Patient;
  @Field(() => String, { nullable: true }) readonly localNumber?: string;
  @Field(() => Patient, { description: 'As the images say it.' }) readonly source: Patient;
  @Field(() => String) readonly sourceNumber: string;
  @Field(() => String) readonly sourceIssuer: string;
}

@ObjectType({ description: 'No group lets one retrieve it: its holder is to be asked.' })
export class AskHolder {
  readonly __typename: 'AskHolder';
  @Field(() => ID) readonly organizationId: string;
  @Field(() => GroupRefusalReason) readonly reason: GroupRefusal;
}

@ObjectType({ description: 'No source that may be asked has this study of this patient.' })
export class StudyNotFound {
  readonly __typename: 'StudyNotFound';
  @Field(() => ID) readonly studyInstanceUid: string;
}

@ObjectType({ description: 'The source could not be asked.' })
export class StudySourceSilent {
  readonly __typename: 'StudySourceSilent';
  @Field(() => ID) readonly sourceId: string;
}

@ObjectType({ description: 'Names no patient.' })
export class ImageRequest {
  @Field(() => ID) readonly id: string;
  @Field(() => ID, { description: 'Who gets the images.' }) readonly fromId: string;
  @Field(() => ID, { description: 'Who has them.' }) readonly toId: string;
  @Field(() => Boolean, { description: 'Offered by who has them, unasked.' }) readonly isPush: boolean;
  @Field(() => ID, { nullable: true }) readonly studyInstanceUid?: string;
  @Field(() => String, { nullable: true }) readonly studyFrom?: string;
  @Field(() => String, { nullable: true }) readonly studyTo?: string;
  @Field(() => Boolean) readonly isUrgent: boolean;
  @Field(() => ImageRequestState) readonly state: RequestStateName;
  @Field(() => DeclineReason, { nullable: true }) readonly declineReason?: DeclineReasonName;
  @Field(() => Int, { nullable: true }) readonly instanceCount?: number;
  @Field(() => Int) readonly arrivedCount: number;
  @Field(() => EpochMs) readonly requestedAt: number;
  @Field(() => EpochMs) readonly dueAt: number;
  @Field(() => EpochMs) readonly expiresAt: number;
  @Field(() => EpochMs, { nullable: true }) readonly escalatedAt?: number;
  @Field(() => EpochMs, { nullable: true }) readonly endedAt?: number;
  @Field(() => Int) readonly version: number;
}

@ObjectType()
export class ImageRequestPage {
  readonly __typename: 'ImageRequestPage';
  @Field(() => [ImageRequest]) readonly requests: readonly ImageRequest[];
  @Field(() => Int) readonly total: number;
}

@ObjectType()
export class ImageRequestEntry {
  @Field(() => EpochMs) readonly occurredAt: number;
  @Field(() => ID) readonly organizationId: string;
  @Field(() => ID) readonly byId: string;
  @Field(() => String, { description: 'A stable word: sent, offered, seen, commented, released, declined, cancelled, expired.' }) readonly change: string;
  @Field(() => String, { nullable: true }) readonly text?: string;
}

@ObjectType()
export class ImageRequestDetails {
  readonly __typename: 'ImageRequestDetails';
  @Field(() => ImageRequest) readonly request: ImageRequest;
  @Field(() => Patient) readonly patient: Patient;
  @Field(() => String) readonly reason: string;
  @Field(() => [ImageRequestEntry]) readonly entries: readonly ImageRequestEntry[];
}

@ObjectType()
export class ImageRequestMade {
  readonly __typename: 'ImageRequestMade';
  @Field(() => ID) readonly requestId: string;
}

@ObjectType({ description: 'How requests between two organizations went, by when they were made.' })
export class ImageRequestPair {
  @Field(() => ID) readonly fromId: string;
  @Field(() => ID) readonly toId: string;
  @Field(() => Int) readonly requests: number;
  @Field(() => Int) readonly imported: number;
  @Field(() => Int) readonly declined: number;
  @Field(() => Int) readonly expired: number;
  @Field(() => Int, { nullable: true, description: 'Median time from request to images, in seconds.' }) readonly medianSeconds?: number;
}

@ObjectType()
export class ImageRequestFigures {
  readonly __typename: 'ImageRequestFigures';
  @Field(() => [ImageRequestPair]) readonly pairs: readonly ImageRequestPair[];
}

@ObjectType()
export class QueryGroupMember {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => [RetrievingRole]) readonly retrievingRoles: readonly RetrievingRoleName[];
  @Field(() => Boolean) readonly isSigned: boolean;
  @Field(() => Boolean) readonly hasLeft: boolean;
}

@ObjectType({ description: 'Organizations that retrieve each other’s studies without asking.' })
export class QueryGroup {
  @Field(() => ID) readonly id: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => String) readonly reference: string;
  @Field(() => [GroupPurpose]) readonly purposes: readonly GroupPurposeName[];
  @Field(() => String) readonly startsOn: string;
  @Field(() => String, { nullable: true }) readonly endsOn?: string;
  @Field(() => Boolean) readonly isEnded: boolean;
  @Field(() => [QueryGroupMember]) readonly members: readonly QueryGroupMember[];
  @Field(() => Int) readonly version: number;
}

@ObjectType()
export class QueryGroupChanged {
  readonly __typename: 'QueryGroupChanged';
  @Field(() => ID) readonly groupId: string;
}

const union = <T extends readonly (new () => object)[]>(name: string, ...types: T) => createUnionType({ name, types: () => [...types, Refusal] as const, resolveType: byTypename });
export const StudyImportResult = union('StudyImportResult', StudyImport, AskHolder, StudyNotFound, StudySourceSilent);
export const StudyImportsResult = union('StudyImportsResult', StudyImportPage);
export const StudyImportReviewResult = union('StudyImportReviewResult', StudyImportReview);
export const ImageRequestResult = union('ImageRequestResult', ImageRequestMade);
export const ImageReleaseResult = union('ImageReleaseResult', ImageRequestMade, AskHolder, StudyNotFound, StudySourceSilent);
export const ImageRequestsResult = union('ImageRequestsResult', ImageRequestPage);
export const ImageRequestDetailsResult = union('ImageRequestDetailsResult', ImageRequestDetails);
export const ImageRequestFiguresResult = union('ImageRequestFiguresResult', ImageRequestFigures);
export const QueryGroupResult = union('QueryGroupResult', QueryGroupChanged);
