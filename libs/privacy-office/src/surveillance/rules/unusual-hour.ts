import type { RuleLook } from './rule.js';

/** Unusual for this person, whatever is usual for others. Coming back to the same patient at such hours weighs more each time. */
export const unusualHour: RuleLook = ({ isOpened, usual: { accesses, inThisHour }, weekday, hour, earlierSamePatientOffHours }, threshold) => {
  if (!isOpened || accesses < threshold('accessesKnown')) return undefined;
  const usualShare = (100 * inThisHour) / accesses;
  if (usualShare >= threshold('usualSharePercent')) return undefined;
  return { facts: { weekday, hour, usualShare: Math.round(usualShare * 10) / 10, accesses }, extra: Math.min(threshold('mostForRepeats'), earlierSamePatientOffHours * threshold('eachRepeatAdds')) };
};
