import type { Refusal as DisclosureRefusal } from '@longview/disclosure';
import { refusal, type Refusal } from './refusal.js';

/** The rule that refused is for the log; the screen says only that it is not allowed. */
export const toRefusal = ({ kind }: DisclosureRefusal): Refusal => refusal(kind === 'refused' ? 'not-allowed' : 'audit-unavailable');
