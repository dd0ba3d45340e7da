import { Field, ObjectType } from '@nestjs/graphql';
import type { ClinicalTime as ClinicalTimeFacts } from '@longview/clinical-model';
import { EpochMs } from './epoch-ms.js';

@ObjectType({ description: 'A time as the source recorded it.' })
export class ClinicalTime {
  @Field(() => String) readonly local: string;
  @Field(() => String, { nullable: true }) readonly offset?: string | undefined;
  @Field(() => EpochMs) readonly instant: number;
}

export const toClinicalTime = ({ local, offset, instantMs }: ClinicalTimeFacts): ClinicalTime => ({ local, offset, instant: instantMs });
