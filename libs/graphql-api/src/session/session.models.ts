import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Duty as DutyName, Role as RoleName } from '@longview/authentication';
import { Duty, Role, SessionEventKind, type SessionEventName } from '../schema/enums.js';
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

@ObjectType({ description: 'How the person stands to the user agreement.' })
export class AgreementState {
  @Field(() => Boolean, { description: 'For this session: an expiry in the middle of a shift changes nothing.' }) readonly isAccepted: boolean;
  @Field(() => EpochMs, { nullable: true, description: 'When the last acceptance runs out, or ran out.' }) readonly expiresAt?: number;
}

@ObjectType({ description: 'Who is signed in.' })
export class Me {
  @Field(() => ID) readonly userId: string;
  @Field(() => String) readonly displayName: string;
  @Field(() => [Organization], { description: 'For which the person may act. None: see myStanding for why.' }) readonly organizations: readonly Organization[];
  @Field(() => Organization, { nullable: true, description: 'The organization under whose authority this session acts; null until chosen.' }) readonly actingFor?: Organization;
  @Field(() => [Duty], { description: 'What the person may do about access itself for that organization; asked again at each operation.' }) readonly duties: readonly DutyName[];
  @Field(() => Boolean, { description: 'A role for that organization allows to look for patients.' }) readonly mayFindPatients: boolean;
  @Field(() => AgreementState) readonly agreement: AgreementState;
  @Field(() => Session) readonly session: Session;
}

@ObjectType()
export class SessionEvent {
  @Field(() => SessionEventKind) readonly kind: SessionEventName;
  @Field(() => ID, { nullable: true, description: 'CONSENT_CHANGED: the opened patient whose rows are to be taken off the page and asked for anew.' }) readonly patientKey?: string;
}
