import type { RuleLook } from './rule.js';

export const override: RuleLook = ({ isOverride }) => (isOverride ? { facts: {} } : undefined);
