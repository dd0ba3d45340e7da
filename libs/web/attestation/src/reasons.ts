import type { AttestationSignal, ReviewTrigger } from '@longview/graphql-client';

const FOR_SIGNAL: Readonly<Record<AttestationSignal, readonly string[]>> = {
  PRIVACY_CASE: ['case-reviewed'], NOT_IN_HR_LIST: ['hr-list-behind'], ROLE_CHANGED: ['change-confirmed'], IDLE: ['works-occasionally', 'on-leave-returns'], AGREEMENT_LAPSED: ['will-accept-agreement'], DUPLICATE: ['different-person'], NEW: ['newly-verified'],
};

/** What can be said for keeping somebody of whom these signals speak: what answers the gravest comes first. */
export function keepReasons(signals: readonly (AttestationSignal | ReviewTrigger)[]): readonly string[] {
  return [...signals.flatMap((signal) => FOR_SIGNAL[signal]), 'needs-access'];
}

const ALWAYS = ['left', 'no-longer-needed', 'retired', 'licence-ended'];

/** What can be said for removing somebody; what the signals suggest comes first. */
export function removeReasons(signals: readonly (AttestationSignal | ReviewTrigger)[]): readonly string[] {
  return [...(signals.includes('PRIVACY_CASE') ? ['privacy-case'] : []), ...(signals.includes('NOT_IN_HR_LIST') ? ['not-in-hr-list'] : []), ...(signals.includes('DUPLICATE') ? ['duplicate'] : []), ...ALWAYS];
}

/** Roles that attesting may give: offices are given by appointment. */
export const GIVEN_ROLES = ['PHYSICIAN', 'NURSE', 'ALLIED_HEALTH', 'CLERK', 'PACS_ADMINISTRATOR'] as const;
