/** A step on the way to taking part. `owner`: who has to move. */
export interface OnboardingStepRule {
  readonly step: OnboardingStepName;
  readonly owner: 'organization' | 'program-office';
  /** A name must be given: who signed, who attested, who was trained. */
  readonly needsPerson: boolean;
}

export const ONBOARDING_STEPS = [
  'participation-agreement', 'program-office-review', 'privacy-security-attestation', 'sole-practitioner-attestation', 'decision', 'lra-training', 'e-learning', 'provisioning',
] as const;
export type OnboardingStepName = (typeof ONBOARDING_STEPS)[number];

const AGREEMENT: OnboardingStepRule = { step: 'participation-agreement', owner: 'organization', needsPerson: true };
const REVIEW: OnboardingStepRule = { step: 'program-office-review', owner: 'program-office', needsPerson: false };
const DECISION: OnboardingStepRule = { step: 'decision', owner: 'program-office', needsPerson: true };
const PROVISIONING: OnboardingStepRule = { step: 'provisioning', owner: 'program-office', needsPerson: false };

/**
 * The steps in their order (standards: access governance, becoming a participant). A sole practitioner attests for
 * themselves and takes the orientation eLearning where others attest as an organization and have an LRA trained.
 */
export function onboardingSteps(isSolePractitioner: boolean): readonly OnboardingStepRule[] {
  return isSolePractitioner
    ? [AGREEMENT, REVIEW, { step: 'sole-practitioner-attestation', owner: 'organization', needsPerson: true }, DECISION, { step: 'e-learning', owner: 'organization', needsPerson: true }, PROVISIONING]
    : [AGREEMENT, REVIEW, { step: 'privacy-security-attestation', owner: 'organization', needsPerson: true }, DECISION, { step: 'lra-training', owner: 'organization', needsPerson: true }, PROVISIONING];
}
