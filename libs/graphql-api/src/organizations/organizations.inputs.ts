import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ORGANIZATION_SORTS, type AgreementKind as AgreementKindName, type AssessmentKind as AssessmentKindName, type Office as OfficeName, type OnboardingStepName, type OrganizationAlert as OrganizationAlertName, type OrganizationSort as OrganizationSortName, type OrganizationStatus as OrganizationStatusName, type Sector } from '@longview/participants';
import { enumOf, Language, OrganizationStatus } from '../schema/enums.js';
import { AgreementKind, AssessmentKind, Office, OnboardingStep, OrganizationAlert, OrganizationSector } from './organizations.models.js';

export const OrganizationSort = enumOf<OrganizationSortName>('OrganizationSort', ORGANIZATION_SORTS);

@InputType()
export class OrganizationListInput {
  @Field(() => String, { nullable: true, description: 'Part of a name in either language.' }) readonly search?: string | null;
  @Field(() => OrganizationSector, { nullable: true }) readonly sector?: Sector | null;
  @Field(() => OrganizationStatus, { nullable: true }) readonly status?: OrganizationStatusName | null;
  @Field(() => OrganizationAlert, { nullable: true }) readonly alert?: OrganizationAlertName | null;
  @Field(() => OrganizationSort) readonly sort: OrganizationSortName;
  @Field(() => Boolean, { nullable: true }) readonly isDescending?: boolean | null;
  @Field(() => Language) readonly language: 'en' | 'fr';
  @Field(() => Int) readonly offset: number;
  @Field(() => Int) readonly limit: number;
}

@InputType({ description: 'The organization as it was seen.' })
export class OrganizationKeyInput {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => Int) readonly version: number;
}

@InputType()
export class OrganizationDetailsInput {
  @Field(() => String) readonly nameEn: string;
  @Field(() => String) readonly nameFr: string;
  @Field(() => OrganizationSector) readonly sector: Sector;
  @Field(() => String) readonly phone: string;
  @Field(() => String) readonly privacyEmail: string;
}

@InputType()
export class ParticipationInput {
  @Field(() => Boolean) readonly isViewing: boolean;
  @Field(() => Boolean) readonly isContributing: boolean;
  @Field(() => String) readonly reason: string;
}

@InputType()
export class SiteInput {
  @Field(() => String) readonly nameEn: string;
  @Field(() => String) readonly nameFr: string;
  @Field(() => String) readonly address: string;
  @Field(() => String) readonly city: string;
  @Field(() => String) readonly postalCode: string;
}

@InputType()
export class StepCompletionInput {
  @Field(() => OnboardingStep) readonly step: OnboardingStepName;
  @Field(() => String, { nullable: true }) readonly personName?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Of the decision only.' }) readonly isApproved?: boolean | null;
  @Field(() => String, { nullable: true }) readonly reason?: string | null;
}

@InputType()
export class AgreementInput {
  @Field(() => AgreementKind) readonly kind: AgreementKindName;
  @Field(() => String) readonly agreementVersion: string;
  @Field(() => String) readonly signedBy: string;
  @Field(() => String, { description: 'YYYY-MM-DD' }) readonly signedOn: string;
  @Field(() => String) readonly effectiveFrom: string;
  @Field(() => String, { nullable: true, description: 'Last day.' }) readonly effectiveTo?: string | null;
}

@InputType()
export class AssessmentInput {
  @Field(() => ID) readonly sourceId: string;
  @Field(() => AssessmentKind) readonly kind: AssessmentKindName;
  @Field(() => String) readonly reference: string;
  @Field(() => String) readonly assessedOn: string;
}

@InputType()
export class OfficeProposalInput {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => Office) readonly office: OfficeName;
  @Field(() => ID) readonly personId: string;
  @Field(() => String, { nullable: true, description: 'LRA training passed, YYYY-MM-DD.' }) readonly trainedOn?: string | null;
  @Field(() => ID, { nullable: true, description: 'Whose office it becomes, where several may hold it.' }) readonly replacesId?: string | null;
}

@InputType()
export class OfficeKeyInput {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => ID) readonly holderId: string;
}

@InputType()
export class FirstPersonDocumentInput {
  @Field(() => String) readonly kind: string;
  @Field(() => String, { nullable: true }) readonly validUntil?: string | null;
}

@InputType({ description: 'Somebody whom the program office registers itself, because the organization has nobody yet who could.' })
export class FirstPersonInput {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => String) readonly familyName: string;
  @Field(() => String) readonly givenName: string;
  @Field(() => String) readonly email: string;
  @Field(() => String, { nullable: true }) readonly jobTitle?: string | null;
  @Field(() => String, { nullable: true }) readonly college?: string | null;
  @Field(() => String, { nullable: true }) readonly licenceNumber?: string | null;
  @Field(() => [String], { description: 'Clinical roles; none for who only holds an office.' }) readonly roles: readonly string[];
  @Field(() => Int) readonly assuranceLevel: number;
  @Field(() => [FirstPersonDocumentInput], { description: 'What was seen: kinds and last days, never a number.' }) readonly documents: readonly FirstPersonDocumentInput[];
  @Field(() => ID) readonly identityProviderId: string;
  @Field(() => String) readonly subject: string;
}
