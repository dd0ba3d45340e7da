import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { RelationshipKind as RelationshipKindName } from '@longview/clinical-model';
import type { MembershipStatus as MembershipStatusName } from '@longview/participants';
import { ACCESS_MARKS, FILE_FORMATS, FILE_KINDS, REPORT_KINDS, type AccessMark as MarkName, type FileFormat as FormatName, type FileKind as FileKindName, type ReportKind as KindName } from '@longview/privacy-office';
import { enumOf, Language, MembershipStatus, RelationshipKind, RelationshipState } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';

export const AccessReportKind = enumOf<KindName>('AccessReportKind', REPORT_KINDS);
export const AccessMark = enumOf<MarkName>('AccessMark', ACCESS_MARKS);
export const ItemUse = enumOf<'collection' | 'use'>('ItemUse', ['collection', 'use']);
export const AccessFileKind = enumOf<FileKindName>('AccessFileKind', FILE_KINDS);
export const AccessFileFormat = enumOf<FormatName>('AccessFileFormat', FILE_FORMATS);

@ObjectType({ description: 'Who looked, as the log kept them, and how they stand now.' })
export class AccessParty {
  @Field(() => ID) readonly userId: string;
  @Field(() => String, { description: 'The name of that day.' }) readonly displayName: string;
  @Field(() => [String], { description: 'The roles of that day.' }) readonly roles: readonly string[];
  @Field(() => ID, { nullable: true }) readonly organizationId?: string;
  @Field(() => LocalizedText, { nullable: true }) readonly organizationName?: LocalizedText;
  @Field(() => MembershipStatus, { nullable: true, description: 'At that organization, now; nothing for who is no member of it.' }) readonly standingNow?: MembershipStatusName;
}

@ObjectType({ description: 'A patient, opened from the sealed identity of the log. Never a health number.' })
export class AccessPatient {
  @Field(() => ID, { description: 'The keyed hash of the log: may stand in addresses.' }) readonly patientKey: string;
  @Field(() => String, { nullable: true }) readonly name?: string;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD' }) readonly birthDate?: string;
}

@ObjectType({ description: 'What of one custodian was shown.' })
export class AccessShown {
  @Field(() => ID) readonly custodianId: string;
  @Field(() => LocalizedText) readonly custodianName: LocalizedText;
  @Field(() => ID) readonly sourceId: string;
  @Field(() => LocalizedText) readonly sourceName: LocalizedText;
  @Field(() => ItemUse) readonly use: 'collection' | 'use';
  @Field(() => Int, { description: '0: an override opened the door, and nothing was shown.' }) readonly itemCount: number;
}

@ObjectType({ description: 'One person with one patient in one go.' })
export class AccessLine {
  @Field(() => ID) readonly accessId: string;
  @Field(() => EpochMs) readonly startedAt: number;
  @Field(() => EpochMs) readonly endedAt: number;
  @Field(() => AccessParty) readonly who: AccessParty;
  @Field(() => AccessPatient) readonly patient: AccessPatient;
  @Field(() => [String]) readonly clientAddresses: readonly string[];
  @Field(() => [String]) readonly purposes: readonly string[];
  @Field(() => RelationshipState, { nullable: true }) readonly relationship?: string;
  @Field(() => RelationshipKind, { nullable: true }) readonly relationshipKind?: RelationshipKindName;
  @Field(() => String, { nullable: true, description: "A code of the province's list." }) readonly statedReason?: string;
  @Field(() => LocalizedText, { nullable: true }) readonly statedReasonName?: LocalizedText;
  @Field(() => String, { nullable: true }) readonly overrideGround?: string;
  @Field(() => [String], { description: 'What permitted or refused.' }) readonly rules: readonly string[];
  @Field(() => [AccessMark]) readonly marks: readonly MarkName[];
  @Field(() => Int) readonly eventCount: number;
  @Field(() => [AccessShown], { description: 'What this side may know of.' }) readonly shown: readonly AccessShown[];
  @Field(() => Int) readonly collectedItemCount: number;
  @Field(() => Int) readonly usedItemCount: number;
  @Field(() => Int, { description: 'Held back; never whose.' }) readonly withheldCount: number;
}

@ObjectType()
export class AccessEvent {
  @Field(() => ID) readonly eventId: string;
  @Field(() => EpochMs) readonly occurredAt: number;
  @Field(() => String, { description: 'A word of the log.' }) readonly action: string;
  @Field(() => String, { description: 'success, refused or failure.' }) readonly outcome: string;
  @Field(() => String, { nullable: true }) readonly rule?: string;
  @Field(() => String, { nullable: true }) readonly purposeOfUse?: string;
  @Field(() => String, { nullable: true }) readonly clientAddress?: string;
  @Field(() => String, { nullable: true, description: 'What was refused.' }) readonly attempted?: string;
  @Field(() => String, { nullable: true, description: 'Kinds of information that were shown.' }) readonly information?: string;
  @Field(() => [AccessShown]) readonly shown: readonly AccessShown[];
  @Field(() => [String]) readonly objects: readonly string[];
  @Field(() => Int) readonly withheldCount: number;
}

@ObjectType()
export class AccessReportPage {
  readonly __typename: 'AccessReportPage';
  @Field(() => [AccessLine], { description: 'Newest first.' }) readonly lines: readonly AccessLine[];
  @Field(() => ID, { nullable: true }) readonly next?: string;
  @Field(() => Int) readonly total: number;
  @Field(() => Boolean, { description: 'False: there are more than `total`.' }) readonly isTotalExact: boolean;
  @Field(() => EpochMs, { description: 'The moment up to which the log was taken into account.' }) readonly asOf: number;
}

@ObjectType()
export class AccessDetail {
  readonly __typename: 'AccessDetail';
  @Field(() => AccessLine) readonly access: AccessLine;
  @Field(() => [AccessEvent], { description: 'Oldest first.' }) readonly events: readonly AccessEvent[];
  @Field(() => EpochMs) readonly asOf: number;
}

@ObjectType()
export class AccessPatientFound {
  readonly __typename: 'AccessPatientFound';
  @Field(() => AccessPatient) readonly patient: AccessPatient;
  @Field(() => Boolean, { description: "The asker's side of the log holds something about them." }) readonly isKnown: boolean;
}

@InputType({ description: 'Accesses that began in [from, until), whole.' })
export class AccessReportInput {
  @Field(() => AccessReportKind) readonly kind: KindName;
  @Field(() => ID, { nullable: true, description: "Absent: the asker's own; for the program office the whole province." }) readonly organizationId?: string | null;
  @Field(() => ID, { nullable: true }) readonly patientKey?: string | null;
  @Field(() => ID, { nullable: true }) readonly userId?: string | null;
  @Field(() => ID, { nullable: true }) readonly custodianId?: string | null;
  @Field(() => ID, { nullable: true }) readonly sourceId?: string | null;
  @Field(() => [AccessMark], { nullable: true, description: 'All of them.' }) readonly marks?: readonly MarkName[] | null;
  @Field(() => EpochMs) readonly from: number;
  @Field(() => EpochMs) readonly until: number;
  @Field(() => ID, { nullable: true, description: 'The `next` of the page before.' }) readonly after?: string | null;
  @Field(() => Int, { nullable: true, description: 'At most 200; 50 when absent.' }) readonly limit?: number | null;
}

@ObjectType()
export class PatientAccessLine {
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String) readonly when: string;
  @Field(() => [String]) readonly sentences: readonly string[];
}

@ObjectType({ description: 'What a patient is handed, in plain words.' })
export class PatientAccessList {
  readonly __typename: 'PatientAccessList';
  @Field(() => String) readonly heading: string;
  @Field(() => [String]) readonly introduction: readonly string[];
  @Field(() => [PatientAccessLine], { description: 'Newest first.' }) readonly lines: readonly PatientAccessLine[];
  @Field(() => EpochMs) readonly asOf: number;
  @Field(() => Boolean, { description: 'False: there is more than a list can hold.' }) readonly isWhole: boolean;
}

@InputType()
export class PatientAccessListInput {
  @Field(() => ID) readonly patientKey: string;
  @Field(() => Language) readonly language: 'en' | 'fr';
  @Field(() => ID, { nullable: true }) readonly organizationId?: string | null;
  @Field(() => EpochMs) readonly from: number;
  @Field(() => EpochMs) readonly until: number;
}

@InputType()
export class AccessFileInput {
  @Field(() => AccessFileKind) readonly fileKind: FileKindName;
  @Field(() => AccessFileFormat, { description: 'HTML is for printing.' }) readonly format: FormatName;
  @Field(() => Language) readonly language: 'en' | 'fr';
  @Field(() => AccessReportInput, { description: '`after` and `limit` are not read.' }) readonly report: AccessReportInput;
}

@ObjectType({ description: 'Fetches the file once: a POST of {token} to the path, in this session.' })
export class AccessFileTicket {
  readonly __typename: 'AccessFileTicket';
  @Field(() => String) readonly token: string;
  @Field(() => String) readonly path: string;
  @Field(() => EpochMs) readonly expiresAt: number;
}

export const AccessReportResult = createUnionType({ name: 'AccessReportResult', types: () => [AccessReportPage, Refusal] as const, resolveType: byTypename });
export const AccessDetailResult = createUnionType({ name: 'AccessDetailResult', types: () => [AccessDetail, Refusal] as const, resolveType: byTypename });
export const AccessPatientResult = createUnionType({ name: 'AccessPatientResult', types: () => [AccessPatientFound, Refusal] as const, resolveType: byTypename });
export const PatientAccessListResult = createUnionType({ name: 'PatientAccessListResult', types: () => [PatientAccessList, Refusal] as const, resolveType: byTypename });
export const AccessFileResult = createUnionType({ name: 'AccessFileResult', types: () => [AccessFileTicket, Refusal] as const, resolveType: byTypename });
