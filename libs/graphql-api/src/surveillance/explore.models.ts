import { createUnionType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { PEER_MEASURES, type PeerMeasure as MeasureName } from '@longview/privacy-office';
import { enumOf } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';
import { AccessActionCount, AccessExplanation, FlaggedUser, FlagLine, RevealedPerson } from './flags.models.js';

export const PeerMeasure = enumOf<MeasureName>('PeerMeasure', PEER_MEASURES);

@ObjectType()
export class HeatCell {
  @Field(() => Int, { description: '1 is Monday.' }) readonly weekday: number;
  @Field(() => Int) readonly hour: number;
  @Field(() => Int) readonly count: number;
  @Field(() => Boolean, { description: 'For this person.' }) readonly isUnusual: boolean;
}

@ObjectType()
export class DayCount {
  @Field(() => String) readonly day: string;
  @Field(() => Int) readonly accesses: number;
  @Field(() => Int) readonly patients: number;
  @Field(() => Int) readonly flags: number;
}

@ObjectType()
export class PeerPoint {
  @Field(() => ID) readonly userId: string;
  @Field(() => String) readonly name: string;
  @Field(() => Boolean) readonly isSubject: boolean;
  @Field(() => Float) readonly value: number;
}

@ObjectType({ description: 'People in the same role of the same organization, by one measure.' })
export class PeerStrip {
  @Field(() => PeerMeasure) readonly measure: MeasureName;
  @Field(() => String, { description: 'per-day or percent' }) readonly unit: string;
  @Field(() => [PeerPoint]) readonly points: readonly PeerPoint[];
  @Field(() => Float) readonly median: number;
  @Field(() => Float) readonly p95: number;
}

@ObjectType({ description: 'One year of a person’s accesses. Days without any are left out.' })
export class UserActivity {
  readonly __typename: 'UserActivity';
  @Field(() => FlaggedUser) readonly user: FlaggedUser;
  @Field(() => String) readonly timeZone: string;
  @Field(() => EpochMs) readonly from: number;
  @Field(() => EpochMs) readonly until: number;
  @Field(() => Int) readonly accesses: number;
  @Field(() => Int) readonly patients: number;
  @Field(() => Int, { description: 'Accesses that something besides the person’s own word explains.' }) readonly explained: number;
  @Field(() => [HeatCell]) readonly heatmap: readonly HeatCell[];
  @Field(() => [DayCount]) readonly days: readonly DayCount[];
  @Field(() => [PeerStrip]) readonly peers: readonly PeerStrip[];
  @Field(() => [FlagLine]) readonly flags: readonly FlagLine[];
}

@ObjectType()
export class PatientLook {
  @Field(() => ID) readonly id: string;
  @Field(() => EpochMs) readonly from: number;
  @Field(() => EpochMs) readonly until: number;
  @Field(() => FlaggedUser) readonly user: FlaggedUser;
  @Field(() => [AccessActionCount]) readonly actions: readonly AccessActionCount[];
  @Field(() => [AccessExplanation]) readonly explanations: readonly AccessExplanation[];
  @Field(() => ID, { nullable: true }) readonly flagId?: string;
}

@ObjectType({ description: 'Who looked at one patient, the newest first; never one’s own accesses.' })
export class PatientLooks {
  readonly __typename: 'PatientLooks';
  @Field(() => RevealedPerson) readonly patient: RevealedPerson;
  @Field(() => [PatientLook]) readonly looks: readonly PatientLook[];
  @Field(() => Int) readonly total: number;
  @Field(() => EpochMs) readonly asOf: number;
}

@ObjectType()
export class ReviewedUser {
  @Field(() => ID) readonly userId: string;
  @Field(() => String) readonly name: string;
  @Field(() => ID) readonly organizationId: string;
  @Field(() => LocalizedText) readonly organizationName: LocalizedText;
  @Field(() => String) readonly jobTitle: string;
}

@ObjectType()
export class ReviewedUsers {
  readonly __typename: 'ReviewedUsers';
  @Field(() => [ReviewedUser]) readonly users: readonly ReviewedUser[];
}

export const UserActivityResult = createUnionType({ name: 'UserActivityResult', types: () => [UserActivity, Refusal] as const, resolveType: byTypename });
export const PatientLooksResult = createUnionType({ name: 'PatientLooksResult', types: () => [PatientLooks, Refusal] as const, resolveType: byTypename });
export const ReviewedUsersResult = createUnionType({ name: 'ReviewedUsersResult', types: () => [ReviewedUsers, Refusal] as const, resolveType: byTypename });
