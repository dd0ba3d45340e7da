import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Resolver, Subscription } from '@nestjs/graphql';
import { Sessions } from '@longview/authentication';
import { RECORD_KINDS, type RecordKind as RecordKindName, type SubjectIdentity } from '@longview/clinical-model';
import type { DisclosedSlice } from '@longview/disclosure';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { toRestriction } from '../consent/to-restriction.js';
import { copyKeyOf } from '../patients/copy-keys.js';
import { PatientContexts, type ActingActor } from '../patients/patient-contexts.js';
import { ShownStudies } from '../patients/shown-studies.js';
import { toCompleteness, toSourceOutcome } from '../schema/completeness.js';
import { RecordKind } from '../schema/enums.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import { toRefusal } from '../schema/to-refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { whileSessionLives } from '../session/while-session-lives.js';
import { TimelineEvent, type TimelineSlice } from './timeline.models.js';
import { toTimelineItem } from './to-timeline-item.js';

/** One opened patient's timeline as it fills. */
@Resolver()
export class TimelineResolver {
  constructor(
    private readonly sessions: Sessions,
    private readonly contexts: PatientContexts,
    private readonly shownStudies: ShownStudies,
    @Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions,
  ) {}

  @RequiresAccess('acting')
  @Subscription(() => TimelineEvent, {
    description: "One patient's timeline, slice by slice, ends after `isLast`. `onlySourceIds` retries single sources.",
  })
  async *timeline(
    @Args('patientKey', { type: () => ID }) patientKey: string,
    @Args('kinds', { type: () => [RecordKind], nullable: true }) kinds: readonly RecordKindName[] | null | undefined,
    @Args('onlySourceIds', { type: () => [ID], nullable: true }) onlySourceIds: readonly string[] | null | undefined,
    @Args('forPrint', { type: () => Boolean, nullable: true }) forPrint: boolean | null | undefined,
    @Args('forExport', { type: () => Boolean, nullable: true }) forExport: boolean | null | undefined,
    @Context() context: ApiContext,
  ): AsyncGenerator<TimelineSlice | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return yield refusal('patient-not-open');
    const { actor, identity } = opened;
    let known = identity;
    const slices = whileSessionLives(this.sessions, { ...context, facts: opened.facts }, (facts) => this.options.disclosure.discloseTimeline(actor, identity, {
      kinds: kinds ?? RECORD_KINDS, resumeKey: `${actor.sessionId} ${patientKey}`, action: forExport ? 'export' : forPrint ? 'print' : 'view-timeline',
      ...(onlySourceIds && { onlySourceIds: new Set(onlySourceIds) }),
    }, facts));
    for await (const slice of slices) {
      if ('__typename' in slice) return yield slice;
      if (slice.kind !== 'slice') return yield toRefusal(slice);
      this.shownStudies.note(actor.sessionId, patientKey, slice.groups, slice.removedGroupIds, slice.isLast && !kinds);
      if (slice.identity !== known) this.learn(actor, patientKey, (known = slice.identity), context);
      yield toSlice(slice, this.options.clock.nowMs());
    }
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Writes down that these rows are being printed; the print route asks before it shows anything.' })
  async recordPrint(
    @Args('patientKey', { type: () => ID }) patientKey: string,
    @Args('itemIds', { type: () => [ID] }) itemIds: readonly string[],
    @Context() context: ApiContext,
  ): Promise<Done | Refusal> {
    return this.recordLeaving('print', patientKey, itemIds, context);
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'The same for rows that leave as a file, after a timeline with `forExport`.' })
  async recordExport(
    @Args('patientKey', { type: () => ID }) patientKey: string,
    @Args('itemIds', { type: () => [ID] }) itemIds: readonly string[],
    @Context() context: ApiContext,
  ): Promise<Done | Refusal> {
    return this.recordLeaving('export', patientKey, itemIds, context);
  }

  private async recordLeaving(action: 'print' | 'export', patientKey: string, itemIds: readonly string[], context: ApiContext): Promise<Done | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const noted = await this.options.disclosure.noteLeaving(opened.actor, opened.identity, action, itemIds, opened.facts);
    return noted.kind === 'noted' ? DONE : toRefusal(noted);
  }

  /** Beside the stream: a row is not held back for what only a later launch needs. */
  private learn(actor: ActingActor, patientKey: string, identity: SubjectIdentity, { facts }: ApiContext): void {
    this.contexts.learn(actor, patientKey, identity).catch((error: unknown) => this.options.log.warn({ err: error, requestId: facts.requestId }, 'what was learned of an opened patient could not be kept'));
  }
}

function toSlice({ outcomes, groups, removedGroupIds, isRestricted, restriction, isLast, completeness }: DisclosedSlice, nowMs: number): TimelineSlice {
  return {
    __typename: 'TimelineSlice', isRestricted, isLast, restriction: toRestriction(restriction, nowMs), removedItemIds: removedGroupIds,
    outcomes: outcomes.map(toSourceOutcome),
    items: groups.map((group) => toTimelineItem(group, ({ kind, provenance }) => copyKeyOf({ kind, ...provenance }))),
    ...(completeness && { completeness: toCompleteness(completeness) }),
  };
}
