export * from './access-request.js';
export * from './actor.js';
export * from './decide.js';
export * from './duties.js';
export { ROLE_PERMISSIONS, type RolePermission } from './role-permissions.js';
export { RULES, type Rule } from './rules.js';
