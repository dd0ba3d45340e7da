import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Attestation } from '@longview/attestation';
import { RequiresAccess } from '../access/requires-access.js';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { DONE, DoneResult, refusal, type Done, type Refusal } from '../schema/refusal.js';
import { actorOf, type ApiContext } from '../server/api-context.js';
import { changeRequestOf, toChangeRefusal } from '../users/change-request.js';
import { AttestationDecisionInput, AttestationItemsInput, SeenAttestationInput, AttestationSheetInput } from './attestation.inputs.js';
import {
  AttestationDecisionResult, AttestationHome, AttestationItemsResult, AttestationReviewsResult, AttestationSampleResult, AttestationSheetResult, EvidencePackResult, GroupAttestationResult, SheetSubmissionResult,
  type AttestationConflict, type AttestationItem, type AttestationItemPage, type AttestationReviewPage, type AttestationSample, type AttestationSheet, type EvidencePack, type GroupAttested, type GroupChangedSince, type NobodyToAttest, type SheetSubmitted,
} from './attestation.models.js';
import { keyOf, toCampaign, toConflict, toDecision, toItem, toPack, toReview, toSheet } from './to-attestation.js';

const PAGE = 50;

/** Attesting the people of one organization. Who may see or decide what is the service's to say; what one may not see does not exist. */
@Resolver()
export class AttestationResolver {
  private readonly service: Attestation;

  constructor(@Inject(GRAPHQL_API) { attestation }: GraphqlApiOptions) {
    this.service = attestation;
  }

  @RequiresAccess('acting')
  @Query(() => AttestationHome)
  async attestation(@Context() context: ApiContext): Promise<AttestationHome> {
    const home = await this.service.home(changeRequestOf(context));
    return { ...home, campaigns: home.campaigns.map(toCampaign), sheets: home.sheets.map((sheet) => ({ ...sheet, campaign: toCampaign(sheet.campaign) })) };
  }

  @RequiresAccess('acting')
  @Query(() => AttestationSheetResult, { description: 'Brings the evidence up to date where it is older than a minute.' })
  async attestationSheet(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Context() context: ApiContext): Promise<AttestationSheet | Refusal> {
    const view = await this.service.sheet(changeRequestOf(context), keyOf(sheet, context));
    return view ? toSheet(view) : refusal('not-allowed');
  }

  @RequiresAccess('acting')
  @Query(() => AttestationItemsResult, { description: 'The gravest first, then by name.' })
  async attestationItems(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Args('input', { type: () => AttestationItemsInput }) { bucket, search, after, limit }: AttestationItemsInput, @Context() context: ApiContext): Promise<AttestationItemPage | Refusal> {
    const page = await this.service.items(changeRequestOf(context), keyOf(sheet, context), { bucket, limit: limit ?? PAGE, ...(search && { search }), ...(after && { after }) });
    const askerId = actorOf(context).userId;
    return page ? { __typename: 'AttestationItemPage', items: page.items.map((item) => toItem(item, askerId)), ...(page.next !== undefined && { next: page.next }) } : refusal('not-allowed');
  }

  @RequiresAccess('acting')
  @Mutation(() => AttestationDecisionResult)
  async decideAttestation(
    @Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Args('item', { type: () => SeenAttestationInput }) item: SeenAttestationInput, @Args('input', { type: () => AttestationDecisionInput }) input: AttestationDecisionInput, @Context() context: ApiContext,
  ): Promise<AttestationItem | AttestationConflict | Refusal> {
    return toDecided(await this.service.decide(changeRequestOf(context), keyOf(sheet, context), item.subjectId, item.version, toDecision(input)), context);
  }

  @RequiresAccess('acting')
  @Mutation(() => AttestationDecisionResult, { description: 'Until the sheet is submitted.' })
  async undoAttestation(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Args('item', { type: () => SeenAttestationInput }) item: SeenAttestationInput, @Context() context: ApiContext): Promise<AttestationItem | AttestationConflict | Refusal> {
    return toDecided(await this.service.undo(changeRequestOf(context), keyOf(sheet, context), item.subjectId, item.version), context);
  }

  @RequiresAccess('acting')
  @Mutation(() => AttestationSampleResult, { description: 'Ten by lot of those of whom nothing speaks for a closer look, and the right to attest all of them together.' })
  async openAttestationSample(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Context() context: ApiContext): Promise<AttestationSample | NobodyToAttest | Refusal> {
    const sample = await this.service.openSample(changeRequestOf(context), keyOf(sheet, context));
    if (!sample) return { __typename: 'NobodyToAttest', ok: true };
    if ('kind' in sample) return toChangeRefusal(sample);
    return { __typename: 'AttestationSample', token: sample.token, count: sample.count, items: sample.items.map((item) => toItem(item, actorOf(context).userId)) };
  }

  @RequiresAccess('acting')
  @Mutation(() => GroupAttestationResult)
  async attestGroup(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Args('token', { type: () => String }) token: string, @Args('count', { type: () => Int, description: 'The number that the statement named.' }) count: number, @Context() context: ApiContext): Promise<GroupAttested | GroupChangedSince | Refusal> {
    const outcome = await this.service.attestGroup(changeRequestOf(context), keyOf(sheet, context), token, count);
    if (outcome.kind === 'refused') return toChangeRefusal(outcome);
    return { __typename: outcome.kind === 'attested' ? 'GroupAttested' : 'GroupChangedSince', count: outcome.count };
  }

  @RequiresAccess('acting')
  @Mutation(() => SheetSubmissionResult, { description: 'Makes every decision of the sheet final and true.' })
  async submitAttestation(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Context() context: ApiContext): Promise<SheetSubmitted | Refusal> {
    const outcome = await this.service.submit(changeRequestOf(context), keyOf(sheet, context));
    return outcome.kind === 'refused' ? toChangeRefusal(outcome) : { __typename: 'SheetSubmitted', count: outcome.count, left: outcome.left };
  }

  @RequiresAccess('acting')
  @Mutation(() => EvidencePackResult, { description: 'A mutation, because that somebody took it is written down first.' })
  async takeEvidencePack(@Args('sheet', { type: () => AttestationSheetInput }) sheet: AttestationSheetInput, @Context() context: ApiContext): Promise<EvidencePack | Refusal> {
    const pack = await this.service.evidencePack(changeRequestOf(context), keyOf(sheet, context));
    return pack ? toPack(pack, actorOf(context).userId) : refusal('not-allowed');
  }

  @RequiresAccess('acting')
  @Query(() => AttestationReviewsResult, { description: 'People of the asker’s organization who are looked at between campaigns, the oldest first.' })
  async attestationReviews(@Args('offset', { type: () => Int, defaultValue: 0 }) offset: number, @Args('limit', { type: () => Int, defaultValue: PAGE }) limit: number, @Context() context: ApiContext): Promise<AttestationReviewPage | Refusal> {
    const page = await this.service.reviews(changeRequestOf(context), actorOf(context).organizationId, { offset, limit });
    return page ? { __typename: 'AttestationReviewPage', total: page.total, reviews: page.reviews.map(toReview) } : refusal('not-allowed');
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Takes effect at once.' })
  async decideReview(@Args('reviewId', { type: () => ID }) reviewId: string, @Args('version', { type: () => Int }) version: number, @Args('input', { type: () => AttestationDecisionInput }) input: AttestationDecisionInput, @Context() context: ApiContext): Promise<Done | Refusal> {
    const outcome = await this.service.decideReview(changeRequestOf(context), reviewId, version, toDecision(input));
    if (outcome.kind === 'refused') return toChangeRefusal(outcome);
    return outcome.kind === 'conflict' ? refusal('conflict') : DONE;
  }

  @RequiresAccess('acting')
  @Mutation(() => DoneResult, { description: 'Attests an office after the deadline: it is in force again.' })
  async reinstateRoleHolder(@Args('roleHolderId', { type: () => ID }) roleHolderId: string, @Context() context: ApiContext): Promise<Done | Refusal> {
    const outcome = await this.service.reinstateHolder(changeRequestOf(context), roleHolderId);
    return outcome.kind === 'refused' ? toChangeRefusal(outcome) : DONE;
  }
}

function toDecided(outcome: Awaited<ReturnType<Attestation['decide']>>, context: ApiContext): AttestationItem | AttestationConflict | Refusal {
  const askerId = actorOf(context).userId;
  switch (outcome.kind) {
    case 'refused': return toChangeRefusal(outcome);
    case 'conflict': return toConflict(outcome, askerId);
    case 'decided': return { ...toItem(outcome.item, askerId), mayDecide: true };
  }
}
