import type { RuleLook } from './rule.js';

/** Trying numbers or names until one fits. */
export const repeatedWrongSearches: RuleLook = ({ day: { wrongSearches } }, threshold) => (wrongSearches >= threshold('searches') ? { facts: { searches: wrongSearches } } : undefined);
