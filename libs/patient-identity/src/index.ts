export * from './identity-verdict.js';
