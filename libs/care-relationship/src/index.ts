export * from './access-reason.js';
export * from './care-relationships.js';
export type { Explanation, ExplanationSource, PseudonymousPatient } from './explanations.js';
export { loadRoster, type RosterDeps, type RosterOutcome } from './roster/load-roster.js';
export { readRoster, type RosterProblem } from './roster/read-roster.js';
