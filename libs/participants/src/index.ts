export * from './governance/governed-change.js';
export * from './standing/standing-changes.js';
