import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Role as RoleName } from '@longview/authentication';
import { STANDING_ACTIONS, USER_SIGNALS, USER_SORTS, type MembershipStatus as MembershipStatusName, type StandingAction as StandingActionName, type UserSignal as UserSignalName, type UserSort as UserSortName } from '@longview/participants';
import { enumOf, MembershipStatus, Role } from '../schema/enums.js';
import { EpochMs } from '../schema/epoch-ms.js';
import { LocalizedText } from '../schema/localized-text.js';
import { byTypename, Refusal } from '../schema/refusal.js';

export const StandingAction = enumOf<StandingActionName>('StandingAction', STANDING_ACTIONS);
export const UserSignal = enumOf<UserSignalName>('UserSignal', USER_SIGNALS);
export const UserSort = enumOf<UserSortName>('UserSort', USER_SORTS);

@ObjectType({ description: 'A user of an organization as the table shows them.' })
export class UserLine {
  @Field(() => ID) readonly membershipId: string;
  @Field(() => Int, { description: 'Goes back with every change: who saw an older one is told that somebody else was quicker.' }) readonly version: number;
  @Field(() => String) readonly displayName: string;
  @Field(() => String) readonly familyName: string;
  @Field(() => String) readonly givenName: string;
  @Field(() => String) readonly email: string;
  @Field(() => String) readonly jobTitle: string;
  @Field(() => String) readonly employeeNumber: string;
  @Field(() => String) readonly college: string;
  @Field(() => String) readonly licenceNumber: string;
  @Field(() => MembershipStatus) readonly status: MembershipStatusName;
  @Field(() => String, { description: 'A code; empty where none was given.' }) readonly statusReason: string;
  @Field(() => EpochMs) readonly statusSince: number;
  @Field(() => [Role]) readonly roles: readonly RoleName[];
  @Field(() => [Role], { description: 'Offices in force.' }) readonly offices: readonly RoleName[];
  @Field(() => Boolean, { description: 'To a level, by documents that are valid today.' }) readonly isVerified: boolean;
  @Field(() => String, { nullable: true }) readonly verifiedUntil?: string;
  @Field(() => EpochMs, { nullable: true }) readonly lastUsedAt?: number;
  @Field(() => String, { nullable: true, description: 'Last day of a leave.' }) readonly returnsOn?: string;
  @Field(() => [UserSignal]) readonly signals: readonly UserSignalName[];
}

@ObjectType()
export class SeenDocument {
  @Field(() => String) readonly kind: string;
  @Field(() => String, { nullable: true }) readonly validUntil?: string;
}

@ObjectType({ description: 'What was seen of a person: kinds of documents and their last valid day, never a number or a copy.' })
export class IdentityVerification {
  @Field(() => Int) readonly assuranceLevel: number;
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String) readonly by: string;
  @Field(() => [SeenDocument]) readonly documents: readonly SeenDocument[];
}

@ObjectType()
export class UserEntitlement {
  @Field(() => ID) readonly sourceId: string;
  @Field(() => String) readonly reason: string;
  @Field(() => String) readonly grantedBy: string;
  @Field(() => EpochMs) readonly grantedAt: number;
  @Field(() => String, { nullable: true, description: 'Last day.' }) readonly expiresOn?: string;
}

@ObjectType()
export class UserIdentity {
  @Field(() => ID) readonly identityProviderId: string;
  @Field(() => String) readonly subject: string;
  @Field(() => EpochMs) readonly linkedAt: number;
  @Field(() => String) readonly linkedBy: string;
}

@ObjectType()
export class UserHistoryLine {
  @Field(() => EpochMs) readonly at: number;
  @Field(() => String) readonly by: string;
  @Field(() => String) readonly change: string;
  @Field(() => String) readonly reason: string;
}

@ObjectType({ description: 'Everything that the registration authority sees of one user.' })
export class User {
  readonly __typename: 'User';
  @Field(() => UserLine) readonly line: UserLine;
  @Field(() => EpochMs) readonly createdAt: number;
  @Field(() => String) readonly requestedBy: string;
  @Field(() => Boolean) readonly isOwnRequest: boolean;
  @Field(() => Boolean) readonly isOneself: boolean;
  @Field(() => Boolean, { description: 'The asker may change facts, roles, entitlements and identities.' }) readonly mayEdit: boolean;
  @Field(() => Int) readonly patientsOpened: number;
  @Field(() => EpochMs, { nullable: true }) readonly lastAttestedAt?: number;
  @Field(() => IdentityVerification, { nullable: true }) readonly verification?: IdentityVerification;
  @Field(() => [UserEntitlement]) readonly entitlements: readonly UserEntitlement[];
  @Field(() => [UserIdentity]) readonly identities: readonly UserIdentity[];
  @Field(() => [UserHistoryLine]) readonly history: readonly UserHistoryLine[];
  @Field(() => [StandingAction], { description: 'What the asker may do with the standing now.' }) readonly actions: readonly StandingActionName[];
}

@ObjectType()
export class UserPage {
  readonly __typename: 'UserPage';
  @Field(() => [UserLine]) readonly users: readonly UserLine[];
  @Field(() => Int) readonly total: number;
}

@InputType({ description: 'What an employer may know and surveillance compares: optional, kept as keyed hashes, never shown again.' })
export class PersonalFactsInput {
  @Field(() => String, { nullable: true }) readonly homePostalCode?: string | null;
  @Field(() => String, { nullable: true }) readonly homeAddress?: string | null;
  @Field(() => String, { nullable: true }) readonly homePhone?: string | null;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD' }) readonly birthDate?: string | null;
  @Field(() => String, { nullable: true }) readonly healthNumber?: string | null;
}

@InputType()
export class UserListInput {
  @Field(() => String, { nullable: true, description: 'Beginnings of names, address, licence or employee number; every word must fit.' }) readonly search?: string | null;
  @Field(() => [MembershipStatus], { nullable: true }) readonly statuses?: readonly MembershipStatusName[] | null;
  @Field(() => Role, { nullable: true }) readonly role?: RoleName | null;
  @Field(() => UserSignal, { nullable: true }) readonly signal?: UserSignalName | null;
  @Field(() => UserSort, { nullable: true }) readonly sort?: UserSortName | null;
  @Field(() => Boolean, { nullable: true }) readonly isDescending?: boolean | null;
  @Field(() => Int, { nullable: true }) readonly offset?: number | null;
  @Field(() => Int, { nullable: true, description: 'At most 200.' }) readonly limit?: number | null;
}

@ObjectType()
export class ActionReasons {
  @Field(() => StandingAction) readonly action: StandingActionName;
  @Field(() => [String]) readonly reasons: readonly string[];
}

@ObjectType()
export class IdleBar {
  @Field(() => Int, { nullable: true, description: 'Fewer days than this without use; null for the last bar.' }) readonly upToDays?: number;
  @Field(() => Int) readonly count: number;
}

@ObjectType({ description: 'What the asker may register for their organization, and the words to choose from.' })
export class Registration {
  readonly __typename: 'Registration';
  @Field(() => Boolean, { description: 'Everybody, and not only what the asker requested.' }) readonly mayManage: boolean;
  @Field(() => Boolean) readonly isSolePractitioner: boolean;
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => [Role]) readonly roles: readonly RoleName[];
  @Field(() => [String]) readonly colleges: readonly string[];
  @Field(() => [String]) readonly documentKinds: readonly string[];
  @Field(() => [ActionReasons]) readonly reasons: readonly ActionReasons[];
  @Field(() => [IdleBar], { description: 'Active users by days without use; empty for who may not see everybody.' }) readonly idle: readonly IdleBar[];
}

@ObjectType()
export class TransferTarget {
  @Field(() => ID) readonly id: string;
  @Field(() => LocalizedText) readonly name: LocalizedText;
}

@ObjectType()
export class FieldProblem {
  @Field(() => String) readonly field: string;
  @Field(() => String, { description: "A stable word; the sentence is the portal's." }) readonly problem: string;
}

@ObjectType({ description: 'Everything that is wrong with what was entered. Nothing was changed.' })
export class WrongInput {
  readonly __typename: 'WrongInput';
  @Field(() => [FieldProblem]) readonly problems: readonly FieldProblem[];
}

@ObjectType()
export class UsersChanged {
  readonly __typename: 'UsersChanged';
  @Field(() => [ID]) readonly membershipIds: readonly string[];
}

@InputType()
export class UserFactsInput {
  @Field(() => String) readonly familyName: string;
  @Field(() => String) readonly givenName: string;
  @Field(() => String) readonly email: string;
  @Field(() => String, { nullable: true }) readonly jobTitle?: string | null;
  @Field(() => String, { nullable: true }) readonly employeeNumber?: string | null;
  @Field(() => String, { nullable: true }) readonly college?: string | null;
  @Field(() => String, { nullable: true }) readonly licenceNumber?: string | null;
}

@InputType()
export class UserRequestInput extends UserFactsInput {
  @Field(() => [Role]) readonly roles: readonly RoleName[];
  @Field(() => [ID]) readonly sourceIds: readonly string[];
  @Field(() => String) readonly reason: string;
}

@InputType({ description: 'A user as the asker last saw them.' })
export class SeenUserInput {
  @Field(() => ID) readonly membershipId: string;
  @Field(() => Int) readonly version: number;
}

@InputType()
export class StandingInput {
  @Field(() => [SeenUserInput], { description: 'All of them are changed, or none.' }) readonly users: readonly SeenUserInput[];
  @Field(() => StandingAction) readonly action: StandingActionName;
  @Field(() => String, { nullable: true }) readonly reason?: string | null;
  @Field(() => String, { nullable: true }) readonly returnsOn?: string | null;
  @Field(() => ID, { nullable: true }) readonly toOrganizationId?: string | null;
}

@InputType()
export class SeenDocumentInput {
  @Field(() => String) readonly kind: string;
  @Field(() => String, { nullable: true }) readonly validUntil?: string | null;
}

@InputType()
export class IdentityVerificationInput {
  @Field(() => Int) readonly assuranceLevel: number;
  @Field(() => [SeenDocumentInput]) readonly documents: readonly SeenDocumentInput[];
}

@InputType()
export class EntitlementInput {
  @Field(() => ID) readonly sourceId: string;
  @Field(() => String) readonly reason: string;
  @Field(() => String, { nullable: true }) readonly expiresOn?: string | null;
}

@InputType()
export class UserIdentityInput {
  @Field(() => ID) readonly identityProviderId: string;
  @Field(() => String) readonly subject: string;
}

export const UserListResult = createUnionType({ name: 'UserListResult', types: () => [UserPage, Refusal] as const, resolveType: byTypename });
export const UserResult = createUnionType({ name: 'UserResult', types: () => [User, Refusal] as const, resolveType: byTypename });
export const RegistrationResult = createUnionType({ name: 'RegistrationResult', types: () => [Registration, Refusal] as const, resolveType: byTypename });
export const UserChangeResult = createUnionType({ name: 'UserChangeResult', types: () => [UsersChanged, WrongInput, Refusal] as const, resolveType: byTypename });
