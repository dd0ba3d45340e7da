import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isDicomUid } from '@longview/clinical-model';
import type { StudyGrant } from '@longview/imaging';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { copyKeyOf } from '../patients/copy-keys.js';
import { PatientContexts, type OpenedContext } from '../patients/patient-contexts.js';
import { holdsStudy, ShownStudies } from '../patients/shown-studies.js';
import type { RecordNotFound, RecordUnavailable } from '../report/report.models.js';
import { Reports } from '../report/reports.js';
import { toSourceOutcome } from '../schema/completeness.js';
import { toPatient } from '../schema/patient.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import { toRefusal } from '../schema/to-refusal.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import type { DisclosedGroup } from '../timeline/to-timeline-item.js';
import { launchDisplay, type LaunchDisplay } from './launch-display.js';
import { StudyLaunchResult, type StudyLaunch } from './study-launch.models.js';

type LaunchAnswer = StudyLaunch | RecordUnavailable | RecordNotFound | Refusal;

/** Opening the images of one study, and what stands around them. */
@Resolver()
export class StudyLaunchResolver {
  constructor(
    private readonly contexts: PatientContexts,
    private readonly shownStudies: ShownStudies,
    private readonly reports: Reports,
    @Inject(GRAPHQL_API) private readonly options: GraphqlApiOptions,
  ) {}

  @RequiresAccess('acting')
  @Mutation(() => StudyLaunchResult, { description: 'Grants this session the images of one study of an opened patient, from the most complete copy.' })
  async launchStudy(
    @Args('patientKey', { type: () => ID }) patientKey: string,
    @Args('studyInstanceUid', { type: () => ID }) studyInstanceUid: string,
    @Args('sourceIds', { type: () => [ID] }) sourceIds: readonly string[],
    @Context() context: ApiContext,
  ): Promise<LaunchAnswer> {
    if (!isDicomUid(studyInstanceUid)) return refusal('invalid-input', 'studyInstanceUid');
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const { actor, identity } = opened;
    const groups = await this.studiesOf(opened, studyInstanceUid);
    if ('__typename' in groups) return groups;
    const displayFor = launchDisplay(groups, studyInstanceUid, ({ members: [preferred] }) => copyKeyOf({ kind: preferred!.kind, ...preferred!.provenance }));
    if (!displayFor) return { __typename: 'RecordNotFound', copyKey: studyInstanceUid };
    let display: LaunchDisplay | undefined;
    const outcome = await this.options.launcher.launch(actor, {
      patient: { patientKey, identity }, studyInstanceUid, sourceIds,
      sealDisplay: (copy) => this.options.sealer.seal(JSON.stringify((display = displayFor(copy))), displayPurpose(actor.sessionId)),
    }, opened.facts);
    switch (outcome.kind) {
      case 'launched': return this.toLaunch(opened, outcome.grant, display!);
      case 'not-found': return { __typename: 'RecordNotFound', copyKey: studyInstanceUid };
      case 'unavailable': return { __typename: 'RecordUnavailable', outcome: toSourceOutcome(outcome.outcome) };
      default: return toRefusal(outcome);
    }
  }

  @RequiresAccess('acting')
  @Query(() => StudyLaunchResult, { description: 'What the image window shows around the viewer, after a reload.' })
  async studyLaunch(@Args('launchId', { type: () => ID }) launchId: string, @Context() context: ApiContext): Promise<LaunchAnswer> {
    const actor = actorOf(context);
    const grant = await this.options.launcher.findLive(actor, launchId);
    const opened = grant && (await this.contexts.findOpened(context, grant.patientKey));
    const display = grant && this.options.sealer.open(grant.sealedDisplay, displayPurpose(actor.sessionId));
    if (!opened || display === undefined) return { __typename: 'RecordNotFound', copyKey: launchId };
    return this.toLaunch(opened, grant, JSON.parse(display) as LaunchDisplay);
  }

  @RequiresAccess('acting', { countsAsActivity: false })
  @Mutation(() => DoneResult)
  async endLaunch(@Args('launchId', { type: () => ID }) launchId: string, @Context() context: ApiContext): Promise<Done> {
    const { userId, displayName, roles, sessionId } = actorOf(context);
    const [ended] = await this.options.launcher.end({ id: launchId, sessionId }, { userId, displayName, roles }, 'closed');
    if (ended) await this.options.announceEndedLaunch(ended);
    return DONE;
  }

  /** The studies this session was shown; asked for again where nobody here remembers (another instance, a restart). */
  private async studiesOf({ actor, facts, identity, patientKey }: OpenedContext, studyInstanceUid: string): Promise<readonly DisclosedGroup[] | Refusal> {
    const remembered = this.shownStudies.find(actor.sessionId, patientKey, studyInstanceUid);
    if (remembered) return this.options.disclosure.stillShown(actor, identity, remembered);
    const groups = new Map<string, DisclosedGroup>();
    const enoughAtMs = this.options.clock.monotonicMs() + PATIENCE_FOR_PRIORS_MS;
    for await (const slice of this.options.disclosure.discloseTimeline(actor, identity, { kinds: ['imaging-study', 'report'] }, facts)) {
      if (slice.kind !== 'slice') return toRefusal(slice);
      for (const id of slice.removedGroupIds) groups.delete(id);
      for (const group of slice.groups) groups.set(group.id, group);
      // A slow source may hold another prior; the images that were asked for do not wait for it.
      if (this.options.clock.monotonicMs() > enoughAtMs && [...groups.values()].some((group) => holdsStudy(group, studyInstanceUid))) break;
    }
    return [...groups.values()];
  }

  private async toLaunch(opened: OpenedContext, grant: StudyGrant, { study, priors, reportCopyKey }: LaunchDisplay): Promise<StudyLaunch> {
    const report = reportCopyKey === undefined ? undefined : await this.reports.read(opened, reportCopyKey);
    return {
      __typename: 'StudyLaunch', launchId: grant.id, study, priors, patientKey: grant.patientKey, patient: toPatient(await this.options.disclosure.shownIdentity(opened.actor, opened.identity)), expiresAt: grant.expiresAtMs,
      viewerUrl: `/viewer/longview/dicomweb?StudyInstanceUIDs=${encodeURIComponent(grant.studyInstanceUid)}`,
      ...(report?.__typename === 'Report' && { report }),
    };
  }
}

const PATIENCE_FOR_PRIORS_MS = 2_000;
const displayPurpose = (sessionId: string): string => `launch of session ${sessionId}`;
