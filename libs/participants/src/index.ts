export * from './governance/governed-change.js';
export * from './standing/standing-changes.js';
export * from './directory/participant.js';
export * from './directory/participant-directory.js';
export * from './province/seed-province.js';
export * from './standing/offices.js';
export * from './standing/provincial-day.js';
