export * from './entitlements.js';
export * from './province-file.js';
export * from './province-problem.js';
export * from './read-province-file.js';
export * from './resolve-secret.js';
