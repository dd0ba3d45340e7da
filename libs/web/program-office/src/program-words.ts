import type { OrganizationAlert, OrganizationSector, OrganizationStatus } from '@longview/graphql-client';
import type { PillTone } from '@longview/web-design-system/work';

const listOf = <T extends string>(words: Record<T, true>): readonly T[] => Object.keys(words) as T[];

/** In the order of the table of users by sector. */
export const SECTORS = listOf<OrganizationSector>({
  HOSPITAL: true, PRIMARY_CARE: true, SPECIALIST_CLINIC: true, SOLE_PRACTITIONER: true, COMMUNITY_HEALTH_CENTRE: true, HOME_AND_COMMUNITY_CARE: true, LONG_TERM_CARE: true, MENTAL_HEALTH: true, PUBLIC_HEALTH: true,
  INDEPENDENT_HEALTH_FACILITY: true, OTHER: true,
});
export const STATUSES = listOf<OrganizationStatus>({ APPLYING: true, ACTIVE: true, SUSPENDED: true, DEPARTED: true });
/** The most urgent first. */
export const ALERTS = listOf<OrganizationAlert>({ NO_LRA: true, AGREEMENT_ENDED: true, AGREEMENT_ENDING: true, ONBOARDING_STUCK: true, CONFIRMATION_WAITING: true, ASSESSMENT_DUE: true });

/** What stops people from working or being overseen is red, what will soon is yellow. */
export const alertTone = (alert: OrganizationAlert): 'alert' | 'warning' => (alert === 'NO_LRA' || alert === 'AGREEMENT_ENDED' ? 'alert' : 'warning');

const STATUS_TONES: Readonly<Record<OrganizationStatus, PillTone>> = { APPLYING: 'information', ACTIVE: 'good', SUSPENDED: 'alert', DEPARTED: 'plain' };
export const statusTone = (status: OrganizationStatus): PillTone => STATUS_TONES[status];
