import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Attestation } from '@longview/attestation';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { AttestationSheetInput } from './attestation.inputs.js';
import { CampaignInput, CampaignPlanResult, CampaignProgressResult, CampaignSheetsInput, CampaignSheetsResult, AttestationExtensionInput, RemindResult, type CampaignPlanned, type CampaignProgress, type CampaignSheetPage, type Reminded } from './campaigns.models.js';
import { keyOf, toCampaign } from './to-attestation.js';

/** Campaigns over the whole province: the program office's. */
@Resolver()
export class CampaignsResolver {
  private readonly service: Attestation;

  constructor(@Inject(GRAPHQL_API) { attestation }: GraphqlApiOptions) {
    this.service = attestation;
  }

  @RequiresAccess('acting')
  @Mutation(() => CampaignPlanResult, { description: 'One that opens today is opened at once, in the background.' })
  async planCampaign(@Args('input', { type: () => CampaignInput }) { reminderDays, ...input }: CampaignInput, @Context() context: ApiContext): Promise<CampaignPlanned | Refusal> {
    const outcome = await this.service.plan(changeRequestOf(context), { ...input, ...(reminderDays && { reminderDays }) });
    return 'kind' in outcome ? toChangeRefusal(outcome) : { __typename: 'CampaignPlanned', id: outcome.id };
  }

  @RequiresAccess('acting')
  @Query(() => CampaignProgressResult)
  async campaignProgress(@Args('campaignId', { type: () => ID }) campaignId: string, @Context() context: ApiContext): Promise<CampaignProgress | Refusal> {
    const progress = await this.service.progress(changeRequestOf(context), campaignId);
    if (!progress) return refusal('not-allowed');
    const { campaign, daysLeft, organizations, people, burnDown } = progress;
    return {
      __typename: 'CampaignProgress', campaign: toCampaign(campaign), daysLeft, organizationCount: organizations.total, openedOrganizations: organizations.opened, finishedOrganizations: organizations.finished,
      organizationsWithoutAuthority: organizations.withoutAuthority, peopleCount: people.total, peopleLeft: people.left, burnDown,
    };
  }

  @RequiresAccess('acting')
  @Query(() => CampaignSheetsResult)
  async campaignSheets(@Args('campaignId', { type: () => ID }) campaignId: string, @Args('input', { type: () => CampaignSheetsInput }) { search, ...input }: CampaignSheetsInput, @Context() context: ApiContext): Promise<CampaignSheetPage | Refusal> {
    const page = await this.service.organizations(changeRequestOf(context), campaignId, { ...input, ...(search && { search }) });
    return page ? { __typename: 'CampaignSheetPage', total: page.total, sheets: page.rows } : refusal('not-allowed');
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult)
  async extendAttestation(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Args('input', { type: () => AttestationExtensionInput }) input: AttestationExtensionInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    const outcome = await this.service.extend(changeRequestOf(context), keyOf(sheet, context), input);
    return outcome.kind === 'refused' ? toChangeRefusal(outcome) : DONE;
  }

  @RequiresAccess('acting')
  @Mutation(() => RemindResult)
  async remindOrganizations(@Args('campaignId', { type: () => ID }) campaignId: string, @Args('organizationIds', { type: () => [ID] }) organizationIds: readonly string[], @Context() context: ApiContext): Promise<Reminded | Refusal> {
    const outcome = await this.service.remind(changeRequestOf(context), campaignId, organizationIds);
    return outcome.kind === 'refused' ? toChangeRefusal(outcome) : { __typename: 'Reminded', count: outcome.count };
  }
}
