import type { RuleLook } from './rule.js';

export const deceased: RuleLook = ({ isOpened, likeness: { isDeceased } }) => (isOpened && isDeceased ? { facts: {} } : undefined);
