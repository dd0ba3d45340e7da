import { Field, ID, InputType, Int, ObjectType, createUnionType, registerEnumType } from '@nestjs/graphql';
import type { AgreementLanguage, AgreementToRead, TextRun } from '@longview/participants';
import { Language } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { byTypename, Refusal } from '../schema/refusal.js';

const AgreementTextKind = { SAME: 'same', ADDED: 'added', REMOVED: 'removed' } as const satisfies Record<string, TextRun['kind']>;
registerEnumType(AgreementTextKind, { name: 'AgreementTextKind' });
const AgreementNeed = { FIRST_TIME: 'first-time', EXPIRED: 'expired', NEW_VERSION: 'new-version', IN_FORCE: 'in-force' } as const satisfies Record<string, AgreementToRead['because']>;
registerEnumType(AgreementNeed, { name: 'AgreementNeed', description: 'Why the user agreement is to be read; IN_FORCE: it need not be.' });

@ObjectType({ description: 'A stretch of the text, against the version that this person accepted before.' })
export class AgreementText {
  @Field(() => AgreementTextKind) readonly kind: TextRun['kind'];
  @Field(() => String) readonly text: string;
}

@ObjectType()
export class UserAgreement {
  @Field(() => Int) readonly version: number;
  @Field(() => EpochMs) readonly effectiveFrom: number;
  @Field(() => Language) readonly language: AgreementLanguage;
  @Field(() => AgreementNeed) readonly because: AgreementToRead['because'];
  @Field(() => [AgreementText]) readonly text: readonly AgreementText[];
  @Field(() => Int, { nullable: true }) readonly acceptedVersion?: number;
  @Field(() => EpochMs, { nullable: true }) readonly acceptedAt?: number;
  @Field(() => EpochMs, { nullable: true }) readonly expiresAt?: number;
}

@ObjectType({ description: 'What was accepted, in the words and the language in which it was read.' })
export class AcceptedUserAgreement {
  @Field(() => ID) readonly id: string;
  @Field(() => Int) readonly version: number;
  @Field(() => Language) readonly language: AgreementLanguage;
  @Field(() => EpochMs) readonly acceptedAt: number;
  @Field(() => EpochMs) readonly expiresAt: number;
  @Field(() => String) readonly text: string;
}

@InputType()
export class UserAgreementDraft {
  @Field(() => String) readonly textEn: string;
  @Field(() => String) readonly textFr: string;
  @Field(() => EpochMs) readonly effectiveFrom: number;
}

@ObjectType()
export class PublishedUserAgreement {
  readonly __typename: 'PublishedUserAgreement';
  @Field(() => Int) readonly version: number;
}

export const PublishUserAgreementResult = createUnionType({ name: 'PublishUserAgreementResult', types: () => [PublishedUserAgreement, Refusal] as const, resolveType: byTypename });
