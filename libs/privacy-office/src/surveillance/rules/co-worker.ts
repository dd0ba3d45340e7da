import type { RuleLook } from './rule.js';

/** The patient is a user of the same organization. A full name alone may be somebody else's. */
export const coWorker: RuleLook = ({ isOpened, likeness: { coWorkerBy, ownBy } }, threshold) =>
  (isOpened && coWorkerBy !== '' && ownBy === '' ? { facts: { by: coWorkerBy }, extra: coWorkerBy === 'name' ? -threshold('nameAloneTakesOff') : 0 } : undefined);
