import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { OPEN_STATES, type ImageRequests, type RequestOutcome } from '@longview/image-exchange';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { PatientContexts } from '../patients/patient-contexts.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { toPatient } from '../schema/patient.js';
import { refusal, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';
import { DeclineImageRequestInput, ImageRequestInput, ImageRequestKeyInput, ImageRequestsInput, PushStudyInput, ReleaseStudyInput } from './image-exchange.inputs.js';
import { ImageReleaseResult, ImageRequestDetailsResult, ImageRequestFiguresResult, ImageRequestResult, ImageRequestsResult, type AskHolder, type ImageRequestDetails, type ImageRequestFigures, type ImageRequestMade, type ImageRequestPage, type StudyNotFound, type StudySourceSilent } from './image-exchange.models.js';
import { exchangeRequestOf } from './study-imports.resolver.js';
import { toExchangeRefusal, toImageRequest, toMissed } from './to-image-exchange.js';

/** Images asked for from another organization, or sent to one unasked. */
@Resolver()
export class ImageRequestsResolver {
  private readonly requests: ImageRequests;

  constructor(private readonly contexts: PatientContexts, @Inject(GRAPHQL_API) { imageExchange }: GraphqlApiOptions) {
    this.requests = imageExchange.requests;
  }

  @RequiresAccess('acting')
  @Mutation(() => ImageRequestResult)
  async sendImageRequest(@Args('input', { type: () => ImageRequestInput }) { patientKey, studyInstanceUid, studyFrom, studyTo, ...input }: ImageRequestInput, @Context() context: ApiContext): Promise<ImageRequestMade | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const { actor, facts, identity: patient } = opened;
    return toMade(await this.requests.send({ actor, facts }, { ...input, patient, ...(studyInstanceUid && { studyInstanceUid }), ...(studyFrom && { studyFrom }), ...(studyTo && { studyTo }) }));
  }

  @RequiresAccess('acting')
  @Mutation(() => ImageRequestResult, { description: 'Offers a study of one’s own organization to another, which brings it over when it takes it.' })
  async pushStudy(@Args('input', { type: () => PushStudyInput }) { patientKey, ...input }: PushStudyInput, @Context() context: ApiContext): Promise<ImageRequestMade | Refusal> {
    const opened = await this.contexts.findOpened(context, patientKey);
    if (!opened) return refusal('patient-not-open');
    const { actor, facts, identity: patient } = opened;
    return toMade(await this.requests.push({ actor, facts }, { ...input, patient }));
  }

  @RequiresAccess('acting')
  @Query(() => ImageRequestsResult, { description: 'The work list of one side: urgent ones first, then by when an answer is due.' })
  async imageRequests(@Args('input', { type: () => ImageRequestsInput }) { side, states, offset, limit }: ImageRequestsInput, @Context() context: ApiContext): Promise<ImageRequestPage | Refusal> {
    const page = await this.requests.list(exchangeRequestOf(context), { side, states: states ?? OPEN_STATES, offset, limit });
    return 'kind' in page ? toExchangeRefusal(page) : { __typename: 'ImageRequestPage', total: page.total, requests: page.rows.map(toImageRequest) };
  }

  @RequiresAccess('acting')
  @Query(() => ImageRequestDetailsResult, { description: 'Whose images, why, and what was said. Who is asked has then seen it.' })
  async imageRequest(@Args('requestId', { type: () => ID }) requestId: string, @Context() context: ApiContext): Promise<ImageRequestDetails | Refusal> {
    const details = await this.requests.read(exchangeRequestOf(context), requestId);
    if ('kind' in details) return toExchangeRefusal(details);
    const { row, patient, reason, entries } = details;
    return { __typename: 'ImageRequestDetails', request: toImageRequest(row), patient: toPatient(patient), reason, entries: entries.map(({ occurredAt, ...entry }) => ({ ...entry, occurredAt: occurredAt.getTime() })) };
  }

  @RequiresAccess('acting')
  @Mutation(() => ImageRequestResult)
  async commentImageRequest(@Args('requestId', { type: () => ID }) requestId: string, @Args('text', { type: () => String }) text: string, @Context() context: ApiContext): Promise<ImageRequestMade | Refusal> {
    return toMade(await this.requests.comment(exchangeRequestOf(context), requestId, text));
  }

  @RequiresAccess('acting')
  @Mutation(() => ImageRequestResult)
  async declineImageRequest(@Args('key', { type: () => ImageRequestKeyInput }) { requestId, version }: ImageRequestKeyInput, @Args('input', { type: () => DeclineImageRequestInput }) { reason, text }: DeclineImageRequestInput, @Context() context: ApiContext): Promise<ImageRequestMade | Refusal> {
    return toMade(await this.requests.decline(exchangeRequestOf(context), requestId, version, reason, text));
  }

  @RequiresAccess('acting')
  @Mutation(() => ImageRequestResult)
  async cancelImageRequest(@Args('key', { type: () => ImageRequestKeyInput }) { requestId, version }: ImageRequestKeyInput, @Context() context: ApiContext): Promise<ImageRequestMade | Refusal> {
    return toMade(await this.requests.cancel(exchangeRequestOf(context), requestId, version));
  }

  @RequiresAccess('acting')
  @Mutation(() => ImageReleaseResult, { description: 'The holder lets a study go, or the recipient of an offered one takes it.' })
  async releaseImageRequest(
    @Args('key', { type: () => ImageRequestKeyInput }) { requestId, version }: ImageRequestKeyInput, @Args('study', { type: () => ReleaseStudyInput }) study: ReleaseStudyInput, @Context() context: ApiContext,
  ): Promise<ImageRequestMade | AskHolder | StudyNotFound | StudySourceSilent | Refusal> {
    const outcome = await this.requests.release(exchangeRequestOf(context), requestId, version, study);
    return outcome.kind === 'request' ? toMade(outcome) : toMissed(outcome, { studyInstanceUid: study.studyInstanceUid, holderId: '' });
  }

  @RequiresAccess('acting')
  @Query(() => ImageRequestFiguresResult, { description: 'By pair of organizations: one’s own pairs, and all of them for the program office.' })
  async imageRequestFigures(@Args('from', { type: () => EpochMs }) fromMs: number, @Args('until', { type: () => EpochMs }) untilMs: number, @Context() context: ApiContext): Promise<ImageRequestFigures | Refusal> {
    const pairs = await this.requests.statistics(exchangeRequestOf(context), { fromMs, untilMs });
    return 'kind' in pairs ? toExchangeRefusal(pairs) : { __typename: 'ImageRequestFigures', pairs: pairs.map(({ medianMs, ...pair }) => ({ ...pair, ...(medianMs !== undefined && { medianSeconds: Math.round(medianMs / 1000) }) })) };
  }
}

const toMade = (outcome: RequestOutcome): ImageRequestMade | Refusal => (outcome.kind === 'request' ? { __typename: 'ImageRequestMade', requestId: outcome.id } : toExchangeRefusal(outcome));
