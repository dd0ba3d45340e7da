import type { Refusal as DisclosureRefusal } from '@longview/disclosure';
import { refusal, type Refusal } from './refusal.js';

/** The rule that refused is for the log; the screen says only that it is not allowed, or that a reason is asked for first. */
export function toRefusal(refused: DisclosureRefusal): Refusal {
  if (refused.kind !== 'refused') return refusal(refused.kind);
  return refusal(refused.rule === 'reason-required' ? 'reason-required' : 'not-allowed');
}
