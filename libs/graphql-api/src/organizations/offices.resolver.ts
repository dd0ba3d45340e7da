import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Organizations } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { DoneResult, type Done, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf } from '../users/change-request.js';
import { given } from '../users/to-user.js';
import { toCreated, toDone } from './organization-changes.resolver.js';
import { FirstPersonInput, OfficeKeyInput, OfficeProposalInput } from './organizations.inputs.js';
import { Created, CreatedResult } from './organizations.models.js';

/** Who holds which office: proposed by one, agreed to by the right others. */
@Resolver()
export class OfficesResolver {
  private readonly organizations: Organizations;

  constructor(@Inject(GRAPHQL_API) { organizations }: GraphqlApiOptions) {
    this.organizations = organizations;
  }

  @RequiresAccess('acting')
  @Mutation(() => CreatedResult, { description: 'In force when everybody who must agree has agreed.' })
  async proposeOffice(@Args('input', { type: () => OfficeProposalInput }) input: OfficeProposalInput, @Context() context: ApiContext): Promise<Created | Refusal> {
    return toCreated(await this.organizations.roleHolders.propose(changeRequestOf(context), given(input)));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Until it is confirmed, the office is held.' })
  async proposeOfficeEnd(@Args('key', { type: () => OfficeKeyInput }) key: OfficeKeyInput, @Args('reason', { type: () => String }) reason: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.roleHolders.proposeEnd(changeRequestOf(context), { ...key, reason }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Nobody confirms what they proposed.' })
  async confirmOffice(@Args('key', { type: () => OfficeKeyInput }) key: OfficeKeyInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.roleHolders.confirm(changeRequestOf(context), key));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Says no, or takes back what one proposed.' })
  async declineOffice(@Args('key', { type: () => OfficeKeyInput }) key: OfficeKeyInput, @Args('reason', { type: () => String }) reason: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.roleHolders.decline(changeRequestOf(context), { ...key, reason }));
  }

  @RequiresAccess('acting')
  @Mutation(() => CreatedResult, { description: 'As long as the organization has no LRA.' })
  async registerFirstPerson(@Args('input', { type: () => FirstPersonInput }) input: FirstPersonInput, @Context() context: ApiContext): Promise<Created | Refusal> {
    const { assuranceLevel, documents, ...person } = given(input);
    return toCreated(await this.organizations.firstPeople.register(changeRequestOf(context), { ...person, verification: { assuranceLevel, documents: documents.map(given) } }));
  }
}
