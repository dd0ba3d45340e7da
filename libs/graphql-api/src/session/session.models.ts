import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Role as RoleName } from '@longview/authentication';
import { Role, SessionEventKind, type SessionEventName } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';

@ObjectType()
export class Organization {
  @Field(() => ID) readonly id: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => [Role]) readonly roles: readonly RoleName[];
}

@ObjectType()
export class Session {
  @Field(() => Boolean) readonly isLocked: boolean;
  @Field(() => Int) readonly idleTimeoutMs: number;
  @Field(() => Int, { description: 'How long before the idle lock the portal warns.' }) readonly idleWarningMs: number;
  @Field(() => EpochMs) readonly expiresAt: number;
}

@ObjectType({ description: 'Who is signed in.' })
export class Me {
  @Field(() => ID) readonly userId: string;
  @Field(() => String) readonly displayName: string;
  @Field(() => [Organization]) readonly organizations: readonly Organization[];
  @Field(() => Organization, { nullable: true, description: 'The organization under whose authority this session acts; null until chosen.' }) readonly actingFor?: Organization;
  @Field(() => Session) readonly session: Session;
}

@ObjectType()
export class SessionEvent {
  @Field(() => SessionEventKind) readonly kind: SessionEventName;
}
