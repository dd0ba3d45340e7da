import { Field, ID, InputType, ObjectType, createUnionType } from '@nestjs/graphql';
import { Completeness } from '../schema/completeness.js';
import { Relationship } from '../relationship/relationship.models.js';
import { Patient } from '../schema/patient.js';
import { Refusal, byTypename } from '../schema/refusal.js';

@InputType({ description: 'By `healthNumber`, or by `family` and `birthDate`, or by `localIdentifier` with the domain that issued it.' })
export class PatientSearchInput {
  @Field(() => String, { nullable: true }) readonly healthNumber?: string | null;
  @Field(() => String, { nullable: true }) readonly family?: string | null;
  @Field(() => String, { nullable: true }) readonly given?: string | null;
  @Field(() => String, { nullable: true }) readonly birthDate?: string | null;
  @Field(() => String, { nullable: true }) readonly localIdentifier?: string | null;
  @Field(() => String, { nullable: true }) readonly identifierSystem?: string | null;
}

@ObjectType({ description: 'A person whom a search found: demographics only, nothing clinical.' })
export class PatientCandidate {
  @Field(() => ID, { description: 'Opens this candidate, in this session, for some minutes.' }) readonly candidateKey: string;
  @Field(() => Patient) readonly patient: Patient;
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => Boolean) readonly hasSimilarName: boolean;
}

@ObjectType()
export class PatientSearchAnswer {
  readonly __typename: 'PatientSearchAnswer';
  @Field(() => [PatientCandidate]) readonly candidates: readonly PatientCandidate[];
  @Field(() => Completeness) readonly completeness: Completeness;
  @Field(() => Boolean, { description: 'The one candidate may be opened without a choice: unique and settled by the number that was asked for.' }) readonly mayOpenDirectly: boolean;
}

@ObjectType()
export class OpenedPatient {
  readonly __typename: 'OpenedPatient';
  @Field(() => ID, { description: 'Opaque; stands in the address of the page.' }) readonly patientKey: string;
  @Field(() => Patient) readonly patient: Patient;
  @Field(() => Relationship, { description: 'Why this person may be with the record. Nothing but the banner is shown while it is MISSING: see `findRelationship`.' }) readonly relationship: Relationship;
}

export const PatientSearchResult = createUnionType({ name: 'PatientSearchResult', types: () => [PatientSearchAnswer, Refusal] as const, resolveType: byTypename });
export const OpenPatientResult = createUnionType({ name: 'OpenPatientResult', types: () => [OpenedPatient, Refusal] as const, resolveType: byTypename });
