import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { BreachCategory as CategoryName, LetterId } from '@longview/privacy-office';
import { Language } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';
import { FieldProblem } from '../users/users.models.js';
import { BreachCategory, PrivacyLetterTemplateId } from './privacy-cases.enums.js';

@ObjectType({ description: 'A letter as it is read and printed, in the language of whoever gets it.' })
export class PrivacyLetter {
  readonly __typename: 'PrivacyLetter';
  @Field(() => PrivacyLetterTemplateId) readonly templateId: LetterId;
  @Field(() => Int) readonly templateVersion: number;
  @Field(() => Language) readonly language: 'en' | 'fr';
  @Field(() => String) readonly subject: string;
  @Field(() => [String]) readonly paragraphs: readonly string[];
  @Field(() => EpochMs, { nullable: true, description: 'Null: a preview.' }) readonly issuedAt?: number;
  @Field(() => String, { nullable: true }) readonly issuedByName?: string;
}

@ObjectType()
export class PrivacyLetterField {
  @Field(() => String, { description: 'The name of the fact.' }) readonly name: string;
  @Field(() => Boolean) readonly isRequired: boolean;
  @Field(() => String, { description: 'From the case; may be worded otherwise.' }) readonly suggestion: string;
}

@ObjectType({ description: 'What there is to fill in.' })
export class PrivacyLetterForm {
  readonly __typename: 'PrivacyLetterForm';
  @Field(() => PrivacyLetterTemplateId) readonly templateId: LetterId;
  @Field(() => Int) readonly templateVersion: number;
  @Field(() => Language) readonly language: 'en' | 'fr';
  @Field(() => [PrivacyLetterField]) readonly fields: readonly PrivacyLetterField[];
}

@ObjectType({ description: 'The letter cannot be made: what is wrong, at the fact that it is about (missing, too-long, unknown, names-patient).' })
export class PrivacyLetterProblems {
  readonly __typename: 'PrivacyLetterProblems';
  @Field(() => [FieldProblem]) readonly problems: readonly FieldProblem[];
}

@InputType()
export class PrivacyLetterFactInput {
  @Field(() => String) readonly name: string;
  @Field(() => String) readonly value: string;
}

@InputType()
export class PrivacyLetterInput {
  @Field(() => ID) readonly caseId: string;
  @Field(() => PrivacyLetterTemplateId) readonly templateId: LetterId;
  @Field(() => Language, { description: 'Of whoever gets it.' }) readonly language: 'en' | 'fr';
  @Field(() => ID, { nullable: true, description: 'To which patient; may be left out where the case has one only.' }) readonly patientKey?: string;
  @Field(() => [PrivacyLetterFactInput]) readonly facts: readonly PrivacyLetterFactInput[];
}

@ObjectType({ description: 'What the Commissioner gets of a breach. Names no patient.' })
export class BreachPackage {
  readonly __typename: 'BreachPackage';
  @Field(() => ID) readonly caseId: string;
  @Field(() => String) readonly reference: string;
  @Field(() => String, { description: 'A whole document, to be printed.' }) readonly html: string;
  @Field(() => String, { description: 'The same for a machine.' }) readonly json: string;
  @Field(() => String, { description: 'Base64 of an archive: both, every proof, and how to check them.' }) readonly zip: string;
  @Field(() => String) readonly fileName: string;
  @Field(() => EpochMs) readonly takenAt: number;
}

@ObjectType({ description: 'Breaches of one category that an organization, or the whole province, learned of in a year.' })
export class BreachCountRow {
  @Field(() => ID, { nullable: true, description: 'Null: the province.' }) readonly organizationId?: string;
  @Field(() => LocalizedText, { nullable: true }) readonly organizationName?: LocalizedText;
  @Field(() => BreachCategory) readonly category: CategoryName;
  @Field(() => Int) readonly breaches: number;
  @Field(() => Int) readonly affected: number;
  @Field(() => Int, { description: 'Breaches that affected one individual.' }) readonly one: number;
  @Field(() => Int) readonly twoToTen: number;
  @Field(() => Int) readonly elevenToFifty: number;
  @Field(() => Int) readonly fiftyOneToHundred: number;
  @Field(() => Int) readonly overHundred: number;
}

@ObjectType({ description: 'The annual count for the Commissioner, O. Reg. 329/04 s. 6.4.' })
export class AnnualBreachCount {
  readonly __typename: 'AnnualBreachCount';
  @Field(() => Int) readonly year: number;
  @Field(() => String, { description: 'Last day to hand it in.' }) readonly dueOn: string;
  @Field(() => [BreachCountRow]) readonly rows: readonly BreachCountRow[];
  @Field(() => Int, { description: 'Cases opened in the year that nobody has decided: the count is not final.' }) readonly undecided: number;
  @Field(() => String, { description: 'The rows as a CSV file.' }) readonly csv: string;
}

export const PrivacyLetterFormResult = createUnionType({ name: 'PrivacyLetterFormResult', types: () => [PrivacyLetterForm, Refusal] as const, resolveType: byTypename });
export const PrivacyLetterResult = createUnionType({ name: 'PrivacyLetterResult', types: () => [PrivacyLetter, PrivacyLetterProblems, Refusal] as const, resolveType: byTypename });
export const BreachPackageResult = createUnionType({ name: 'BreachPackageResult', types: () => [BreachPackage, Refusal] as const, resolveType: byTypename });
export const AnnualBreachCountResult = createUnionType({ name: 'AnnualBreachCountResult', types: () => [AnnualBreachCount, Refusal] as const, resolveType: byTypename });
