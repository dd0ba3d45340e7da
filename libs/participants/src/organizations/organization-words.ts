/** Sectors of participating organizations, as the table of users by sector has them. */
export const SECTORS = [
  'hospital', 'primary-care', 'specialist-clinic', 'sole-practitioner', 'community-health-centre', 'home-and-community-care', 'long-term-care', 'mental-health', 'public-health',
  'independent-health-facility', 'other',
] as const;
export type Sector = (typeof SECTORS)[number];

export const AGREEMENT_KINDS = ['participation', 'data-sharing', 'services'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** Privacy impact assessment (PIA) and threat and risk assessment (TRA): O.Reg. 329/04 s.6(3)5. */
export const ASSESSMENT_KINDS = ['privacy-impact', 'threat-risk'] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

/** Why an organization does not take part any more, for now or for good. */
export const SUSPENSION_REASONS = ['privacy-case', 'security-incident', 'agreement-not-renewed', 'requested'] as const;
export const DEPARTURE_REASONS = ['closed', 'merged', 'withdrew', 'terminated', 'application-withdrawn'] as const;

/** What the program office has to look at, the most urgent first. */
export const ORGANIZATION_ALERTS = ['no-lra', 'agreement-ended', 'agreement-ending', 'onboarding-stuck', 'confirmation-waiting', 'assessment-due'] as const;
export type OrganizationAlert = (typeof ORGANIZATION_ALERTS)[number];

/** From when on something is an alert; the province sets it. */
export interface OrganizationSettings {
  /** How long before its end an agreement is called ending, days. */
  readonly agreementWarningDays: number;
  /** How long a step of the onboarding may wait, days. */
  readonly onboardingWarningDays: number;
  /** How old a PIA or TRA may become, days. */
  readonly assessmentMaximumAgeDays: number;
  /** How long after their last use somebody counts as an active user, days. */
  readonly activeUserDays: number;
}

export const DEFAULT_ORGANIZATION_SETTINGS: OrganizationSettings = { agreementWarningDays: 60, onboardingWarningDays: 14, assessmentMaximumAgeDays: 1_095, activeUserDays: 90 };

/** Longest name, reason or reference that is kept. */
export const LONGEST_TEXT = 300;
