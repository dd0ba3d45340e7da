import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GroupInput, GroupOutcome, QueryGroups } from '@longview/image-exchange';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import type { Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { QueryGroupInput, QueryGroupKeyInput } from './image-exchange.inputs.js';
import { QueryGroup, QueryGroupResult, type QueryGroupChanged } from './image-exchange.models.js';
import { toQueryGroup } from './to-image-exchange.js';

/** Agreements inside which members retrieve from each other without asking. */
@Resolver()
export class QueryGroupsResolver {
  private readonly groups: QueryGroups;

  constructor(@Inject(GRAPHQL_API) { imageExchange }: GraphqlApiOptions) {
    this.groups = imageExchange.groups;
  }

  @RequiresAccess('acting')
  @Query(() => [QueryGroup], { description: 'Those of the organization one acts for; all of them for the program office.' })
  async queryGroups(@Context() context: ApiContext): Promise<readonly QueryGroup[]> {
    return (await this.groups.list(changeRequestOf(context))).map(toQueryGroup);
  }

  @RequiresAccess('acting')
  @Mutation(() => QueryGroupResult)
  async drawQueryGroup(@Args('input', { type: () => QueryGroupInput }) input: QueryGroupInput, @Context() context: ApiContext): Promise<QueryGroupChanged | Refusal> {
    return toChanged(await this.groups.draw(changeRequestOf(context), toInput(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => QueryGroupResult, { description: 'Other terms are another agreement: everybody signs anew.' })
  async amendQueryGroup(@Args('key', { type: () => QueryGroupKeyInput }) key: QueryGroupKeyInput, @Args('input', { type: () => QueryGroupInput }) input: QueryGroupInput, @Context() context: ApiContext): Promise<QueryGroupChanged | Refusal> {
    return toChanged(await this.groups.amend(changeRequestOf(context), key, toInput(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => QueryGroupResult)
  async signQueryGroup(@Args('key', { type: () => QueryGroupKeyInput }) key: QueryGroupKeyInput, @Context() context: ApiContext): Promise<QueryGroupChanged | Refusal> {
    return toChanged(await this.groups.sign(changeRequestOf(context), key));
  }

  @RequiresAccess('acting')
  @Mutation(() => QueryGroupResult)
  async leaveQueryGroup(@Args('key', { type: () => QueryGroupKeyInput }) key: QueryGroupKeyInput, @Args('reason', { type: () => String }) reason: string, @Context() context: ApiContext): Promise<QueryGroupChanged | Refusal> {
    return toChanged(await this.groups.leave(changeRequestOf(context), key, reason));
  }

  @RequiresAccess('acting')
  @Mutation(() => QueryGroupResult)
  async endQueryGroup(@Args('key', { type: () => QueryGroupKeyInput }) key: QueryGroupKeyInput, @Args('reason', { type: () => String }) reason: string, @Context() context: ApiContext): Promise<QueryGroupChanged | Refusal> {
    return toChanged(await this.groups.end(changeRequestOf(context), key, reason));
  }
}

const toInput = ({ endsOn, ...input }: QueryGroupInput): GroupInput => ({ ...input, ...(endsOn && { endsOn }) });
const toChanged = (outcome: GroupOutcome): QueryGroupChanged | Refusal => (outcome.kind === 'group' ? { __typename: 'QueryGroupChanged', groupId: outcome.id } : toChangeRefusal(outcome));
