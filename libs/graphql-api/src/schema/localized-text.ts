import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A name in both languages.' })
export class LocalizedText {
  @Field(() => String) readonly en: string;
  @Field(() => String) readonly fr: string;
}
