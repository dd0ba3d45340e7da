export * from './disclosure.js';
export { createPatientConsents, overridesOffered, type DoorConsent, type OverrideInEffect, type PatientConsents, type PatientConsentsDependencies, type PatientRestriction } from './consent-at-the-door.js';
export { createDisclosure, type DisclosureDependencies } from './create-disclosure.js';
export type { PatientPseudonym } from './audit-facts.js';
export type { ConflictField, GroupReason, PatientQuery, PersonCandidate, RecordGroup } from '@longview/federated-search';
