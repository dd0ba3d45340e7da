import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Role as RoleName } from '@longview/authentication';
import type { MembershipStatus as MembershipStatusName, OrganizationStatus as OrganizationStatusName } from '@longview/participants';
import { MembershipStatus, OrganizationStatus, Role } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';

@ObjectType({ description: 'Whom a person asks about their access.' })
export class OrganizationContact {
  @Field(() => [String], { description: 'Names of the Local Registration Authorities in office.' }) readonly registrationAuthorities: readonly string[];
  @Field(() => String) readonly phone: string;
  @Field(() => String) readonly email: string;
}

@ObjectType({ description: 'How a person stands at one organization, and why.' })
export class OwnStanding {
  @Field(() => ID) readonly organizationId: string;
  @Field(() => LocalizedText) readonly organizationName: LocalizedText;
  @Field(() => OrganizationStatus) readonly organizationStatus: OrganizationStatusName;
  @Field(() => Boolean) readonly isOrganizationAgreementInForce: boolean;
  @Field(() => MembershipStatus) readonly status: MembershipStatusName;
  @Field(() => String, { description: "A code; the words are the portal's." }) readonly reason: string;
  @Field(() => EpochMs) readonly since: number;
  @Field(() => Boolean, { description: 'The person may act for the organization.' }) readonly isOpen: boolean;
  @Field(() => Boolean, { description: 'The person signed in and thereby asked to come back; nobody answered yet.' }) readonly isReturnRequested: boolean;
  @Field(() => [Role]) readonly roles: readonly RoleName[];
  @Field(() => [ID]) readonly entitledSourceIds: readonly string[];
  @Field(() => OrganizationContact) readonly contact: OrganizationContact;
}

@ObjectType()
export class OwnIdentity {
  @Field(() => ID) readonly identityProviderId: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
  @Field(() => EpochMs) readonly linkedAt: number;
}

@ObjectType()
export class OwnSignIn {
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String, { nullable: true, description: 'Network address it came from.' }) readonly clientAddress?: string;
}

@ObjectType({ description: 'What Longview holds of the person who asks.' })
export class Account {
  @Field(() => String) readonly displayName: string;
  @Field(() => String) readonly email: string;
  @Field(() => String) readonly college: string;
  @Field(() => String) readonly licenceNumber: string;
  @Field(() => Int) readonly assuranceLevel: number;
  @Field(() => EpochMs, { nullable: true }) readonly verifiedAt?: number;
  @Field(() => String, { nullable: true, description: 'Calendar day.' }) readonly verifiedUntil?: string;
  @Field(() => [OwnIdentity]) readonly identities: readonly OwnIdentity[];
  @Field(() => [OwnSignIn], { description: 'From the access log, newest first.' }) readonly signIns: readonly OwnSignIn[];
}
