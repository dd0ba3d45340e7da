export * from './federated-search.js';
export type { RecordGroup, GroupReason, ConflictField } from '@longview/deduplication';
export type { PersonCandidate, IdentityReason } from '@longview/patient-identity';
export type { PatientQuery } from '@longview/sources-contract';
