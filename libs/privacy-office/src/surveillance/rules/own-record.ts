import type { RuleLook } from './rule.js';

export const ownRecord: RuleLook = ({ isOpened, likeness: { ownBy } }) => (isOpened && ownBy !== '' ? { facts: { by: ownBy } } : undefined);
