import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ChangeRefusal } from '@longview/participants';
import type { SavedView, Surveillance } from '@longview/privacy-office';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import type { Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { given } from '../users/to-user.js';
import {
  FlagDecisionInput, FlagDecisionResult, FlagQuestionInput, FlagResult, FlagsResult, SampleDecisionResult, SampleQueueResult, SavedViewsResult, SeenFlagInput,
  type Flag, type FlagConflict, type FlagLine, type FlagPage, type SampledAccess, type SampleQueue, type SavedViews,
} from './flags.models.js';
import { toFlag, toFlagLine, toSample, toSampleQueue } from './to-flag.js';

/** Flags and drawn accesses, as a reviewer works through them. Who may see or decide is the service's to say. */
@Resolver()
export class FlagsResolver {
  private readonly service: Surveillance;

  constructor(@Inject(GRAPHQL_API) { surveillance }: GraphqlApiOptions) {
    this.service = surveillance;
  }

  @RequiresAccess('acting')
  @Query(() => FlagsResult, { description: 'The queue of the asker’s side. That it was read is in the log before it is answered.' })
  async flags(@Args('input', { type: () => FlagQuestionInput }) input: FlagQuestionInput, @Context() context: ApiContext): Promise<FlagPage | Refusal> {
    const { from, until, sort = 'newest', offset = 0, limit = 50, ...question } = given(input);
    const page = await this.service.flags(changeRequestOf(context), { ...question, sort, offset, limit, fromMs: from, untilMs: until });
    if ('kind' in page) return toChangeRefusal(page);
    const { flags, asOfMs, ...rest } = page;
    return { __typename: 'FlagPage', ...rest, flags: flags.map(toFlagLine), asOf: asOfMs };
  }

  @RequiresAccess('acting')
  @Query(() => FlagResult)
  async flag(@Args('id', { type: () => ID }) id: string, @Context() context: ApiContext): Promise<Flag | Refusal> {
    const flag = await this.service.flag(changeRequestOf(context), id);
    return 'kind' in flag ? toChangeRefusal(flag) : toFlag(flag);
  }

  @RequiresAccess('acting')
  @Mutation(() => FlagDecisionResult, { description: 'ASK and CASE open a case. Nobody decides about their own access.' })
  async decideFlag(@Args('flag', { type: () => SeenFlagInput }) flag: SeenFlagInput, @Args('input', { type: () => FlagDecisionInput }) input: FlagDecisionInput, @Context() context: ApiContext): Promise<FlagLine | FlagConflict | Refusal> {
    const outcome = await this.service.decide(changeRequestOf(context), flag, given(input));
    if (!('kind' in outcome)) return toFlagLine(outcome);
    return outcome.kind === 'conflict' ? { __typename: 'FlagConflict', flag: toFlagLine(outcome.flag) } : toChangeRefusal(outcome);
  }

  @RequiresAccess('acting')
  @Query(() => SavedViewsResult)
  async savedFlagViews(@Context() context: ApiContext): Promise<SavedViews | Refusal> {
    return toViews(await this.service.views(changeRequestOf(context)));
  }

  @RequiresAccess('acting')
  @Mutation(() => SavedViewsResult, { description: 'One of the same name becomes it.' })
  async saveFlagView(@Args('name', { type: () => String }) name: string, @Args('question', { type: () => String }) question: string, @Context() context: ApiContext): Promise<SavedViews | Refusal> {
    return toViews(await this.service.saveView(changeRequestOf(context), { name, question }));
  }

  @RequiresAccess('acting')
  @Mutation(() => SavedViewsResult)
  async removeFlagView(@Args('id', { type: () => ID }) id: string, @Context() context: ApiContext): Promise<SavedViews | Refusal> {
    return toViews(await this.service.removeView(changeRequestOf(context), id));
  }

  @RequiresAccess('acting')
  @Query(() => SampleQueueResult, { description: 'Accesses drawn by lot each week.' })
  async sampleQueue(@Args('offset', { type: () => Int, defaultValue: 0 }) offset: number, @Args('limit', { type: () => Int, defaultValue: 50 }) limit: number, @Context() context: ApiContext): Promise<SampleQueue | Refusal> {
    const queue = await this.service.samples(changeRequestOf(context), { offset, limit });
    return 'kind' in queue ? toChangeRefusal(queue) : toSampleQueue(queue);
  }

  @RequiresAccess('acting')
  @Mutation(() => SampleDecisionResult, { description: 'ASK and CASE make a flag of it, and a case of that.' })
  async decideSample(@Args('sample', { type: () => SeenFlagInput }) sample: SeenFlagInput, @Args('input', { type: () => FlagDecisionInput }) input: FlagDecisionInput, @Context() context: ApiContext): Promise<SampledAccess | FlagConflict | Refusal> {
    const outcome = await this.service.decideSample(changeRequestOf(context), sample, given(input));
    if (!('kind' in outcome)) return toSample(outcome);
    return outcome.kind === 'conflict' ? { __typename: 'FlagConflict', flag: toFlagLine(outcome.flag) } : toChangeRefusal(outcome);
  }

  @RequiresAccess('acting')
  @Mutation(() => SampleQueueResult, { description: 'How many of the asker’s organization are drawn each week, from the next draw on.' })
  async changeSampling(@Args('perWeek', { type: () => Int }) perWeek: number, @Context() context: ApiContext): Promise<SampleQueue | Refusal> {
    const queue = await this.service.changeSampling(changeRequestOf(context), perWeek);
    return 'kind' in queue ? toChangeRefusal(queue) : toSampleQueue(queue);
  }
}

function toViews(views: readonly SavedView[] | ChangeRefusal): SavedViews | Refusal {
  return 'kind' in views ? toChangeRefusal(views) : { __typename: 'SavedViews', views };
}
