export * from './disclosure.js';
export { createDisclosure, type DisclosureDependencies } from './create-disclosure.js';
export type { PatientPseudonym } from './audit-facts.js';
export type { ConflictField, GroupReason, PatientQuery, PersonCandidate, RecordGroup } from '@longview/federated-search';
