/** Users are attested by the registration authority, holders of an office by the signing authority. */
export const TIERS = ['users', 'role-holders'] as const;
export type Tier = (typeof TIERS)[number];

export const DECISIONS = ['keep', 'change', 'remove'] as const;
export type AttestationDecision = (typeof DECISIONS)[number];

/** What became of an item in the end. */
export const OUTCOMES = ['kept', 'changed', 'removed', 'suspended', 'gone'] as const;
export type AttestationOutcome = (typeof OUTCOMES)[number];

/** Why somebody needs a decision of their own, the gravest first. */
export const SIGNALS = ['privacy-case', 'not-in-hr-list', 'role-changed', 'idle', 'agreement-lapsed', 'duplicate', 'new'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Why access is kept although something speaks for a closer look: one of these is said with it. */
export const KEEP_REASONS = ['needs-access', 'works-occasionally', 'on-leave-returns', 'hr-list-behind', 'change-confirmed', 'case-reviewed', 'different-person', 'newly-verified', 'will-accept-agreement'] as const;
/** Stands beside the membership afterwards; the same words as when somebody's access is taken away at any other time. */
export const REMOVE_REASONS = ['left', 'not-in-hr-list', 'no-longer-needed', 'retired', 'duplicate', 'licence-ended', 'privacy-case'] as const;

/** What a campaign stands at. */
export const CAMPAIGN_STATUSES = ['planned', 'opening', 'open', 'closed'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export const SHEET_STATUSES = ['open', 'submitted', 'closed'] as const;
export type SheetStatus = (typeof SHEET_STATUSES)[number];

/** Where an item stands on its page. */
export const BUCKETS = ['needs-decision', 'unchanged', 'done'] as const;
export type Bucket = (typeof BUCKETS)[number];

export const REVIEW_TRIGGERS = ['role-changed', 'idle', 'privacy-case'] as const;
export type ReviewTrigger = (typeof REVIEW_TRIGGERS)[number];

/** Days before the deadline on which those are written to who still have to decide. */
export const REMINDER_DAYS: readonly number[] = [30, 14, 7, 1];
/** How many people are looked at before the rest is attested together. */
export const SAMPLE_SIZE = 10;
export const IDLE_DAYS = 90;
