import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { USERS_BECOME, type ScimSetting } from '@longview/participants';
import { enumOf } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { byTypename, Refusal } from '../schema/refusal.js';
import { WrongInput } from './users.models.js';

export const UsersBecome = enumOf<ScimSetting['usersBecome']>('UsersBecome', USERS_BECOME);

@ObjectType({ description: 'A secret of a provisioning system, never the secret itself.' })
export class ProvisioningToken {
  @Field(() => ID) readonly id: string;
  @Field(() => String) readonly label: string;
  @Field(() => String) readonly createdBy: string;
  @Field(() => EpochMs) readonly createdAt: number;
  @Field(() => EpochMs) readonly expiresAt: number;
  @Field(() => EpochMs, { nullable: true }) readonly lastUsedAt?: number;
  @Field(() => EpochMs, { nullable: true }) readonly revokedAt?: number;
}

@ObjectType({ description: 'How an HR or directory system provisions the users of the organization (SCIM 2.0).' })
export class Provisioning {
  readonly __typename: 'Provisioning';
  @Field(() => UsersBecome) readonly usersBecome: ScimSetting['usersBecome'];
  @Field(() => ID, { description: 'Whose subjects the external ids are; empty for none.' }) readonly identityProviderId: string;
  @Field(() => Int) readonly version: number;
  @Field(() => [ProvisioningToken]) readonly tokens: readonly ProvisioningToken[];
}

@ObjectType()
export class ProvisioningTokenCreated {
  readonly __typename: 'ProvisioningTokenCreated';
  @Field(() => ID) readonly id: string;
  @Field(() => String, { description: 'Shown here and never again.' }) readonly secret: string;
}

@InputType()
export class ProvisioningSettingInput {
  @Field(() => UsersBecome) readonly usersBecome: ScimSetting['usersBecome'];
  @Field(() => ID) readonly identityProviderId: string;
  @Field(() => Int) readonly version: number;
}

export const ProvisioningResult = createUnionType({ name: 'ProvisioningResult', types: () => [Provisioning, Refusal] as const, resolveType: byTypename });
export const ProvisioningTokenResult = createUnionType({ name: 'ProvisioningTokenResult', types: () => [ProvisioningTokenCreated, WrongInput, Refusal] as const, resolveType: byTypename });
