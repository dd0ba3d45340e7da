import { registerEnumType } from '@nestjs/graphql';
import { DUTIES, ROLES, type Duty as DutyName, type Role as RoleName } from '@longview/authentication';
import { RECORD_KINDS, RELATIONSHIP_KINDS, SOURCE_STATES, type AccessBasis, type AdministrativeGender, type ImagingStudyRecord, type RecordStatus as RecordStatusName } from '@longview/clinical-model';
import type { DisclosedSlice } from '@longview/disclosure';
import type { MembershipStatus as MembershipStatusName, OrganizationStatus as OrganizationStatusName } from '@longview/participants';

type Group = DisclosedSlice['groups'][number];

/** `imaging-study` is written IMAGING_STUDY in GraphQL; inside, the model's own words stay, so that nothing is converted per item. */
export function enumOf<T extends string>(name: string, values: readonly T[]): Record<string, T> {
  const entries = Object.fromEntries(values.map((value) => [value.toUpperCase().replaceAll('-', '_'), value]));
  registerEnumType(entries, { name });
  return entries;
}

/** Lists a closed union of words once; the compiler refuses a list that is not complete. */
const all = <T extends string>(words: Record<T, true>): readonly T[] => Object.keys(words) as T[];

export const Role = enumOf<RoleName>('Role', ROLES);
export const Duty = enumOf<DutyName>('Duty', DUTIES);
export const SourceState = enumOf('SourceState', SOURCE_STATES);
export const RecordKind = enumOf('RecordKind', RECORD_KINDS);
export const RecordStatus = enumOf('RecordStatus', all<RecordStatusName>({ registered: true, preliminary: true, final: true, amended: true, cancelled: true, 'entered-in-error': true, unknown: true }));
export const GroupReason = enumOf('GroupReason', all<Group['reason']>({ single: true, 'study-instance-uid': true, 'issuer-and-accession': true, 'business-identifier': true, similarity: true }));
export const ConflictField = enumOf('ConflictField', all<Group['conflicts'][number]>({ status: true, time: true, text: true, title: true, result: true, accession: true }));
export const RelationshipState = enumOf('RelationshipState', all<AccessBasis['relationship']>({ missing: true, found: true, stated: true }));
export const RelationshipKind = enumOf('RelationshipKind', RELATIONSHIP_KINDS);
export const Gender = enumOf('Gender', all<AdministrativeGender>({ male: true, female: true, other: true, unknown: true }));
export const Laterality = enumOf('Laterality', all<NonNullable<ImagingStudyRecord['laterality']>>({ left: true, right: true, bilateral: true }));

/** Why nothing is shown. Closed: the portal has words for each in both languages. */
export type RefusalReason = 'session-ended' | 'session-locked' | 'organization-not-chosen' | 'agreement-required' | 'not-allowed' | 'audit-unavailable' | 'invalid-input' | 'conflict' | 'patient-not-open' | 'reason-required' | 'consent-changed';
export const RefusalCode = enumOf('RefusalCode', all<RefusalReason>({ 'session-ended': true, 'session-locked': true, 'organization-not-chosen': true, 'agreement-required': true, 'not-allowed': true, 'audit-unavailable': true, 'invalid-input': true, conflict: true, 'patient-not-open': true, 'reason-required': true, 'consent-changed': true }));

export const Language = enumOf('Language', ['en', 'fr'] as const);
export const MembershipStatus = enumOf('MembershipStatus', all<MembershipStatusName>({ requested: true, reviewed: true, approved: true, active: true, 'on-leave': true, suspended: true, revoked: true }));
export const OrganizationStatus = enumOf('OrganizationStatus', all<OrganizationStatusName>({ applying: true, active: true, suspended: true, departed: true }));

export type SessionEventName = 'alive' | 'locked' | 'ended' | 'consent-changed';
export const SessionEventKind = enumOf('SessionEventKind', all<SessionEventName>({ alive: true, locked: true, ended: true, 'consent-changed': true }));
