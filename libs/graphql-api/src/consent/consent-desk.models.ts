import { Field, ID, InputType, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import type { ConsentNotice as NoticeFacts, DirectiveChangeKind as ChangeName, DirectiveRequester as RequesterName, DirectiveScope, DirectiveState as StateName, OverrideGround as GroundName } from '@longview/patient-consent';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { Refusal, byTypename } from '../schema/refusal.js';
import { ConsentNoticeKind, DirectiveChangeKind, DirectiveRequester, DirectiveScopeKind, DirectiveState, OverrideGround } from './consent.enums.js';

@InputType({ description: "Whose consent, as the patient's request or the custodian's own chart says." })
export class ConsentPatientInput {
  @Field(() => String, { nullable: true, description: 'Domain of the identifier; the Ontario health number when absent.' }) readonly identifierSystem?: string;
  @Field(() => String) readonly identifierValue: string;
  @Field(() => String) readonly family: string;
  @Field(() => String) readonly given: string;
  @Field(() => String, { description: 'YYYY-MM-DD' }) readonly birthDate: string;
}

@ObjectType()
export class NamedParty {
  @Field(() => ID) readonly id: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
}

@ObjectType({ description: 'A directive as it stands now.' })
export class ConsentDirective {
  readonly __typename: 'ConsentDirective';
  @Field(() => ID) readonly directiveId: string;
  @Field(() => Int, { description: 'Goes back with every change: whoever changes an older version is told of a conflict.' }) readonly version: number;
  @Field(() => DirectiveState) readonly state: StateName;
  @Field(() => DirectiveScopeKind) readonly scope: DirectiveScope['kind'];
  @Field(() => NamedParty, { nullable: true, description: 'CUSTODIAN_RECORD, CUSTODIAN_AGENTS.' }) readonly custodian?: NamedParty;
  @Field(() => NamedParty, { nullable: true, description: 'PERSON.' }) readonly person?: NamedParty;
  @Field(() => [NamedParty]) readonly exceptOrganizations: readonly NamedParty[];
  @Field(() => [NamedParty]) readonly exceptPeople: readonly NamedParty[];
  @Field(() => EpochMs) readonly startsAt: number;
  @Field(() => EpochMs, { nullable: true }) readonly endsAt?: number;
  @Field(() => DirectiveRequester) readonly requestedBy: RequesterName;
  @Field(() => String) readonly enteredByName: string;
  @Field(() => NamedParty, { description: 'The custodian whose privacy office entered it.' }) readonly enteredFor: NamedParty;
  @Field(() => EpochMs) readonly enteredAt: number;
  @Field(() => String, { nullable: true, description: 'Day on which this version was confirmed to the patient in writing; null: the letter is still to be sent.' }) readonly confirmedOn?: string;
}

@ObjectType({ description: "One patient's directives, as far as this custodian's privacy contact may see them." })
export class ConsentFile {
  readonly __typename: 'ConsentFile';
  @Field(() => ID, { description: 'Opaque; for the operations about this patient, in this session only.' }) readonly fileKey: string;
  @Field(() => String) readonly patientName: string;
  @Field(() => String) readonly birthDate: string;
  @Field(() => [ConsentDirective], { description: 'Newest first, ended ones too.' }) readonly directives: readonly ConsentDirective[];
}

@InputType()
export class DirectiveInput {
  @Field(() => DirectiveScopeKind) readonly scope: DirectiveScope['kind'];
  @Field(() => ID, { nullable: true, description: 'CUSTODIAN_RECORD, CUSTODIAN_AGENTS: the organization that the privacy contact acts for.' }) readonly custodianId?: string;
  @Field(() => ID, { nullable: true, description: 'PERSON.' }) readonly userId?: string;
  @Field(() => [ID], { nullable: true }) readonly exceptOrganizationIds?: readonly string[];
  @Field(() => [ID], { nullable: true }) readonly exceptUserIds?: readonly string[];
  @Field(() => EpochMs, { nullable: true, description: 'Now when absent.' }) readonly startsAt?: number;
  @Field(() => EpochMs, { nullable: true, description: 'Until it is withdrawn when absent.' }) readonly endsAt?: number;
  @Field(() => DirectiveRequester) readonly requestedBy: RequesterName;
}

@ObjectType({ description: 'One version of a directive, never edited.' })
export class DirectiveChange {
  @Field(() => DirectiveChangeKind) readonly change: ChangeName;
  @Field(() => Int) readonly version: number;
  @Field(() => EpochMs) readonly occurredAt: number;
  @Field(() => String) readonly byName: string;
  @Field(() => EpochMs, { nullable: true }) readonly startsAt?: number;
  @Field(() => EpochMs, { nullable: true }) readonly endsAt?: number;
}

@ObjectType()
export class DirectiveHistory {
  readonly __typename: 'DirectiveHistory';
  @Field(() => [DirectiveChange], { description: 'Newest first.' }) readonly changes: readonly DirectiveChange[];
}

@ObjectType({ description: 'To be printed: subject and paragraphs, in both languages.' })
export class ConsentLetter {
  readonly __typename: 'ConsentLetter';
  @Field(() => LocalizedText) readonly subject: LocalizedText;
  @Field(() => [LocalizedText]) readonly paragraphs: readonly LocalizedText[];
}

@ObjectType({ description: 'A notice that an override makes necessary.' })
export class ConsentNotice {
  readonly __typename: 'ConsentNotice';
  @Field(() => ID) readonly noticeId: string;
  @Field(() => ConsentNoticeKind) readonly kind: NoticeFacts['kind'];
  @Field(() => EpochMs) readonly createdAt: number;
  @Field(() => String, { nullable: true, description: 'Day on which it was sent or, to the custodian, read; null: still to be done.' }) readonly doneOn?: string;
  @Field(() => String) readonly patientName: string;
  @Field(() => String, { description: 'Who made the override.' }) readonly byName: string;
  @Field(() => OverrideGround) readonly ground: GroundName;
  @Field(() => EpochMs) readonly overrideStartedAt: number;
  @Field(() => EpochMs, { nullable: true }) readonly overrideEndedAt?: number;
}

@ObjectType()
export class ConsentNoticePage {
  readonly __typename: 'ConsentNoticePage';
  @Field(() => [ConsentNotice]) readonly notices: readonly ConsentNotice[];
  @Field(() => Int) readonly total: number;
}

@ObjectType({ description: 'Somebody whom a directive may name.' })
export class ConsentPerson {
  @Field(() => ID) readonly userId: string;
  @Field(() => String) readonly displayName: string;
  @Field(() => [LocalizedText]) readonly organizationNames: readonly LocalizedText[];
}

@ObjectType()
export class ConsentPeople {
  readonly __typename: 'ConsentPeople';
  @Field(() => [ConsentPerson], { description: 'At most 20, by name.' }) readonly people: readonly ConsentPerson[];
}

export const ConsentFileResult = createUnionType({ name: 'ConsentFileResult', types: () => [ConsentFile, Refusal] as const, resolveType: byTypename });
export const DirectiveResult = createUnionType({ name: 'DirectiveResult', types: () => [ConsentDirective, Refusal] as const, resolveType: byTypename });
export const DirectiveHistoryResult = createUnionType({ name: 'DirectiveHistoryResult', types: () => [DirectiveHistory, Refusal] as const, resolveType: byTypename });
export const ConsentLetterResult = createUnionType({ name: 'ConsentLetterResult', types: () => [ConsentLetter, Refusal] as const, resolveType: byTypename });
export const ConsentNoticesResult = createUnionType({ name: 'ConsentNoticesResult', types: () => [ConsentNoticePage, Refusal] as const, resolveType: byTypename });
export const ConsentPeopleResult = createUnionType({ name: 'ConsentPeopleResult', types: () => [ConsentPeople, Refusal] as const, resolveType: byTypename });
