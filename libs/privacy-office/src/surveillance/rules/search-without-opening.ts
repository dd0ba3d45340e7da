import { SEARCH_DAYS } from './access-facts.js';
import type { RuleLook } from './rule.js';

/** Whether somebody is a patient can be all that a person wants to know. */
export const searchWithoutOpening: RuleLook = ({ isOpened, searches: { ofThisPatient, patients } }, threshold) => {
  if (isOpened) return undefined;
  if (ofThisPatient >= threshold('searchesOfOne')) return { facts: { searches: ofThisPatient, days: SEARCH_DAYS } };
  return patients >= threshold('patients') ? { facts: { searches: patients, days: SEARCH_DAYS } } : undefined;
};
