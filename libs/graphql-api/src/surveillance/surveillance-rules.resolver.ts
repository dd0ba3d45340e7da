import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { ChangeRefusal } from '@longview/participants';
import type { ExplanationKind, ReasonKind, RulesInForce, Surveillance, SurveillanceRun as RunFacts, WatchedPatient as WatchedFacts } from '@longview/privacy-office';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { given } from '../users/to-user.js';
import { FlagReasonKind } from './flags.models.js';
import {
  RetirePreviewResult, RuleChangeInput, SurveillanceRulesResult, SurveillanceRunResult, SurveillanceRunsResult, WatchedPatientInput, WatchListResult, type RetirePreview, type SurveillanceRules, type SurveillanceRun, type SurveillanceRuns, type WatchList,
} from './surveillance-rules.models.js';
import { toFlagLine } from './to-flag.js';

const MOST_DAYS = 3_650;

/** Rules, runs over history and the watch list. */
@Resolver()
export class SurveillanceRulesResolver {
  private readonly service: Surveillance;

  constructor(@Inject(GRAPHQL_API) { surveillance }: GraphqlApiOptions) {
    this.service = surveillance;
  }

  @RequiresAccess('acting')
  @Query(() => SurveillanceRulesResult)
  async surveillanceRules(@Context() context: ApiContext): Promise<SurveillanceRules | Refusal> {
    return toRules(await this.service.rules(changeRequestOf(context)));
  }

  @RequiresAccess('acting')
  @Mutation(() => SurveillanceRulesResult, { description: 'A new version, for the whole province: the program office’s.' })
  async changeSurveillanceRule(@Args('input', { type: () => RuleChangeInput }) { thresholds, explainedBy, ...change }: RuleChangeInput, @Context() context: ApiContext): Promise<SurveillanceRules | Refusal> {
    return toRules(await this.service.changeRule(changeRequestOf(context), {
      ...change, thresholds: Object.fromEntries(thresholds.map(({ name, value }) => [name, value])), explainedBy: Object.fromEntries(explainedBy.map(({ kind, takesOff }) => [kind, takesOff])),
    }));
  }

  @RequiresAccess('acting')
  @Query(() => RetirePreviewResult)
  async retireRulePreview(@Args('kind', { type: () => FlagReasonKind }) kind: ReasonKind, @Args('days', { type: () => Int, defaultValue: 90 }) days: number, @Context() context: ApiContext): Promise<RetirePreview | Refusal> {
    if (days < 1 || days > MOST_DAYS) return refusal('invalid-input', 'days');
    const preview = await this.service.previewRetiring(changeRequestOf(context), kind, days);
    return 'examples' in preview ? { __typename: 'RetirePreview', ...preview, examples: preview.examples.map(toFlagLine) } : toChangeRefusal(preview);
  }

  @RequiresAccess('acting')
  @Query(() => SurveillanceRunsResult)
  async surveillanceRuns(@Context() context: ApiContext): Promise<SurveillanceRuns | Refusal> {
    const runs = await this.service.runs(changeRequestOf(context));
    return 'kind' in runs ? toChangeRefusal(runs) : { __typename: 'SurveillanceRuns', runs: runs.map(toRun) };
  }

  @RequiresAccess('acting')
  @Mutation(() => SurveillanceRunResult, { description: 'In the background, over accesses that began in that time.' })
  async startSurveillanceRun(@Args('from', { type: () => EpochMs }) from: number, @Args('until', { type: () => EpochMs }) until: number, @Context() context: ApiContext): Promise<SurveillanceRun | Refusal> {
    return toRunOutcome(await this.service.startRun(changeRequestOf(context), { fromMs: from, untilMs: until }));
  }

  @RequiresAccess('acting')
  @Mutation(() => SurveillanceRunResult, { description: 'What it flagged stays flagged.' })
  async cancelSurveillanceRun(@Args('id', { type: () => ID }) id: string, @Context() context: ApiContext): Promise<SurveillanceRun | Refusal> {
    return toRunOutcome(await this.service.cancelRun(changeRequestOf(context), id));
  }

  @RequiresAccess('acting')
  @Query(() => WatchListResult, { description: 'Of the asker’s organization; the program office’s own is everybody’s.' })
  async watchList(@Context() context: ApiContext): Promise<WatchList | Refusal> {
    return toWatchList(await this.service.watchList(changeRequestOf(context)));
  }

  @RequiresAccess('acting')
  @Mutation(() => WatchListResult)
  async addWatchedPatient(@Args('input', { type: () => WatchedPatientInput }) input: WatchedPatientInput, @Context() context: ApiContext): Promise<WatchList | Refusal> {
    const { until, ...patient } = given(input);
    return toWatchList(await this.service.watch(changeRequestOf(context), { ...patient, untilMs: until }));
  }

  @RequiresAccess('acting')
  @Mutation(() => WatchListResult)
  async removeWatchedPatient(@Args('id', { type: () => ID }) id: string, @Args('version', { type: () => Int }) version: number, @Context() context: ApiContext): Promise<WatchList | Refusal> {
    return toWatchList(await this.service.unwatch(changeRequestOf(context), { id, version }));
  }
}

function toRules(rules: RulesInForce | ChangeRefusal): SurveillanceRules | Refusal {
  if ('kind' in rules) return toChangeRefusal(rules);
  const { asOfMs, ...rest } = rules;
  return {
    __typename: 'SurveillanceRules', ...rest, asOf: asOfMs,
    rules: rules.rules.map(({ thresholds, explainedBy, history, ...rule }) => {
      const [latest] = history;
      return {
        ...rule, thresholds: Object.entries(thresholds).map(([name, value]) => ({ name, value })), explainedBy: Object.entries(explainedBy).map(([kind, takesOff]) => ({ kind: kind as ExplanationKind, takesOff })),
        history: history.map(({ changedAtMs, ...version }) => ({ ...version, changedAt: changedAtMs })), ...(latest && { changedAt: latest.changedAtMs, changedBy: latest.changedBy, why: latest.why }),
      };
    }),
  };
}

function toRun({ fromMs, untilMs, startedAtMs, endedAtMs, ...run }: RunFacts): SurveillanceRun {
  return { __typename: 'SurveillanceRun', ...run, from: fromMs, until: untilMs, startedAt: startedAtMs, ...(endedAtMs !== null && { endedAt: endedAtMs }) };
}

const toRunOutcome = (run: RunFacts | ChangeRefusal): SurveillanceRun | Refusal => ('kind' in run ? toChangeRefusal(run) : toRun(run));

function toWatchList(list: readonly WatchedFacts[] | ChangeRefusal): WatchList | Refusal {
  if ('kind' in list) return toChangeRefusal(list);
  return { __typename: 'WatchList', patients: list.map(({ addedAtMs, untilMs, ...watched }) => ({ ...watched, addedAt: addedAtMs, ...(untilMs !== null && { until: untilMs }) })) };
}
