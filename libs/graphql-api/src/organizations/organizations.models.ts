import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  AGREEMENT_KINDS, APPOINTED_OFFICES, ASSESSMENT_KINDS, ONBOARDING_STEPS, ORGANIZATION_ALERTS, SECTORS, type AgreementKind as AgreementKindName, type AssessmentKind as AssessmentKindName, type IdleLine,
  type Office as OfficeName, type OfficeChange as OfficeChangeName, type OfficeParty as OfficePartyName, type OfficeSituation as OfficeSituationName, type OnboardingStep as OnboardingStepFacts,
  type OnboardingStepName, type OrganizationAlert as OrganizationAlertName, type OrganizationStatus as OrganizationStatusName, type RoleHolder, type Sector,
} from '@longview/participants';
import { enumOf, OrganizationStatus } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';

export const OrganizationSector = enumOf<Sector>('OrganizationSector', SECTORS);
export const OrganizationAlert = enumOf<OrganizationAlertName>('OrganizationAlert', ORGANIZATION_ALERTS);
export const OnboardingStep = enumOf<OnboardingStepName>('OnboardingStep', ONBOARDING_STEPS);
export const StepOwner = enumOf<OnboardingStepFacts['owner']>('StepOwner', ['organization', 'program-office']);
export const StepStatus = enumOf<OnboardingStepFacts['status']>('StepStatus', ['waiting', 'current', 'done', 'refused']);
export const AgreementKind = enumOf<AgreementKindName>('AgreementKind', AGREEMENT_KINDS);
export const AssessmentKind = enumOf<AssessmentKindName>('AssessmentKind', ASSESSMENT_KINDS);
export const Office = enumOf<OfficeName>('Office', APPOINTED_OFFICES);
export const OfficeChange = enumOf<OfficeChangeName>('OfficeChange', ['appoint', 'end']);
export const OfficeParty = enumOf<OfficePartyName>('OfficeParty', ['legal-signing-authority', 'program-office', 'holder']);
export const OfficeSituation = enumOf<OfficeSituationName>('OfficeSituation', ['joining', 'organization', 'sole-practitioner', 'program-office']);
export const OfficeHolderStatus = enumOf<RoleHolder['status']>('OfficeHolderStatus', ['proposed', 'in-force', 'suspended']);
export const OfficeAction = enumOf<RoleHolder['actions'][number]>('OfficeAction', ['confirm', 'decline', 'withdraw', 'propose-end']);
export const IdleBand = enumOf<IdleLine['idle']>('IdleBand', ['within-7-days', 'within-30-days', 'within-90-days', 'longer', 'never']);

@ObjectType({ description: 'An organization as the list shows it.' })
export class OrganizationLine {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => OrganizationSector) readonly sector: Sector;
  @Field(() => OrganizationStatus) readonly status: OrganizationStatusName;
  @Field(() => String, { description: 'A code; empty where none was given.' }) readonly statusReason: string;
  @Field(() => EpochMs) readonly statusSince: number;
  @Field(() => Boolean) readonly isSolePractitioner: boolean;
  @Field(() => Boolean, { description: "Its people may look at others' records." }) readonly isViewing: boolean;
  @Field(() => Boolean, { description: 'Its records are shown to others.' }) readonly isContributing: boolean;
  @Field(() => [OrganizationAlert], { description: 'The most urgent first.' }) readonly alerts: readonly OrganizationAlertName[];
  @Field(() => Int) readonly siteCount: number;
  @Field(() => Int, { description: 'Registered users.' }) readonly userCount: number;
}

@ObjectType()
export class AlertCount {
  @Field(() => OrganizationAlert) readonly alert: OrganizationAlertName;
  @Field(() => Int) readonly organizations: number;
}

@ObjectType()
export class OrganizationList {
  readonly __typename: 'OrganizationList';
  @Field(() => Int, { description: 'How many there are beyond this page too.' }) readonly total: number;
  @Field(() => [OrganizationLine]) readonly lines: readonly OrganizationLine[];
  @Field(() => [AlertCount], { description: 'Over all organizations, whatever the filter.' }) readonly alertCounts: readonly AlertCount[];
}

@ObjectType({ description: 'A step of the way to taking part.' })
export class ChecklistStep {
  @Field(() => OnboardingStep) readonly step: OnboardingStepName;
  @Field(() => StepOwner, { description: 'Who has to move.' }) readonly owner: OnboardingStepFacts['owner'];
  @Field(() => String) readonly ownerName: string;
  @Field(() => StepStatus) readonly status: OnboardingStepFacts['status'];
  @Field(() => EpochMs, { nullable: true, description: 'Waiting since then, or since then until it was done.' }) readonly currentSince?: number;
  @Field(() => EpochMs, { nullable: true }) readonly completedAt?: number;
  @Field(() => String, { nullable: true }) readonly completedBy?: string;
  @Field(() => String, { description: 'Who signed, attested, decided or was trained.' }) readonly personName: string;
  @Field(() => String) readonly note: string;
  @Field(() => Boolean) readonly needsPerson: boolean;
}

@ObjectType()
export class OrganizationAgreement {
  @Field(() => ID) readonly agreementId: string;
  @Field(() => AgreementKind) readonly kind: AgreementKindName;
  @Field(() => String) readonly agreementVersion: string;
  @Field(() => String) readonly signedBy: string;
  @Field(() => String) readonly signedOn: string;
  @Field(() => String) readonly effectiveFrom: string;
  @Field(() => String, { nullable: true, description: 'Last day.' }) readonly effectiveTo?: string;
  @Field(() => EpochMs, { nullable: true, description: 'Ended before its day.' }) readonly endedAt?: number;
  @Field(() => Boolean) readonly isInForce: boolean;
}

@ObjectType({ description: 'Where the assessment of a source is kept: a reference, never the document.' })
export class SourceAssessment {
  @Field(() => ID) readonly sourceId: string;
  @Field(() => AssessmentKind) readonly kind: AssessmentKindName;
  @Field(() => String) readonly reference: string;
  @Field(() => String) readonly assessedOn: string;
  @Field(() => Boolean, { description: 'Older than the province allows.' }) readonly isDue: boolean;
}

@ObjectType()
export class OrganizationSite {
  @Field(() => ID) readonly siteId: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => String) readonly address: string;
  @Field(() => String) readonly city: string;
  @Field(() => String) readonly postalCode: string;
}

@ObjectType()
export class OrganizationSites {
  readonly __typename: 'OrganizationSites';
  @Field(() => Int) readonly total: number;
  @Field(() => [OrganizationSite]) readonly sites: readonly OrganizationSite[];
}

@ObjectType({ description: 'A change of office that somebody proposed and others have to agree to.' })
export class PendingOffice {
  @Field(() => OfficeChange) readonly change: OfficeChangeName;
  @Field(() => String) readonly proposedBy: string;
  @Field(() => EpochMs) readonly proposedAt: number;
  @Field(() => String) readonly reason: string;
  @Field(() => [OfficeParty], { description: 'Who has not agreed yet.' }) readonly waitingFor: readonly OfficePartyName[];
}

@ObjectType({ description: 'Somebody who holds an office, or is to.' })
export class OfficeHolder {
  @Field(() => ID) readonly holderId: string;
  @Field(() => Office) readonly office: OfficeName;
  @Field(() => ID) readonly personId: string;
  @Field(() => String) readonly personName: string;
  @Field(() => OfficeHolderStatus) readonly status: RoleHolder['status'];
  @Field(() => EpochMs, { nullable: true }) readonly since?: number;
  @Field(() => String, { nullable: true, description: 'LRA training passed.' }) readonly trainedOn?: string;
  @Field(() => EpochMs, { nullable: true }) readonly lastAttestedAt?: number;
  @Field(() => PendingOffice, { nullable: true }) readonly pending?: PendingOffice;
  @Field(() => [OfficeAction], { description: 'What whoever asks may do.' }) readonly actions: RoleHolder['actions'];
  @Field(() => Boolean, { description: 'False: holds it and cannot act on it, because the membership is not active.' }) readonly canAct: boolean;
}

@ObjectType({ description: 'Who holds which office of an organization.' })
export class OrganizationOffices {
  readonly __typename: 'OrganizationOffices';
  @Field(() => ID) readonly organizationId: string;
  @Field(() => Boolean) readonly isSolePractitioner: boolean;
  @Field(() => OfficeSituation) readonly situation: OfficeSituationName;
  @Field(() => [OfficeHolder]) readonly holders: readonly OfficeHolder[];
  @Field(() => [Office], { description: 'For which whoever asks may propose somebody.' }) readonly proposable: readonly OfficeName[];
  @Field(() => [OrganizationAlert]) readonly alerts: readonly OrganizationAlertName[];
}

@ObjectType()
export class OrganizationHistoryEntry {
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String) readonly by: string;
  @Field(() => String, { description: 'A stable word.' }) readonly change: string;
  @Field(() => String) readonly reason: string;
  @Field(() => Office, { nullable: true }) readonly office?: OfficeName;
  @Field(() => String, { nullable: true }) readonly person?: string;
  @Field(() => String, { nullable: true }) readonly about?: string;
}

@ObjectType({ description: 'An organization as the program office sees it.' })
export class ParticipatingOrganization {
  readonly __typename: 'ParticipatingOrganization';
  @Field(() => OrganizationLine) readonly line: OrganizationLine;
  @Field(() => Int, { description: 'Goes back with every change: who saw an older one is told that somebody else was quicker.' }) readonly version: number;
  @Field(() => Boolean, { description: 'Whoever asks acts for it, and cannot suspend it.' }) readonly isOwn: boolean;
  @Field(() => String) readonly phone: string;
  @Field(() => String) readonly privacyEmail: string;
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => [ChecklistStep]) readonly steps: readonly ChecklistStep[];
  @Field(() => [OrganizationAgreement]) readonly agreements: readonly OrganizationAgreement[];
  @Field(() => [SourceAssessment]) readonly assessments: readonly SourceAssessment[];
  @Field(() => [ID], { description: 'Sources that it is accountable for.' }) readonly contributedSourceIds: readonly string[];
  @Field(() => OrganizationOffices) readonly offices: OrganizationOffices;
  @Field(() => [OrganizationHistoryEntry], { description: 'Newest first.' }) readonly history: readonly OrganizationHistoryEntry[];
}

@ObjectType()
export class OfficeCandidate {
  @Field(() => ID) readonly personId: string;
  @Field(() => String) readonly displayName: string;
  @Field(() => String) readonly jobTitle: string;
  @Field(() => Boolean) readonly isVerified: boolean;
}

@ObjectType()
export class OfficeCandidates {
  readonly __typename: 'OfficeCandidates';
  @Field(() => [OfficeCandidate]) readonly people: readonly OfficeCandidate[];
}

@ObjectType()
export class SectorFigures {
  @Field(() => OrganizationSector) readonly sector: Sector;
  @Field(() => Int) readonly organizations: number;
  @Field(() => Int) readonly sites: number;
  @Field(() => Int) readonly registeredUsers: number;
  @Field(() => Int) readonly activeUsers: number;
  @Field(() => Int) readonly entitledUsers: number;
}

@ObjectType()
export class IdleFigure {
  @Field(() => IdleBand) readonly idle: IdleLine['idle'];
  @Field(() => Int) readonly users: number;
}

@ObjectType()
export class JoinedFigure {
  @Field(() => Int) readonly year: number;
  @Field(() => Int) readonly organizations: number;
}

@ObjectType({ description: 'Users of the province by sector, and what needs looking after.' })
export class ProvinceFigures {
  readonly __typename: 'ProvinceFigures';
  @Field(() => [SectorFigures]) readonly sectors: readonly SectorFigures[];
  @Field(() => Int, { description: 'How long after their last use somebody counts as active.' }) readonly activeUserDays: number;
  @Field(() => [IdleFigure]) readonly idle: readonly IdleFigure[];
  @Field(() => [JoinedFigure]) readonly joined: readonly JoinedFigure[];
  @Field(() => [AlertCount]) readonly alertCounts: readonly AlertCount[];
}

@ObjectType()
export class Created {
  readonly __typename: 'Created';
  @Field(() => ID) readonly id: string;
}

export const OrganizationListResult = createUnionType({ name: 'OrganizationListResult', types: () => [OrganizationList, Refusal] as const, resolveType: byTypename });
export const OrganizationResult = createUnionType({ name: 'OrganizationResult', types: () => [ParticipatingOrganization, Refusal] as const, resolveType: byTypename });
export const OrganizationSitesResult = createUnionType({ name: 'OrganizationSitesResult', types: () => [OrganizationSites, Refusal] as const, resolveType: byTypename });
export const OfficesResult = createUnionType({ name: 'OfficesResult', types: () => [OrganizationOffices, Refusal] as const, resolveType: byTypename });
export const OfficeCandidatesResult = createUnionType({ name: 'OfficeCandidatesResult', types: () => [OfficeCandidates, Refusal] as const, resolveType: byTypename });
export const ProvinceFiguresResult = createUnionType({ name: 'ProvinceFiguresResult', types: () => [ProvinceFigures, Refusal] as const, resolveType: byTypename });
export const CreatedResult = createUnionType({ name: 'CreatedResult', types: () => [Created, Refusal] as const, resolveType: byTypename });
