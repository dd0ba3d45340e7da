export * from './governance/governed-change.js';
