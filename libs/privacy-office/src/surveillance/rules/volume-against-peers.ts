import type { RuleLook } from './rule.js';

/** Far more patients in a day than people in the same role of the same organization. */
export const volumeAgainstPeers: RuleLook = ({ isOpened, day: { patients }, peers: { people, patientsMedian, patientsP95 } }, threshold) => {
  if (!isOpened || people < threshold('peers') || patients < threshold('patients')) return undefined;
  return patients > patientsP95 * threshold('timesP95') ? { facts: { patients, usual: Math.round(patientsMedian), peers: people } } : undefined;
};
