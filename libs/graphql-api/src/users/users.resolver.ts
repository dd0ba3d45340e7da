import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { COLLEGES, DOCUMENT_KINDS, isRefusal, STANDING_ACTIONS, STANDING_RULES, USER_ROLES, type SeenUser, type UserChangeOutcome, type UserRegistry } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { Role } from '../schema/enums.js';
import type { Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from './change-request.js';
import { given, toUser, toUserChange, toUserLine } from './to-user.js';
import {
  EntitlementInput, IdentityVerificationInput, Registration, RegistrationResult, SeenUserInput, StandingInput, TransferTarget, User, UserChangeResult, UserFactsInput, UserIdentityInput, UserListInput, UserListResult, UserPage,
  UserRequestInput, UserResult, type UsersChanged, type WrongInput, PersonalFactsInput } from './users.models.js';

type Changed = Promise<UsersChanged | WrongInput | Refusal>;

/** The users of the organization that the asker acts for. Who may do what is the registry's to say. */
@Resolver()
export class UsersResolver {
  private readonly registry: UserRegistry;

  constructor(@Inject(GRAPHQL_API) { userRegistry }: GraphqlApiOptions) {
    this.registry = userRegistry;
  }

  @RequiresAccess('acting')
  @Query(() => RegistrationResult)
  async registration(@Context() context: ApiContext): Promise<Registration | Refusal> {
    const request = changeRequestOf(context);
    const found = await this.registry.organization(request);
    if ('kind' in found) return toChangeRefusal(found);
    const idle = found.mayManage ? await this.registry.idle(request) : [];
    return {
      __typename: 'Registration', mayManage: found.mayManage, isSolePractitioner: found.organization.isSolePractitioner, sourceIds: [...found.organization.sourceIds], roles: USER_ROLES, colleges: COLLEGES, documentKinds: DOCUMENT_KINDS,
      reasons: STANDING_ACTIONS.map((action) => ({ action, reasons: STANDING_RULES[action].reasons })), idle: isRefusal(idle) ? [] : idle,
    };
  }

  @RequiresAccess('acting')
  @Query(() => UserListResult, { description: 'Everybody for the registration authority; for the other offices, those whom they requested.' })
  async users(@Args('input', { type: () => UserListInput }) input: UserListInput, @Context() context: ApiContext): Promise<UserPage | Refusal> {
    const page = await this.registry.list(changeRequestOf(context), given(input) as Parameters<UserRegistry['list']>[1]);
    return 'kind' in page ? toChangeRefusal(page) : { __typename: 'UserPage', users: page.users.map(toUserLine), total: page.total };
  }

  @RequiresAccess('acting')
  @Query(() => UserResult, { description: 'That somebody looked is written down before it is answered.' })
  async user(@Args('membershipId', { type: () => ID }) membershipId: string, @Context() context: ApiContext): Promise<User | Refusal> {
    const user = await this.registry.find(changeRequestOf(context), membershipId);
    return 'kind' in user ? toChangeRefusal(user) : toUser(user);
  }

  @RequiresAccess('acting')
  @Query(() => [TransferTarget], { description: 'Organizations that somebody may be transferred to, by the beginning of a word of their name; at most 20.' })
  async transferTargets(@Args('search', { type: () => String }) search: string, @Context() context: ApiContext): Promise<readonly TransferTarget[]> {
    const found = await this.registry.transferTargets(changeRequestOf(context), search);
    return 'kind' in found ? [] : found;
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult)
  requestUser(@Args('input', { type: () => UserRequestInput }) input: UserRequestInput, @Context() context: ApiContext): Changed {
    return this.done(this.registry.requestUser(changeRequestOf(context), given(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult, { description: 'Review, approval, fulfilment, leave, suspension and all the others.' })
  changeUserStanding(@Args('input', { type: () => StandingInput }) input: StandingInput, @Context() context: ApiContext): Changed {
    return this.done(this.registry.changeStanding(changeRequestOf(context), given(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult)
  changeUserFacts(@Args('user', { type: () => SeenUserInput }) user: SeenUserInput, @Args('input', { type: () => UserFactsInput }) input: UserFactsInput, @Context() context: ApiContext): Changed {
    return this.done(this.registry.changeFacts(changeRequestOf(context), user, given(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult, { description: 'From then on there are hashes of them; what is not given stays as it was.' })
  takePersonalFacts(@Args('user', { type: () => SeenUserInput }) user: SeenUserInput, @Args('facts', { type: () => PersonalFactsInput }) facts: PersonalFactsInput, @Context() context: ApiContext): Changed {
    return this.done(this.registry.takePersonalFacts(changeRequestOf(context), user, given(facts)));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult, { description: 'Keeps what was seen, by whom and when.' })
  verifyUserIdentity(@Args('user', { type: () => SeenUserInput }) user: SeenUserInput, @Args('input', { type: () => IdentityVerificationInput }) { assuranceLevel, documents }: IdentityVerificationInput, @Context() context: ApiContext): Changed {
    return this.done(this.registry.verifyIdentity(changeRequestOf(context), user, { assuranceLevel, documents: documents.map(given) }));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult)
  changeUserRoles(@Args('user', { type: () => SeenUserInput }) user: SeenUserInput, @Args('roles', { type: () => [Role] }) roles: readonly string[], @Context() context: ApiContext): Changed {
    return this.done(this.registry.changeRoles(changeRequestOf(context), user, roles));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult, { description: 'Leaves exactly these entitlements.' })
  changeUserEntitlements(@Args('user', { type: () => SeenUserInput }) user: SeenUserInput, @Args('entitlements', { type: () => [EntitlementInput] }) entitlements: readonly EntitlementInput[], @Context() context: ApiContext): Changed {
    return this.done(this.registry.changeEntitlements(changeRequestOf(context), user, entitlements.map(given)));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult)
  linkUserIdentity(@Args('user', { type: () => SeenUserInput }) user: SeenUser, @Args('identity', { type: () => UserIdentityInput }) identity: UserIdentityInput, @Context() context: ApiContext): Changed {
    return this.done(this.registry.linkIdentity(changeRequestOf(context), user, identity));
  }

  @RequiresAccess('acting')
  @Mutation(() => UserChangeResult, { description: 'Ends what the person has open.' })
  unlinkUserIdentity(@Args('user', { type: () => SeenUserInput }) user: SeenUser, @Args('identity', { type: () => UserIdentityInput }) identity: UserIdentityInput, @Context() context: ApiContext): Changed {
    return this.done(this.registry.unlinkIdentity(changeRequestOf(context), user, identity));
  }

  private async done(change: Promise<UserChangeOutcome>): Changed {
    return toUserChange(await change);
  }
}
