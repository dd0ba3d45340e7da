export { actionsFrom, STANDING_ACTIONS, STANDING_RULES, type StandingAction } from './standing-change.js';
export * from './user-input.js';
export { IDLE_BARS, LONGEST_PAGE, USER_SORTS, type IdleBar, type UserLimits, type UserListQuery, type UserPage, type UserSort } from './user-list.js';
export { UserRegistry, type OwnOrganization, type SeenUser, type StandingInput, type UserChangeOutcome, type UserRegistryDeps, type WrongInput } from './user-registry.js';
export * from './user-words.js';
export * from './user.js';
