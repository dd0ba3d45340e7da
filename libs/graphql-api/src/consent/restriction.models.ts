import { Field, ID, InputType, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import type { OverrideGround as OverrideGroundName, Restriction as RestrictionFacts, SubstituteRelationship as SubstituteRelationshipName } from '@longview/patient-consent';
import { EpochMs } from '../schema/epoch-ms.js';
import { Refusal, byTypename } from '../schema/refusal.js';
import { OverrideGround, RestrictionExtent, SubstituteRelationship } from './consent.enums.js';

@ObjectType({ description: 'A ground on which this person could open some of what is restricted.' })
export class AvailableGround {
  @Field(() => OverrideGround) readonly ground: OverrideGroundName;
  @Field(() => Int, { description: 'How long the override would last, in milliseconds.' }) readonly durationMs: number;
}

@ObjectType({ description: 'An override in effect. Its end is exact: at that moment the server shows nothing of it any more.' })
export class ActiveOverride {
  readonly __typename: 'ActiveOverride';
  @Field(() => ID) readonly overrideId: string;
  @Field(() => OverrideGround) readonly ground: OverrideGroundName;
  @Field(() => EpochMs) readonly startedAt: number;
  @Field(() => EpochMs) readonly expiresAt: number;
  @Field(() => Int, { description: 'Milliseconds left when this was answered: a countdown does not depend on the clock of the workstation.' }) readonly remainingMs: number;
  @Field(() => Boolean, { description: 'Made by the person who asks, who alone may end it by hand.' }) readonly isOwn: boolean;
}

@ObjectType({ description: "How far the patient restricts the record for this person; never where." })
export class Restriction {
  readonly __typename: 'Restriction';
  @Field(() => RestrictionExtent) readonly extent: RestrictionFacts['extent'];
  @Field(() => [AvailableGround], { description: 'Empty while something is restricted: blocked, and cannot be overridden here.' }) readonly grounds: readonly AvailableGround[];
  @Field(() => ActiveOverride, { nullable: true }) readonly activeOverride?: ActiveOverride;
}

@InputType({ description: 'Who consented for the patient; with the ground EXPRESS_CONSENT only.' })
export class SubstituteInput {
  @Field(() => String) readonly name: string;
  @Field(() => SubstituteRelationship) readonly relationship: SubstituteRelationshipName;
}

export const RestrictionResult = createUnionType({ name: 'RestrictionResult', types: () => [Restriction, Refusal] as const, resolveType: byTypename });
export const StartOverrideResult = createUnionType({ name: 'StartOverrideResult', types: () => [ActiveOverride, Refusal] as const, resolveType: byTypename });
