import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import { isRefusal, type ChangeRefusal, type OnboardingStepName, type Organizations } from '@longview/participants';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { DONE, DoneResult, type Done, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { given } from '../users/to-user.js';
import { AgreementInput, AssessmentInput, OrganizationDetailsInput, OrganizationKeyInput, ParticipationInput, SiteInput, StepCompletionInput } from './organizations.inputs.js';
import { Created, CreatedResult, OnboardingStep } from './organizations.models.js';

export const toDone = (outcome: void | ChangeRefusal): Done | Refusal => (isRefusal(outcome) ? toChangeRefusal(outcome) : DONE);
export const toCreated = (outcome: string | ChangeRefusal): Created | Refusal => (typeof outcome === 'string' ? { __typename: 'Created', id: outcome } : toChangeRefusal(outcome));

const Key = (): ParameterDecorator => Args('key', { type: () => OrganizationKeyInput });
const Reason = (): ParameterDecorator => Args('reason', { type: () => String });

/** What the program office changes about organizations. */
@Resolver()
export class OrganizationChangesResolver {
  private readonly organizations: Organizations;

  constructor(@Inject(GRAPHQL_API) { organizations }: GraphqlApiOptions) {
    this.organizations = organizations;
  }

  @RequiresAccess('acting')
  @Mutation(() => CreatedResult, { description: 'An organization wants to take part: its checklist begins.' })
  async addOrganization(@Args('input', { type: () => OrganizationDetailsInput }) input: OrganizationDetailsInput, @Args('isSolePractitioner', { type: () => Boolean }) isSolePractitioner: boolean, @Context() context: ApiContext): Promise<Created | Refusal> {
    return toCreated(await this.organizations.changes.apply(changeRequestOf(context), { ...input, isSolePractitioner }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult)
  async changeOrganizationDetails(@Key() key: OrganizationKeyInput, @Args('input', { type: () => OrganizationDetailsInput }) input: OrganizationDetailsInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.changeDetails(changeRequestOf(context), key, input));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Who stops viewing is signed out at once.' })
  async setParticipation(@Key() key: OrganizationKeyInput, @Args('input', { type: () => ParticipationInput }) input: ParticipationInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.setParticipation(changeRequestOf(context), key, input));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'The most that its people may be entitled to.' })
  async setOrganizationSources(@Key() key: OrganizationKeyInput, @Args('sourceIds', { type: () => [ID] }) sourceIds: string[], @Reason() reason: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.setSources(changeRequestOf(context), key, { sourceIds, reason }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult)
  async addSite(@Key() key: OrganizationKeyInput, @Args('input', { type: () => SiteInput }) input: SiteInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.addSite(changeRequestOf(context), key, input));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult)
  async removeSite(@Key() key: OrganizationKeyInput, @Args('siteId', { type: () => ID }) siteId: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.removeSite(changeRequestOf(context), key, siteId));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Stops its users at once, on every instance.' })
  async suspendOrganization(@Key() key: OrganizationKeyInput, @Reason() reason: string, @Args('onDay', { type: () => String }) onDay: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.suspend(changeRequestOf(context), { ...key, reason, onDay }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'For good: users stop at once, agreements and offices end.' })
  async endParticipation(@Key() key: OrganizationKeyInput, @Reason() reason: string, @Args('onDay', { type: () => String }) onDay: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.depart(changeRequestOf(context), { ...key, reason, onDay }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult)
  async reinstateOrganization(@Key() key: OrganizationKeyInput, @Reason() reason: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.reinstate(changeRequestOf(context), key, reason));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'An organization that left, or was told no, begins again at the first step.' })
  async applyAgain(@Key() key: OrganizationKeyInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.changes.applyAgain(changeRequestOf(context), key));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Ticks the current step; the last makes the organization active.' })
  async completeOnboardingStep(@Key() key: OrganizationKeyInput, @Args('input', { type: () => StepCompletionInput }) input: StepCompletionInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    const { isApproved, ...completion } = given(input);
    return toDone(await this.organizations.onboarding.complete(changeRequestOf(context), { ...key, ...completion, ...(isApproved !== undefined && { outcome: isApproved ? 'approved' : 'declined' }) }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Names whom a step is waiting for.' })
  async assignOnboardingStep(@Key() key: OrganizationKeyInput, @Args('step', { type: () => OnboardingStep }) step: OnboardingStepName, @Args('ownerName', { type: () => String }) ownerName: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.onboarding.assign(changeRequestOf(context), { ...key, step, ownerName }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult)
  async addOrganizationAgreement(@Key() key: OrganizationKeyInput, @Args('input', { type: () => AgreementInput }) input: AgreementInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.agreements.add(changeRequestOf(context), { ...key, ...given(input) }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Before its day. Without one of participation, users stop at once.' })
  async endOrganizationAgreement(@Key() key: OrganizationKeyInput, @Args('agreementId', { type: () => ID }) agreementId: string, @Reason() reason: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.agreements.end(changeRequestOf(context), { ...key, agreementId, reason }));
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'A reference, never the document.' })
  async recordAssessment(@Key() key: OrganizationKeyInput, @Args('input', { type: () => AssessmentInput }) input: AssessmentInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    return toDone(await this.organizations.agreements.recordAssessment(changeRequestOf(context), { ...key, ...input }));
  }
}
