import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type { Role as RoleName } from '@longview/authentication';
import type { AttestationDecision as DecisionName, Bucket as BucketName, Tier as TierName } from '@longview/attestation';
import { Role } from '../schema/enums.js';
import { AttestationBucket, AttestationDecision, AttestationTier } from './attestation.models.js';

@InputType()
export class AttestationSheetInput {
  @Field(() => ID) readonly campaignId: string;
  @Field(() => ID, { nullable: true, description: 'The asker’s own when left out.' }) readonly organizationId?: string | null;
  @Field(() => AttestationTier) readonly tier: TierName;
}

@InputType()
export class AttestationItemsInput {
  @Field(() => AttestationBucket) readonly bucket: BucketName;
  @Field(() => String, { nullable: true, description: 'Part of a name.' }) readonly search?: string | null;
  @Field(() => String, { nullable: true }) readonly after?: string | null;
  @Field(() => Int, { nullable: true, description: 'At most 200.' }) readonly limit?: number | null;
}

@InputType()
export class SeenAttestationInput {
  @Field(() => ID) readonly subjectId: string;
  @Field(() => Int) readonly version: number;
}

@InputType()
export class AttestationDecisionInput {
  @Field(() => AttestationDecision) readonly decision: DecisionName;
  @Field(() => String, { nullable: true }) readonly reason?: string | null;
  @Field(() => [Role], { nullable: true }) readonly newRoles?: readonly RoleName[] | null;
  @Field(() => Int, { description: 'How long the person was looked at.' }) readonly elapsedMs: number;
}
