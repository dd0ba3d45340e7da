export * from './graphql-api.module.js';
export * from './graphql-api-options.js';
export type { AccessReportsApi } from './access-reports/access-reports-api.js';
export type { ConsentApi } from './consent/consent-api.js';
export * from './patients/patient-context-store.js';
export { ShownStudies } from './patients/shown-studies.js';
