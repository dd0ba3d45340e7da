import type { ChangeRequest } from '@longview/participants';
import type { AttestationDeps } from './attestation-deps.js';
import { extendSheet, remindNow, type ExtensionInput } from './campaigns/extend.js';
import { listSheets, readProgress, type OverviewQuestion } from './campaigns/overview.js';
import { planCampaign } from './campaigns/plan-campaign.js';
import type { CampaignInput } from './campaigns/campaign-input.js';
import type { DecisionInput } from './decisions/check-decision.js';
import { decideItem, undoDecision } from './decisions/decide.js';
import { attestGroup, openSample } from './decisions/group.js';
import { reinstateHolder } from './decisions/reinstate-holder.js';
import { submitSheet } from './decisions/submit.js';
import { decideReview } from './reviews/decide-review.js';
import { listReviews } from './reviews/list-reviews.js';
import { readEvidencePack } from './sheets/evidence-pack.js';
import { listItems, type ItemQuestion } from './sheets/list-items.js';
import { readHome } from './sheets/read-home.js';
import { readSheet } from './sheets/read-sheet.js';
import type { SheetKey } from './sheets/sheet.js';

/** Everything that somebody can ask or do about attesting. Who may is decided in each. */
export type Attestation = ReturnType<typeof createAttestation>;

export function createAttestation(deps: AttestationDeps) {
  return {
    home: (request: ChangeRequest) => readHome(deps, request),
    sheet: (request: ChangeRequest, key: SheetKey) => readSheet(deps, request, key),
    items: (request: ChangeRequest, key: SheetKey, question: ItemQuestion) => listItems(deps, request, key, question),
    decide: (request: ChangeRequest, key: SheetKey, subjectId: string, seenVersion: number, input: DecisionInput) => decideItem(deps, request, key, subjectId, seenVersion, input),
    undo: (request: ChangeRequest, key: SheetKey, subjectId: string, seenVersion: number) => undoDecision(deps, request, key, subjectId, seenVersion),
    openSample: (request: ChangeRequest, key: SheetKey) => openSample(deps, request, key),
    attestGroup: (request: ChangeRequest, key: SheetKey, token: string, count: number) => attestGroup(deps, request, key, token, count),
    submit: (request: ChangeRequest, key: SheetKey) => submitSheet(deps, request, key),
    evidencePack: (request: ChangeRequest, key: SheetKey) => readEvidencePack(deps, request, key),
    reviews: (request: ChangeRequest, organizationId: string, page: { readonly offset: number; readonly limit: number }) => listReviews(deps, request, organizationId, page),
    decideReview: (request: ChangeRequest, reviewId: string, seenVersion: number, input: DecisionInput) => decideReview(deps, request, reviewId, seenVersion, input),
    reinstateHolder: (request: ChangeRequest, roleHolderId: string) => reinstateHolder(deps, request, roleHolderId),
    plan: (request: ChangeRequest, input: CampaignInput) => planCampaign(deps, request, input),
    progress: (request: ChangeRequest, campaignId: string) => readProgress(deps, request, campaignId),
    organizations: (request: ChangeRequest, campaignId: string, question: OverviewQuestion) => listSheets(deps, request, campaignId, question),
    extend: (request: ChangeRequest, key: SheetKey, input: ExtensionInput) => extendSheet(deps, request, key, input),
    remind: (request: ChangeRequest, campaignId: string, organizationIds: readonly string[]) => remindNow(deps, request, campaignId, organizationIds),
  };
}
