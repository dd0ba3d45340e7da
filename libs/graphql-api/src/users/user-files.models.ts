import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { ImportRow as ImportRowFacts, MembershipStatus as MembershipStatusName } from '@longview/participants';
import { enumOf, MembershipStatus } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { byTypename, Refusal } from '../schema/refusal.js';
import { FieldProblem, UsersChanged, WrongInput } from './users.models.js';

export const ImportRowOutcome = enumOf<ImportRowFacts['outcome']>('ImportRowOutcome', ['new', 'already-here', 'wrong']);

@ObjectType()
export class ImportRow {
  @Field(() => Int) readonly line: number;
  @Field(() => String) readonly familyName: string;
  @Field(() => String) readonly givenName: string;
  @Field(() => ImportRowOutcome) readonly outcome: ImportRowFacts['outcome'];
  @Field(() => ID, { nullable: true, description: 'Of whoever is here already.' }) readonly membershipId?: string;
  @Field(() => [FieldProblem], { description: 'By column.' }) readonly problems: readonly FieldProblem[];
}

@ObjectType({ description: 'What a file would do, row by row. Nothing has happened.' })
export class ImportPreview {
  readonly __typename: 'ImportPreview';
  @Field(() => [ImportRow]) readonly rows: readonly ImportRow[];
  @Field(() => String, { description: 'Applying asks for it: what was seen is what happens.' }) readonly digest: string;
}

@ObjectType({ description: 'The file as a whole cannot be read.' })
export class FileFault {
  readonly __typename: 'FileFault';
  @Field(() => String, { description: "A stable word; the sentence is the portal's." }) readonly fault: string;
  @Field(() => Int, { nullable: true }) readonly line?: number;
  @Field(() => String, { nullable: true }) readonly column?: string;
}

@InputType()
export class UserImportInput {
  @Field(() => String, { description: 'The file, at most 2,000,000 characters and 5,000 rows.' }) readonly content: string;
  @Field(() => String, { description: 'For rows that give no reason of their own.' }) readonly reason: string;
}

@ObjectType()
export class HrDifference {
  @Field(() => String) readonly field: string;
  @Field(() => String) readonly here: string;
  @Field(() => String) readonly inHr: string;
}

@ObjectType()
export class HrMatch {
  @Field(() => ID) readonly membershipId: string;
  @Field(() => String) readonly familyName: string;
  @Field(() => String) readonly givenName: string;
  @Field(() => [HrDifference]) readonly differences: readonly HrDifference[];
}

@ObjectType()
export class HrUnlisted {
  @Field(() => ID) readonly membershipId: string;
  @Field(() => Int) readonly version: number;
  @Field(() => String) readonly familyName: string;
  @Field(() => String) readonly givenName: string;
  @Field(() => String) readonly jobTitle: string;
  @Field(() => MembershipStatus) readonly status: MembershipStatusName;
}

@ObjectType()
export class HrRow {
  @Field(() => Int) readonly line: number;
  @Field(() => String) readonly familyName: string;
  @Field(() => String) readonly givenName: string;
  @Field(() => String) readonly jobTitle: string;
}

@ObjectType({ description: 'An HR list beside the users.' })
export class HrComparison {
  readonly __typename: 'HrComparison';
  @Field(() => EpochMs) readonly comparedAt: number;
  @Field(() => [HrMatch]) readonly inBoth: readonly HrMatch[];
  @Field(() => [HrUnlisted]) readonly onlyHere: readonly HrUnlisted[];
  @Field(() => [HrRow]) readonly onlyInHr: readonly HrRow[];
}

export const ImportPreviewResult = createUnionType({ name: 'ImportPreviewResult', types: () => [ImportPreview, FileFault, Refusal] as const, resolveType: byTypename });
export const ImportResult = createUnionType({ name: 'ImportResult', types: () => [UsersChanged, ImportPreview, FileFault, WrongInput, Refusal] as const, resolveType: byTypename });
export const HrComparisonResult = createUnionType({ name: 'HrComparisonResult', types: () => [HrComparison, FileFault, WrongInput, Refusal] as const, resolveType: byTypename });
