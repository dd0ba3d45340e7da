import type { RuleLook } from './rule.js';

/** What was shared with one person was opened from somewhere else. */
export const shareOpenedElsewhere: RuleLook = ({ isShareElsewhere }) => (isShareElsewhere ? { facts: {} } : undefined);
