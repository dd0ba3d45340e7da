export * from './directive.js';
export * from './directive-problem.js';
export * from './evaluate-consent.js';
export * from './override.js';
export * from './patient-consent.js';
