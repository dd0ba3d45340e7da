import type { RuleLook } from './rule.js';

/** Nothing but the person's own word says why they were there. */
export const noRelationship: RuleLook = ({ isOpened, relationship, relationshipKind, statedReason }, threshold) => {
  if (!isOpened || (relationship === 'found' && relationshipKind !== 'earlier-reason')) return undefined;
  return { facts: { relationship: relationship === 'missing' ? 'missing' : 'stated', ...(statedReason !== '' && { statedReason }) }, extra: relationship === 'missing' ? threshold('missingAdds') : 0 };
};
