import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ChangeRefusal } from '@longview/participants';
import type { PatientLooks as LooksFacts, Surveillance } from '@longview/privacy-office';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import type { Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { PatientLooksResult, ReviewedUsersResult, UserActivityResult, type PatientLooks, type ReviewedUsers, type UserActivity } from './explore.models.js';
import { toExplanation, toFlaggedUser, toFlagLine } from './to-flag.js';

/** How somebody usually works, and who looked at whom. */
@Resolver()
export class ExploreResolver {
  private readonly service: Surveillance;

  constructor(@Inject(GRAPHQL_API) { surveillance }: GraphqlApiOptions) {
    this.service = surveillance;
  }

  @RequiresAccess('acting')
  @Query(() => UserActivityResult, { description: 'Hours and days in the time zone that is given; the province’s own by default.' })
  async userActivity(
    @Args('userId', { type: () => ID }) userId: string, @Args('year', { type: () => Int }) year: number, @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null, @Args('timeZone', { type: () => String, nullable: true }) timeZone: string | null,
    @Context() context: ApiContext,
  ): Promise<UserActivity | Refusal> {
    const activity = await this.service.userActivity(changeRequestOf(context), { userId, year, ...(organizationId && { organizationId }), ...(timeZone && { timeZone }) });
    if ('kind' in activity) return toChangeRefusal(activity);
    const { user, fromMs, untilMs, peers, flags, ...rest } = activity;
    return { __typename: 'UserActivity', ...rest, user: toFlaggedUser(user), from: fromMs, until: untilMs, flags: flags.map(toFlagLine), peers: peers.map((strip) => ({ ...strip, unit: strip.measure.includes('share') ? 'percent' : 'per-day' })) };
  }

  @RequiresAccess('acting')
  @Query(() => PatientLooksResult)
  async patientLooks(@Args('patientKey', { type: () => String }) patientKey: string, @Args('offset', { type: () => Int, defaultValue: 0 }) offset: number, @Args('limit', { type: () => Int, defaultValue: 50 }) limit: number, @Context() context: ApiContext): Promise<PatientLooks | Refusal> {
    return toLooks(await this.service.patientLooks(changeRequestOf(context), patientKey, { offset, limit }));
  }

  @RequiresAccess('acting')
  @Mutation(() => PatientLooksResult, { description: 'A mutation, because a health number is never part of an address.' })
  async findReviewedPatient(@Args('healthNumber', { type: () => String }) healthNumber: string, @Context() context: ApiContext): Promise<PatientLooks | Refusal> {
    return toLooks(await this.service.findPatientLooks(changeRequestOf(context), healthNumber));
  }

  @RequiresAccess('acting')
  @Query(() => ReviewedUsersResult, { description: 'By the beginnings of names.' })
  async findReviewedUsers(@Args('text', { type: () => String }) text: string, @Context() context: ApiContext): Promise<ReviewedUsers | Refusal> {
    const users = await this.service.findUsers(changeRequestOf(context), text);
    return 'kind' in users ? toChangeRefusal(users) : { __typename: 'ReviewedUsers', users };
  }
}

function toLooks(looks: LooksFacts | ChangeRefusal): PatientLooks | Refusal {
  if ('kind' in looks) return toChangeRefusal(looks);
  const { asOfMs, ...rest } = looks;
  return {
    __typename: 'PatientLooks', ...rest, asOf: asOfMs,
    looks: rest.looks.map(({ fromMs, untilMs, user, explanations, flagId, ...look }) => ({ ...look, from: fromMs, until: untilMs, user: toFlaggedUser(user), explanations: explanations.map(toExplanation), ...(flagId !== null && { flagId }) })),
  };
}
