import type { RuleLook } from './rule.js';

/** Many patients in one day who were found by name and with whom nothing connects the person. */
export const manyByName: RuleLook = ({ isOpened, isByName, relationship, relationshipKind, day: { unrelatedByName } }, threshold) => {
  const isUnrelated = relationship !== 'found' || relationshipKind === 'earlier-reason';
  return isOpened && isByName && isUnrelated && unrelatedByName >= threshold('patients') ? { facts: { patients: unrelatedByName } } : undefined;
};
