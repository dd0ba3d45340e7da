import { Field, ID, InputType, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { OVERVIEW_FILTERS, OVERVIEW_SORTS, type OverviewFilter as FilterName, type OverviewSort as SortName, type SheetStatus as SheetStatusName, type Tier as TierName } from '@longview/attestation';
import { enumOf } from '../schema/enums.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';
import { AttestationTier, BurnDownPoint, Campaign, SheetStatus } from './attestation.models.js';

export const CampaignFilter = enumOf<FilterName>('CampaignFilter', OVERVIEW_FILTERS);
export const CampaignSort = enumOf<SortName>('CampaignSort', OVERVIEW_SORTS);

@InputType()
export class CampaignInput {
  @Field(() => String) readonly nameEn: string;
  @Field(() => String) readonly nameFr: string;
  @Field(() => String) readonly periodFrom: string;
  @Field(() => String) readonly periodTo: string;
  @Field(() => String) readonly opensOn: string;
  @Field(() => String) readonly dueOn: string;
  @Field(() => [Int], { nullable: true }) readonly reminderDays?: readonly number[] | null;
}

@InputType()
export class CampaignSheetsInput {
  @Field(() => CampaignFilter) readonly filter: FilterName;
  @Field(() => CampaignSort) readonly sort: SortName;
  @Field(() => Boolean) readonly isDescending: boolean;
  @Field(() => String, { nullable: true }) readonly search?: string | null;
  @Field(() => Int) readonly offset: number;
  @Field(() => Int, { description: 'At most 200.' }) readonly limit: number;
}

@InputType()
export class AttestationExtensionInput {
  @Field(() => String, { description: 'The new last day, YYYY-MM-DD.' }) readonly until: string;
  @Field(() => String, { description: 'Who asked for it and answers for it.' }) readonly requestedBy: string;
  @Field(() => String) readonly reason: string;
}

@ObjectType()
export class CampaignPlanned {
  readonly __typename: 'CampaignPlanned';
  @Field(() => ID) readonly id: string;
}

@ObjectType({ description: 'The campaign over the whole province.' })
export class CampaignProgress {
  readonly __typename: 'CampaignProgress';
  @Field(() => Campaign) readonly campaign: Campaign;
  @Field(() => Int) readonly daysLeft: number;
  @Field(() => Int) readonly organizationCount: number;
  @Field(() => Int) readonly openedOrganizations: number;
  @Field(() => Int) readonly finishedOrganizations: number;
  @Field(() => Int) readonly organizationsWithoutAuthority: number;
  @Field(() => Int) readonly peopleCount: number;
  @Field(() => Int) readonly peopleLeft: number;
  @Field(() => [BurnDownPoint]) readonly burnDown: readonly BurnDownPoint[];
}

@ObjectType()
export class CampaignSheet {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => String) readonly sector: string;
  @Field(() => AttestationTier) readonly tier: TierName;
  @Field(() => SheetStatus) readonly status: SheetStatusName;
  @Field(() => String) readonly dueOn: string;
  @Field(() => Int) readonly daysLeft: number;
  @Field(() => Int) readonly itemCount: number;
  @Field(() => Int) readonly left: number;
  @Field(() => Int) readonly suspended: number;
  @Field(() => Boolean) readonly hasValidAuthority: boolean;
  @Field(() => Boolean, { description: 'Somebody who must decide has an address.' }) readonly isReachable: boolean;
  @Field(() => String) readonly extendedFor: string;
  @Field(() => String) readonly extensionReason: string;
  @Field(() => String, { nullable: true }) readonly remindedOn?: string;
}

@ObjectType()
export class CampaignSheetPage {
  readonly __typename: 'CampaignSheetPage';
  @Field(() => [CampaignSheet]) readonly sheets: readonly CampaignSheet[];
  @Field(() => Int) readonly total: number;
}

@ObjectType()
export class Reminded {
  readonly __typename: 'Reminded';
  @Field(() => Int, { description: 'Sheets whose people were written to; a sheet is reminded once a day.' }) readonly count: number;
}

export const CampaignPlanResult = createUnionType({ name: 'CampaignPlanResult', types: () => [CampaignPlanned, Refusal] as const, resolveType: byTypename });
export const CampaignProgressResult = createUnionType({ name: 'CampaignProgressResult', types: () => [CampaignProgress, Refusal] as const, resolveType: byTypename });
export const CampaignSheetsResult = createUnionType({ name: 'CampaignSheetsResult', types: () => [CampaignSheetPage, Refusal] as const, resolveType: byTypename });
export const RemindResult = createUnionType({ name: 'RemindResult', types: () => [Reminded, Refusal] as const, resolveType: byTypename });
