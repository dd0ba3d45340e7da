export * from './federated-search.js';
export type { RecordGroup, GroupReason, ConflictField } from '@longview/deduplication';
export type { PersonCandidate, IdentityReason } from '@longview/patient-identity';
export type { PatientQuery } from '@longview/sources-contract';
export { createFederatedSearch, type FederatedSearchSettings } from './create-federated-search.js';
export { DEFAULT_BREAKER, type BreakerSettings } from './circuit-breaker.js';
export { restrictGroup } from '@longview/deduplication';
