import type { RuleLook } from './rule.js';

/** The patient said that this very person shall not look, and the person looked all the same, or tried before. */
export const afterNamedBlock: RuleLook = ({ isOpened, consentRefusals, isNamedByDirective }) =>
  (isNamedByDirective && (isOpened || consentRefusals > 0) ? { facts: { refusals: consentRefusals } } : undefined);
