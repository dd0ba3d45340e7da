import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { BreachCategory as CategoryName, BreachCircumstance as CircumstanceName, CaseAct, CaseOrigin, CaseState, LetterId } from '@longview/privacy-office';
import { ConsentPatientInput } from '../consent/consent-desk.models.js';
import { Language } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';
import { BreachCategory, BreachCircumstance, PrivacyCaseAction, PrivacyCaseOrigin, PrivacyCaseState, PrivacyLetterTemplateId } from './privacy-cases.enums.js';

@ObjectType({ description: 'A case of the privacy office as the list shows it.' })
export class PrivacyCaseLine {
  @Field(() => ID) readonly caseId: string;
  @Field(() => String, { description: 'How people call it: 2026-0042.' }) readonly reference: string;
  @Field(() => PrivacyCaseState) readonly state: CaseState;
  @Field(() => PrivacyCaseOrigin) readonly origin: CaseOrigin;
  @Field(() => ID) readonly organizationId: string;
  @Field(() => LocalizedText) readonly organizationName: LocalizedText;
  @Field(() => Boolean, { description: "The subject leads privacy in the organization, or nobody else there could look at it." }) readonly isForProgramOffice: boolean;
  @Field(() => String, { nullable: true, description: 'Whose access it is about; null: not known yet.' }) readonly subjectName?: string;
  @Field(() => ID, { nullable: true }) readonly ownerId?: string;
  @Field(() => String, { nullable: true }) readonly ownerName?: string;
  @Field(() => Boolean) readonly isMine: boolean;
  @Field(() => EpochMs) readonly openedAt: number;
  @Field(() => String, { description: 'YYYY-MM-DD' }) readonly dueOn: string;
  @Field(() => Boolean) readonly isOverdue: boolean;
  @Field(() => Boolean) readonly isAnswerAwaited: boolean;
  @Field(() => Boolean, { description: 'Nobody answered by the day.' }) readonly isAnswerOverdue: boolean;
  @Field(() => Boolean) readonly isAnswered: boolean;
  @Field(() => Int, { description: 'Goes back with every change: who saw an older one is told of a conflict.' }) readonly version: number;
}

@ObjectType()
export class PrivacyCasePage {
  readonly __typename: 'PrivacyCasePage';
  @Field(() => [PrivacyCaseLine]) readonly cases: readonly PrivacyCaseLine[];
  @Field(() => Int) readonly total: number;
  @Field(() => Int, { description: 'Of all that the asker may see, whatever was asked for.' }) readonly overdue: number;
}

@InputType()
export class PrivacyCaseListInput {
  @Field(() => [PrivacyCaseState], { nullable: true, description: 'All but CLOSED when absent.' }) readonly states?: readonly CaseState[];
  @Field(() => Boolean, { nullable: true }) readonly isMine?: boolean;
  @Field(() => Boolean, { nullable: true }) readonly isOverdue?: boolean;
  @Field(() => ID, { nullable: true }) readonly organizationId?: string;
  @Field(() => Int) readonly offset: number;
  @Field(() => Int, { description: 'At most 100.' }) readonly limit: number;
}

@ObjectType()
export class PrivacyCasePatient {
  @Field(() => ID, { description: 'A keyed hash; says nothing of the patient.' }) readonly patientKey: string;
  @Field(() => String) readonly name: string;
  @Field(() => String) readonly birthDate: string;
  @Field(() => String) readonly initials: string;
}

@ObjectType({ description: 'An event of the access log, frozen into the case with its proof.' })
export class PrivacyCaseAccess {
  @Field(() => ID) readonly eventId: string;
  @Field(() => EpochMs, { nullable: true, description: 'Null until the proof is there, which takes seconds.' }) readonly occurredAt?: number;
  @Field(() => String, { nullable: true, description: 'The word of the access log.' }) readonly action?: string;
  @Field(() => ID, { nullable: true }) readonly patientKey?: string;
  @Field(() => String, { nullable: true, description: 'The file that `longview verify-proof` checks, of the event or the part of it that is on this side; null: the event is not sealed yet.' }) readonly proof?: string;
  @Field(() => EpochMs, { nullable: true, description: 'When the head was signed that covers it.' }) readonly provenAt?: number;
}

@ObjectType()
export class PrivacyCaseNote {
  @Field(() => ID) readonly noteId: string;
  @Field(() => String) readonly byName: string;
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String) readonly text: string;
}

@ObjectType()
export class PrivacyCaseQuestion {
  @Field(() => ID) readonly questionId: string;
  @Field(() => String) readonly text: string;
  @Field(() => String) readonly askedByName: string;
  @Field(() => EpochMs) readonly askedAt: number;
  @Field(() => String) readonly dueOn: string;
  @Field(() => [ID]) readonly eventIds: readonly string[];
  @Field(() => String, { nullable: true }) readonly answer?: string;
  @Field(() => EpochMs, { nullable: true }) readonly answeredAt?: number;
  @Field(() => Boolean) readonly isOverdue: boolean;
  @Field(() => EpochMs, { nullable: true }) readonly remindedAt?: number;
}

@ObjectType({ description: 'What was done with the case, never edited.' })
export class PrivacyCaseHistoryLine {
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String) readonly byName: string;
  @Field(() => String, { description: "A stable word; the sentence is the portal's." }) readonly change: string;
  @Field(() => PrivacyCaseState, { description: 'Afterwards.' }) readonly state: CaseState;
  @Field(() => String) readonly reason: string;
}

@ObjectType({ description: 'One of the seven circumstances of O. Reg. 329/04 s. 6.3 (1).' })
export class BreachCircumstanceAnswer {
  @Field(() => BreachCircumstance) readonly circumstance: CircumstanceName;
  @Field(() => Boolean) readonly applies: boolean;
  @Field(() => String) readonly reason: string;
}

@ObjectType({ description: 'What is known of a confirmed breach.' })
export class Breach {
  @Field(() => BreachCategory) readonly category: CategoryName;
  @Field(() => String) readonly discoveredOn: string;
  @Field(() => [BreachCircumstanceAnswer], { description: 'All seven.' }) readonly circumstances: readonly BreachCircumstanceAnswer[];
  @Field(() => Boolean) readonly mustNotifyCommissioner: boolean;
  @Field(() => String) readonly facts: string;
  @Field(() => Int) readonly affectedCount: number;
  @Field(() => String) readonly containment: string;
  @Field(() => String) readonly prevention: string;
  @Field(() => String, { nullable: true }) readonly patientsNotifiedOn?: string;
  @Field(() => String, { nullable: true }) readonly commissionerNotifiedOn?: string;
}

@ObjectType({ description: 'A letter that was issued; its text is asked for with `privacyLetter`.' })
export class PrivacyCaseLetter {
  @Field(() => ID) readonly letterId: string;
  @Field(() => PrivacyLetterTemplateId) readonly templateId: LetterId;
  @Field(() => Int) readonly templateVersion: number;
  @Field(() => Language) readonly language: 'en' | 'fr';
  @Field(() => ID, { nullable: true }) readonly patientKey?: string;
  @Field(() => EpochMs) readonly issuedAt: number;
  @Field(() => String) readonly issuedByName: string;
}

@ObjectType({ description: 'A case with everything in it.' })
export class PrivacyCase {
  readonly __typename: 'PrivacyCase';
  @Field(() => PrivacyCaseLine) readonly line: PrivacyCaseLine;
  @Field(() => String) readonly summary: string;
  @Field(() => ID, { nullable: true }) readonly subjectId?: string;
  @Field(() => [ID]) readonly flagIds: readonly string[];
  @Field(() => [PrivacyCasePatient]) readonly patients: readonly PrivacyCasePatient[];
  @Field(() => [PrivacyCaseAccess], { description: 'Oldest first.' }) readonly accesses: readonly PrivacyCaseAccess[];
  @Field(() => [PrivacyCaseQuestion], { description: 'Newest first.' }) readonly questions: readonly PrivacyCaseQuestion[];
  @Field(() => [PrivacyCaseNote], { description: 'Newest first.' }) readonly notes: readonly PrivacyCaseNote[];
  @Field(() => String, { nullable: true, description: 'Of the last decision.' }) readonly finding?: string;
  @Field(() => String, { nullable: true }) readonly decidedByName?: string;
  @Field(() => Breach, { nullable: true }) readonly breach?: Breach;
  @Field(() => Int, { description: 'Different patients among the accesses.' }) readonly suggestedAffectedCount: number;
  @Field(() => [PrivacyCaseLetter], { description: 'Newest first.' }) readonly letters: readonly PrivacyCaseLetter[];
  @Field(() => [PrivacyCaseHistoryLine], { description: 'Newest first.' }) readonly history: readonly PrivacyCaseHistoryLine[];
  @Field(() => [PrivacyCaseAction], { description: 'What the asker may do now.' }) readonly actions: readonly CaseAct[];
  @Field(() => Boolean, { description: 'It was confirmed: neither its owner nor who decided it closes it.' }) readonly needsSecondPerson: boolean;
  @Field(() => String, { description: 'Suggested last day to answer a question asked today.' }) readonly answerDueOn: string;
}

@ObjectType()
export class PrivacyReviewer {
  @Field(() => ID) readonly userId: string;
  @Field(() => String) readonly displayName: string;
}

@ObjectType()
export class PrivacyReviewers {
  readonly __typename: 'PrivacyReviewers';
  @Field(() => [PrivacyReviewer]) readonly people: readonly PrivacyReviewer[];
}

@InputType({ description: 'The case as it was seen.' })
export class SeenPrivacyCaseInput {
  @Field(() => ID) readonly caseId: string;
  @Field(() => Int) readonly version: number;
}

@InputType({ description: 'COMPLAINT: `patient`; MANUAL: `eventIds` or `subjectId`. A case from a flag is opened with the decision of the flag.' })
export class OpenPrivacyCaseInput {
  @Field(() => PrivacyCaseOrigin) readonly origin: CaseOrigin;
  @Field(() => String) readonly summary: string;
  @Field(() => ID, { nullable: true }) readonly subjectId?: string;
  @Field(() => ConsentPatientInput, { nullable: true }) readonly patient?: ConsentPatientInput;
  @Field(() => [ID], { nullable: true }) readonly eventIds?: readonly string[];
}

@InputType()
export class AskUserInput {
  @Field(() => String) readonly text: string;
  @Field(() => String, { description: 'Last day to answer, YYYY-MM-DD.' }) readonly dueOn: string;
  @Field(() => [ID], { description: 'Accesses of the case that it is about.' }) readonly eventIds: readonly string[];
}

@InputType()
export class BreachCircumstanceAnswerInput {
  @Field(() => BreachCircumstance) readonly circumstance: CircumstanceName;
  @Field(() => Boolean) readonly applies: boolean;
  @Field(() => String, { description: 'Needed where it applies.' }) readonly reason: string;
}

@InputType({ description: 'Goes to the Commissioner: no patient is named in it.' })
export class BreachInput {
  @Field(() => BreachCategory) readonly category: CategoryName;
  @Field(() => String, { description: 'YYYY-MM-DD' }) readonly discoveredOn: string;
  @Field(() => [BreachCircumstanceAnswerInput], { description: 'Each of the seven, once.' }) readonly circumstances: readonly BreachCircumstanceAnswerInput[];
  @Field(() => String) readonly facts: string;
  @Field(() => Int) readonly affectedCount: number;
  @Field(() => String) readonly containment: string;
  @Field(() => String) readonly prevention: string;
}

@ObjectType({ description: 'What somebody is asked about their own access.' })
export class OwnAskedAccess {
  @Field(() => String, { description: 'They saw the patient then; more is not repeated here.' }) readonly patientInitials: string;
  @Field(() => EpochMs, { nullable: true }) readonly occurredAt?: number;
}

@ObjectType({ description: 'A question of the privacy office about accesses of the person who asks.' })
export class OwnPrivacyQuestion {
  @Field(() => ID) readonly questionId: string;
  @Field(() => LocalizedText, { description: 'Whose privacy office asks.' }) readonly organizationName: LocalizedText;
  @Field(() => String) readonly text: string;
  @Field(() => EpochMs) readonly askedAt: number;
  @Field(() => String) readonly dueOn: string;
  @Field(() => Boolean) readonly isOverdue: boolean;
  @Field(() => [OwnAskedAccess]) readonly accesses: readonly OwnAskedAccess[];
  @Field(() => String, { nullable: true }) readonly answer?: string;
  @Field(() => EpochMs, { nullable: true }) readonly answeredAt?: number;
}

export const PrivacyCasesResult = createUnionType({ name: 'PrivacyCasesResult', types: () => [PrivacyCasePage, Refusal] as const, resolveType: byTypename });
export const PrivacyCaseResult = createUnionType({ name: 'PrivacyCaseResult', types: () => [PrivacyCase, Refusal] as const, resolveType: byTypename });
export const PrivacyReviewersResult = createUnionType({ name: 'PrivacyReviewersResult', types: () => [PrivacyReviewers, Refusal] as const, resolveType: byTypename });
