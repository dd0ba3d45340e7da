import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { RecordKind as RecordKindName } from '@longview/clinical-model';
import { RecordKind } from '../schema/enums.js';
import { LocalizedText } from '../schema/localized-text.js';

@ObjectType({ description: 'A domain in which record numbers are issued, so that a number can be searched together with its issuer.' })
export class IdentifierDomain {
  @Field(() => String) readonly system: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
}

@ObjectType()
export class IdentityProvider {
  @Field(() => ID) readonly id: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
}

@ObjectType({ description: 'What the portal shows before anybody signs in.' })
export class Province {
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => Boolean) readonly isDemonstration: boolean;
  @Field(() => [IdentifierDomain]) readonly identifierDomains: readonly IdentifierDomain[];
  @Field(() => [IdentityProvider]) readonly identityProviders: readonly IdentityProvider[];
}

@ObjectType({ description: 'A source as people know it. One for every source of the province, whether this user may ask it or not.' })
export class Source {
  @Field(() => ID) readonly id: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => String, { nullable: true }) readonly city?: string;
  @Field(() => String, { nullable: true }) readonly phone?: string;
  @Field(() => String) readonly timeZone: string;
  @Field(() => [RecordKind]) readonly kinds: readonly RecordKindName[];
  @Field(() => Boolean) readonly hasImages: boolean;
  @Field(() => Boolean) readonly isRepository: boolean;
  @Field(() => Boolean) readonly isEntitled: boolean;
}
