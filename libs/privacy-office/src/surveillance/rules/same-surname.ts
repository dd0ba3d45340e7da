import type { RuleLook } from './rule.js';

/** A family has one name. Where very many share it, it says less. */
export const sameSurname: RuleLook = ({ isOpened, likeness: { isSameSurname, surnameSharedBy, patientsKnown, ownBy } }, threshold) => {
  if (!isOpened || !isSameSurname || ownBy !== '') return undefined;
  const share = patientsKnown >= threshold('patientsKnown') ? (100 * surnameSharedBy) / Math.max(1, patientsKnown) : 0;
  return { facts: { sharedBy: surnameSharedBy }, extra: share > threshold('commonSharePercent') ? -threshold('commonTakesOff') : 0 };
};
