import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { PatientRestriction } from '@longview/disclosure';
import type { OverrideGround as OverrideGroundName, OverrideRefusal } from '@longview/patient-consent';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { PatientContexts } from '../patients/patient-contexts.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import { toRefusal } from '../schema/to-refusal.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import { OverrideGround } from './consent.enums.js';
import { RestrictionResult, StartOverrideResult, SubstituteInput, type ActiveOverride, type Restriction } from './restriction.models.js';
import { toRestriction } from './to-restriction.js';

/** How far an opened patient's record is restricted, and breaking the glass. */
@Resolver()
export class RestrictionResolver {
  constructor(private readonly contexts: PatientContexts, @Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'disclosure' | 'consent' | 'clock'>) {}

  @RequiresAccess('acting', { countsAsActivity: false })
  @Query(() => RestrictionResult, { description: 'By the directives kept here; sources that hold something back themselves say so on the timeline.' })
  async patientRestriction(@Args('patientKey', { type: () => ID }) patientKey: string, @Context() context: ApiContext): Promise<Restriction | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const answer = await this.options.disclosure.restrictionOf(opened.actor, opened.identity, opened.facts);
    return answer.kind === 'restriction' ? this.shown(answer.restriction) : toRefusal(answer);
  }

  @RequiresAccess('acting')
  @Mutation(() => StartOverrideResult, { description: 'Breaks the glass: kept, written down and told to the custodian before it answers. Ask the timeline again afterwards.' })
  async startOverride(
    @Args('patientKey', { type: () => ID }) patientKey: string,
    @Args('ground', { type: () => OverrideGround }) ground: OverrideGroundName,
    @Args('substitute', { type: () => SubstituteInput, nullable: true }) substitute: SubstituteInput | null | undefined,
    @Context() context: ApiContext,
  ): Promise<ActiveOverride | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const started = await this.options.consent.overrides.start(opened.actor, opened.identity, { ground, ...(substitute && { substitute }) }, opened.facts);
    if ('kind' in started) return overrideRefusal(started);
    return toRestriction({ extent: 'none', grounds: [], override: { overrideId: started.id, ground, startedAtMs: started.startedAtMs, untilMs: started.expiresAtMs, isOwn: true } }, this.options.clock.nowMs()).activeOverride!;
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Ends an override of one’s own before its time; what it opened closes on every instance.' })
  async endOverride(@Args('overrideId', { type: () => ID }) overrideId: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    const actor = actorOf(context);
    const patientKeys = await this.options.consent.overrides.end(actor, overrideId, context.facts);
    if (!patientKeys) return refusal('not-allowed');
    await this.options.consent.closeImages(patientKeys, actor, { userId: actor.userId });
    return DONE;
  }

  private shown(restriction: PatientRestriction): Restriction {
    return toRestriction(restriction, this.options.clock.nowMs());
  }
}

function overrideRefusal(refused: OverrideRefusal): Refusal {
  if (refused.kind === 'audit-unavailable') return refusal('audit-unavailable');
  if (refused.code === 'invalid-input') return refusal('invalid-input', refused.field, refused.problem);
  return refusal(refused.rule === 'reason-required' ? 'reason-required' : 'not-allowed');
}
