export * from './apply-migrations.js';
export * from './audit/postgres-audit-reader.js';
export * from './audit/postgres-audit-store.js';
export * from './audit/postgres-seal-store.js';
export * from './data-source.js';
export * from './sessions/patient-context-store.js';
export * from './sessions/session-directory.js';
export { SessionEvents, type SessionEvent } from './sessions/session-events.js';
export * from './sessions/study-grant-store.js';
