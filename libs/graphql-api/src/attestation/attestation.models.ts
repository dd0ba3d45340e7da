import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Role as RoleName } from '@longview/authentication';
import {
  BUCKETS, CAMPAIGN_STATUSES, DECISIONS, OUTCOMES, REVIEW_TRIGGERS, SHEET_STATUSES, SIGNALS, TIERS,
  type AttestationDecision as DecisionName, type AttestationOutcome as OutcomeName, type Bucket as BucketName, type CampaignStatus as CampaignStatusName, type ReviewTrigger as TriggerName, type SheetStatus as SheetStatusName,
  type Signal as SignalName, type Tier as TierName,
} from '@longview/attestation';
import { enumOf, Role } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';

export const AttestationTier = enumOf<TierName>('AttestationTier', TIERS);
export const AttestationDecision = enumOf<DecisionName>('AttestationDecision', DECISIONS);
export const AttestationOutcome = enumOf<OutcomeName>('AttestationOutcome', OUTCOMES);
export const AttestationSignal = enumOf<SignalName>('AttestationSignal', SIGNALS);
export const AttestationBucket = enumOf<BucketName>('AttestationBucket', BUCKETS);
export const SheetStatus = enumOf<SheetStatusName>('SheetStatus', SHEET_STATUSES);
export const CampaignStatus = enumOf<CampaignStatusName>('CampaignStatus', CAMPAIGN_STATUSES);
export const ReviewTrigger = enumOf<TriggerName>('ReviewTrigger', REVIEW_TRIGGERS);

@ObjectType({ description: 'One round of attesting, over the whole province. Days are YYYY-MM-DD.' })
export class Campaign {
  @Field(() => ID) readonly id: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => String) readonly periodFrom: string;
  @Field(() => String) readonly periodTo: string;
  @Field(() => String) readonly opensOn: string;
  @Field(() => String, { description: 'The last day to decide.' }) readonly dueOn: string;
  @Field(() => [Int]) readonly reminderDays: readonly number[];
  @Field(() => CampaignStatus) readonly status: CampaignStatusName;
}

@ObjectType({ description: 'How many became what; what is not submitted yet counts as what it will be.' })
export class AttestationOutcomes {
  @Field(() => Int) readonly kept: number;
  @Field(() => Int) readonly changed: number;
  @Field(() => Int) readonly removed: number;
  @Field(() => Int) readonly suspended: number;
  @Field(() => Int) readonly gone: number;
  @Field(() => Int) readonly undecided: number;
}

@ObjectType({ description: 'Undecided at the end of the day; the first day is the one before the campaign opened.' })
export class BurnDownPoint {
  @Field(() => String) readonly day: string;
  @Field(() => Int) readonly left: number;
}

@ObjectType()
export class CampaignOutcomes {
  @Field(() => Campaign) readonly campaign: Campaign;
  @Field(() => AttestationOutcomes) readonly outcomes: AttestationOutcomes;
}

@ObjectType()
export class AttestationSheetSummary {
  @Field(() => Campaign) readonly campaign: Campaign;
  @Field(() => AttestationTier) readonly tier: TierName;
  @Field(() => SheetStatus) readonly status: SheetStatusName;
  @Field(() => String) readonly dueOn: string;
  @Field(() => Int) readonly daysLeft: number;
  @Field(() => Int) readonly itemCount: number;
  @Field(() => Int) readonly left: number;
}

@ObjectType({ description: 'Where somebody who has to do with attesting begins.' })
export class AttestationHome {
  @Field(() => Boolean) readonly mayAttestUsers: boolean;
  @Field(() => Boolean) readonly mayAttestHolders: boolean;
  @Field(() => Boolean) readonly mayOpenCampaigns: boolean;
  @Field(() => Boolean) readonly isSolePractitioner: boolean;
  @Field(() => [AttestationSheetSummary]) readonly sheets: readonly AttestationSheetSummary[];
  @Field(() => Int) readonly openReviews: number;
  @Field(() => [Campaign], { description: 'Of the province; for the program office.' }) readonly campaigns: readonly Campaign[];
}

@ObjectType({ description: 'Everything about a sheet but its people.' })
export class AttestationSheet {
  readonly __typename: 'AttestationSheet';
  @Field(() => Campaign) readonly campaign: Campaign;
  @Field(() => ID) readonly organizationId: string;
  @Field(() => LocalizedText) readonly organizationName: LocalizedText;
  @Field(() => AttestationTier) readonly tier: TierName;
  @Field(() => SheetStatus) readonly status: SheetStatusName;
  @Field(() => String) readonly dueOn: string;
  @Field(() => Int, { description: 'Below zero when the last day has passed.' }) readonly daysLeft: number;
  @Field(() => String, { description: 'Who asked for more time; empty where nobody did.' }) readonly extendedFor: string;
  @Field(() => String) readonly extensionReason: string;
  @Field(() => Boolean) readonly isSolePractitioner: boolean;
  @Field(() => Boolean, { description: 'Without a registration authority in force nobody can attest its users.' }) readonly hasValidAuthority: boolean;
  @Field(() => Int) readonly itemCount: number;
  @Field(() => Int) readonly needsDecision: number;
  @Field(() => Int) readonly unchanged: number;
  @Field(() => Int) readonly done: number;
  @Field(() => Int, { description: 'Of the undecided, how many the asker may decide.' }) readonly undecidedByAsker: number;
  @Field(() => Int, { description: 'Of those, who can be attested together.' }) readonly unchangedByAsker: number;
  @Field(() => Int) readonly readyToSubmit: number;
  @Field(() => Int, { nullable: true }) readonly medianDecisionMs?: number;
  @Field(() => EpochMs, { description: 'When the evidence was last brought up to date.' }) readonly evidenceAt: number;
  @Field(() => [BurnDownPoint]) readonly burnDown: readonly BurnDownPoint[];
  @Field(() => AttestationOutcomes) readonly outcomes: AttestationOutcomes;
  @Field(() => [CampaignOutcomes], { description: 'The last campaigns, the newest first, at most four.' }) readonly history: readonly CampaignOutcomes[];
}

@ObjectType({ description: 'What is known of somebody as it counts for attesting them.' })
export class AttestationEvidence {
  @Field(() => [Role]) readonly roles: readonly RoleName[];
  @Field(() => [Role], { nullable: true, description: 'As they were when somebody last looked.' }) readonly attestedRoles?: readonly RoleName[];
  @Field(() => String) readonly jobTitle: string;
  @Field(() => String, { nullable: true }) readonly attestedJobTitle?: string;
  @Field(() => String) readonly licence: string;
  @Field(() => EpochMs) readonly registeredAt: number;
  @Field(() => EpochMs, { nullable: true }) readonly lastUsedAt?: number;
  @Field(() => Int) readonly patientsOpened: number;
  @Field(() => [ID]) readonly entitledSourceIds: readonly string[];
  @Field(() => [ID], { description: 'Entitled to, and not asked within the period.' }) readonly unusedSourceIds: readonly string[];
  @Field(() => EpochMs, { nullable: true, description: 'Null: the user agreement in force was never accepted.' }) readonly agreementUntil?: number;
}

@ObjectType({ description: 'One person on a sheet.' })
export class AttestationItem {
  readonly __typename: 'AttestationItem';
  @Field(() => ID) readonly subjectId: string;
  @Field(() => Int, { description: 'Goes back with every decision.' }) readonly version: number;
  @Field(() => String) readonly personName: string;
  @Field(() => [AttestationSignal]) readonly signals: readonly SignalName[];
  @Field(() => AttestationEvidence) readonly evidence: AttestationEvidence;
  @Field(() => AttestationDecision, { nullable: true }) readonly decision?: DecisionName;
  @Field(() => String) readonly reason: string;
  @Field(() => [Role]) readonly newRoles: readonly RoleName[];
  @Field(() => String, { nullable: true }) readonly decidedBy?: string;
  @Field(() => EpochMs, { nullable: true }) readonly decidedAt?: number;
  @Field(() => Int, { nullable: true }) readonly decidedInMs?: number;
  @Field(() => Boolean) readonly isGroup: boolean;
  @Field(() => AttestationOutcome, { nullable: true }) readonly outcome?: OutcomeName;
  @Field(() => Boolean, { nullable: true, description: 'The asker may decide; null where nobody asked.' }) readonly mayDecide?: boolean;
  @Field(() => Boolean, { description: 'It is the asker: somebody else decides.' }) readonly isOneself: boolean;
  @Field(() => Boolean, { description: 'An office that was suspended at the deadline and still is.' }) readonly isSuspendedOffice: boolean;
}

@ObjectType()
export class AttestationItemPage {
  readonly __typename: 'AttestationItemPage';
  @Field(() => [AttestationItem]) readonly items: readonly AttestationItem[];
  @Field(() => String, { nullable: true }) readonly next?: string;
}

@ObjectType({ description: 'Somebody else was quicker.' })
export class AttestationConflict {
  readonly __typename: 'AttestationConflict';
  @Field(() => AttestationDecision, { nullable: true }) readonly decision?: DecisionName;
  @Field(() => String, { nullable: true }) readonly decidedBy?: string;
  @Field(() => EpochMs, { nullable: true }) readonly decidedAt?: number;
  @Field(() => AttestationItem, { description: 'As it stands.' }) readonly item: AttestationItem;
}

@ObjectType()
export class AttestationSample {
  readonly __typename: 'AttestationSample';
  @Field(() => String) readonly token: string;
  @Field(() => Int, { description: 'How many are attested with the token.' }) readonly count: number;
  @Field(() => [AttestationItem]) readonly items: readonly AttestationItem[];
}

@ObjectType()
export class NobodyToAttest {
  readonly __typename: 'NobodyToAttest';
  @Field(() => Boolean) readonly ok: boolean;
}

@ObjectType()
export class GroupAttested {
  readonly __typename: 'GroupAttested';
  @Field(() => Int) readonly count: number;
}

@ObjectType({ description: 'Somebody of the group changed since the sample was opened: nobody was attested.' })
export class GroupChangedSince {
  readonly __typename: 'GroupChangedSince';
  @Field(() => Int) readonly count: number;
}

@ObjectType()
export class SheetSubmitted {
  readonly __typename: 'SheetSubmitted';
  @Field(() => Int) readonly count: number;
  @Field(() => Int, { description: 'Undecided all the same: somebody else has to.' }) readonly left: number;
}

@ObjectType()
export class EvidencePack {
  readonly __typename: 'EvidencePack';
  @Field(() => Campaign) readonly campaign: Campaign;
  @Field(() => LocalizedText) readonly organizationName: LocalizedText;
  @Field(() => AttestationTier) readonly tier: TierName;
  @Field(() => SheetStatus) readonly status: SheetStatusName;
  @Field(() => EpochMs, { nullable: true }) readonly submittedAt?: number;
  @Field(() => [AttestationItem]) readonly items: readonly AttestationItem[];
  @Field(() => String, { description: 'The same as a table (RFC 4180).' }) readonly csv: string;
}

@ObjectType({ description: 'One person who is looked at between campaigns.' })
export class AttestationReview {
  @Field(() => ID) readonly id: string;
  @Field(() => Int) readonly version: number;
  @Field(() => String) readonly personName: string;
  @Field(() => [Role]) readonly roles: readonly RoleName[];
  @Field(() => [Role]) readonly attestedRoles: readonly RoleName[];
  @Field(() => String) readonly jobTitle: string;
  @Field(() => ReviewTrigger) readonly trigger: TriggerName;
  @Field(() => EpochMs) readonly openedAt: number;
  @Field(() => String) readonly dueOn: string;
  @Field(() => EpochMs, { nullable: true }) readonly lastUsedAt?: number;
  @Field(() => Boolean) readonly mayDecide: boolean;
}

@ObjectType()
export class AttestationReviewPage {
  readonly __typename: 'AttestationReviewPage';
  @Field(() => [AttestationReview]) readonly reviews: readonly AttestationReview[];
  @Field(() => Int) readonly total: number;
}

const union = <T extends readonly (new () => { readonly __typename: string })[]>(name: string, ...types: T) => createUnionType({ name, types: () => [...types, Refusal] as const, resolveType: byTypename });

export const AttestationSheetResult = union('AttestationSheetResult', AttestationSheet);
export const AttestationItemsResult = union('AttestationItemsResult', AttestationItemPage);
export const AttestationDecisionResult = union('AttestationDecisionResult', AttestationItem, AttestationConflict);
export const AttestationSampleResult = union('AttestationSampleResult', AttestationSample, NobodyToAttest);
export const GroupAttestationResult = union('GroupAttestationResult', GroupAttested, GroupChangedSince);
export const SheetSubmissionResult = union('SheetSubmissionResult', SheetSubmitted);
export const EvidencePackResult = union('EvidencePackResult', EvidencePack);
export const AttestationReviewsResult = union('AttestationReviewsResult', AttestationReviewPage);
