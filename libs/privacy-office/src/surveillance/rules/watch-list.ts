import type { RuleLook } from './rule.js';

/** Seeing that somebody is a patient is enough: a search that found them counts as well. */
export const watchList: RuleLook = ({ watchReason }) => (watchReason === '' ? undefined : { facts: { reason: watchReason } });
