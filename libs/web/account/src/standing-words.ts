import type { MyStandingQuery } from '@longview/graphql-client';
import type { TFunction } from '@longview/web-design-system';

export type Standing = MyStandingQuery['myStanding'][number];

/** Reasons that the catalogue has a sentence for; another code still gets a sentence that is true. */
export const KNOWN_REASONS: ReadonlySet<string> = new Set([
  'not-attested', 'idle', 'left', 'not-in-hr-list', 'retired', 'licence-ended', 'licence-suspended', 'duplicate', 'privacy-case', 'security-incident', 'identity-expired', 'requested-by-person',
  'transferred', 'withdrawn', 'not-our-person', 'not-needed', 'incomplete', 'parental', 'sick', 'sabbatical', 'other-leave', 'no-longer-needed', 'provisioning',
]);

/** Why somebody may or may not act for an organization: first what stops everybody there, then what stops this person. */
export function whyWords(t: TFunction<'account'>, { organizationStatus, status, reason, isOpen }: Standing): string {
  if (isOpen) return t('standing.open');
  if (organizationStatus !== 'ACTIVE') return t(`standing.organization.${organizationStatus}`);
  if (KNOWN_REASONS.has(reason)) return t(`standing.reason.${reason}`);
  return t(`standing.status.${status}`);
}
