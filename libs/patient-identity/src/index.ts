export { compareIdentity, comparePrepared, prepareIdentity, type PreparedIdentity } from './compare-identity.js';
export * from './identity-verdict.js';
export * from './is-demographic-match.js';
export * from './link-patients.js';
export { scoreDemographics, type DemographicLevels, type DemographicScore } from './score-demographics.js';
