export * from './actor.js';
export * from './decide.js';
export { ROLE_PERMISSIONS, RULES, type Rule } from './rules.js';
