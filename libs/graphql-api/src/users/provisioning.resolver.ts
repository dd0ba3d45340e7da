import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { changeScimSetting, createScimToken, readScimAccess, revokeScimToken, type UserRegistry } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import type { Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from './change-request.js';
import { Provisioning, ProvisioningResult, ProvisioningSettingInput, ProvisioningTokenCreated, ProvisioningTokenResult } from './provisioning.models.js';
import { toUserChange } from './to-user.js';
import { UserChangeResult, type UsersChanged, type WrongInput } from './users.models.js';

/** How a system of the organization provisions its users: secrets, and what becomes of whom it sends. */
@Resolver()
export class ProvisioningResolver {
  private readonly registry: UserRegistry;

  constructor(@Inject(GRAPHQL_API) { userRegistry }: GraphqlApiOptions) {
    this.registry = userRegistry;
  }

  @RequiresAccess('acting')
  @Query(() => ProvisioningResult)
  async provisioning(@Context() context: ApiContext): Promise<Provisioning | Refusal> {
    const access = await readScimAccess(this.registry, changeRequestOf(context));
    if ('kind' in access) return toChangeRefusal(access);
    return {
      __typename: 'Provisioning', ...access.setting,
      tokens: access.tokens.map(({ id, label, createdBy, createdAtMs, expiresAtMs, lastUsedAtMs, revokedAtMs }) => ({ id, label, createdBy, createdAt: createdAtMs, expiresAt: expiresAtMs, ...(lastUsedAtMs !== undefined && { lastUsedAt: lastUsedAtMs }), ...(revokedAtMs !== undefined && { revokedAt: revokedAtMs }) })),
    };
  }

  @RequiresAccess('acting')
  @Mutation(() => ProvisioningTokenResult)
  async createProvisioningToken(@Args('label', { type: () => String }) label: string, @Args('expiresOn', { type: () => String }) expiresOn: string, @Context() context: ApiContext): Promise<ProvisioningTokenCreated | UsersChanged | WrongInput | Refusal> {
    const outcome = await createScimToken(this.registry, changeRequestOf(context), { label, expiresOn });
    return outcome.kind === 'created' ? { __typename: 'ProvisioningTokenCreated', id: outcome.id, secret: outcome.secret } : toUserChange(outcome);
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult, { description: 'The system that has the secret is out at once.' })
  async revokeProvisioningToken(@Args('id', { type: () => ID }) id: string, @Context() context: ApiContext): Promise<UsersChanged | WrongInput | Refusal> {
    return toUserChange(await revokeScimToken(this.registry, changeRequestOf(context), id));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult)
  async changeProvisioning(@Args('input', { type: () => ProvisioningSettingInput }) input: ProvisioningSettingInput, @Context() context: ApiContext): Promise<UsersChanged | WrongInput | Refusal> {
    return toUserChange(await changeScimSetting(this.registry, changeRequestOf(context), input));
  }
}
