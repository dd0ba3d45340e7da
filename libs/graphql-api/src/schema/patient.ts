import { Field, ObjectType } from '@nestjs/graphql';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type AdministrativeGender, type SubjectIdentity } from '@longview/clinical-model';
import { Gender } from './enums.js';

@ObjectType()
export class PersonName {
  @Field(() => String) readonly family: string;
  @Field(() => [String]) readonly given: readonly string[];
}

@ObjectType()
export class LocalIdentifier {
  @Field(() => String) readonly system: string;
  @Field(() => String) readonly value: string;
}

@ObjectType()
export class Patient {
  @Field(() => [PersonName]) readonly names: readonly PersonName[];
  @Field(() => String, { nullable: true }) readonly birthDate?: string;
  @Field(() => Gender, { nullable: true }) readonly gender?: AdministrativeGender;
  @Field(() => Boolean) readonly isDeceased: boolean;
  @Field(() => String, { nullable: true }) readonly deceasedDate?: string;
  @Field(() => String, { nullable: true }) readonly healthNumber?: string;
  @Field(() => String, { nullable: true }) readonly city?: string;
  @Field(() => String, { nullable: true }) readonly postalCode?: string;
  @Field(() => [LocalIdentifier]) readonly localIdentifiers: readonly LocalIdentifier[];
}

/** The banner's facts. A person with two different health numbers shows neither: which one is theirs is not ours to say. */
export function toPatient(identity: SubjectIdentity): Patient {
  const healthNumbers = new Set(identity.identifiers.filter(({ system }) => system === ONTARIO_HEALTH_NUMBER_SYSTEM).map(({ value }) => value));
  const [healthNumber] = healthNumbers;
  return {
    names: identity.names.map(({ family, given }) => ({ family, given })),
    isDeceased: identity.deceased ?? identity.deceasedDate !== undefined,
    localIdentifiers: identity.identifiers
      .filter(({ system, type }) => system !== ONTARIO_HEALTH_NUMBER_SYSTEM && (type === undefined || type === 'MR'))
      .map(({ system, value }) => ({ system, value })),
    ...(identity.birthDate && { birthDate: identity.birthDate }),
    ...(identity.gender && { gender: identity.gender }),
    ...(identity.deceasedDate && { deceasedDate: identity.deceasedDate }),
    ...(healthNumbers.size === 1 && { healthNumber: healthNumber! }),
    ...(identity.city && { city: identity.city }),
    ...(identity.postalCode && { postalCode: identity.postalCode }),
  };
}
