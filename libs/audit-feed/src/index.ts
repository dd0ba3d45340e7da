export * from './daily-heads.js';
export * from './iti-20-feed.js';
export { AuditEventEndpoint, type AuditEventEndpointDeps } from './iti-81/audit-event-endpoint.js';
export type { AuditClient, RegisteredAuditClient } from './iti-81/audit-client.js';
export { FhirFault, toAnswer, type FhirAnswer, type FhirRequest } from './iti-81/fhir-answer.js';
export type { LogQuestion, LogSearch, SearchPosition } from './iti-81/log-search.js';
export * from './syslog-tls.js';
