import type { PrivacyCaseLinePartsFragment, PrivacyCaseState } from '@longview/graphql-client';
import type { PillTone, Step } from '@longview/web-design-system/work';

export type CaseLine = PrivacyCaseLinePartsFragment;

export const CASE_STATES = ['NEW', 'IN_REVIEW', 'ASKED', 'EXPLAINED', 'CONFIRMED', 'REPORTED', 'CLOSED'] as const satisfies readonly PrivacyCaseState[];
export const CASE_TONES: Readonly<Record<PrivacyCaseState, PillTone>> = { NEW: 'warning', IN_REVIEW: 'information', ASKED: 'information', EXPLAINED: 'good', CONFIRMED: 'alert', REPORTED: 'alert', CLOSED: 'plain' };

export const CATEGORIES = ['STOLEN', 'LOST', 'USED_WITHOUT_AUTHORITY', 'DISCLOSED_WITHOUT_AUTHORITY', 'COLLECTED_WITHOUT_AUTHORITY'] as const;
/** O. Reg. 329/04 s. 6.3(1), in its order. */
export const CIRCUMSTANCES = ['KNOWING_USE_OR_DISCLOSURE', 'STOLEN', 'FURTHER_USE_OR_DISCLOSURE', 'PATTERN', 'COLLEGE_NOTICE', 'EQUIVALENT_NOTICE', 'SIGNIFICANT'] as const;
export const LETTERS = ['PATIENT_BREACH', 'PATIENT_REPLY', 'COMMISSIONER_BREACH'] as const;

export type StageId = 'opened' | 'review' | 'asked' | 'decided' | 'reported' | 'closed';
export interface Stage { readonly id: StageId; readonly state: Step['state'] }

/**
 * What has happened of a case's course and what comes next. Asking may be left out; reporting belongs only to what was
 * confirmed, and stands there while that is still open.
 */
export function stagesOf(state: PrivacyCaseState, { wasAsked, wasConfirmed }: { readonly wasAsked: boolean; readonly wasConfirmed: boolean }): readonly Stage[] {
  const isDecided = state === 'EXPLAINED' || state === 'CONFIRMED' || state === 'REPORTED' || state === 'CLOSED';
  const isReportDone = state === 'REPORTED' || (state === 'CLOSED' && wasConfirmed);
  const stages: readonly (Stage | undefined)[] = [
    { id: 'opened', state: 'done' },
    { id: 'review', state: state === 'NEW' || state === 'IN_REVIEW' ? 'open' : 'done' },
    isDecided && !wasAsked ? undefined : { id: 'asked', state: state === 'ASKED' ? 'open' : wasAsked ? 'done' : 'waiting' },
    { id: 'decided', state: isDecided ? 'done' : 'waiting' },
    state === 'EXPLAINED' || (state === 'CLOSED' && !wasConfirmed) ? undefined : { id: 'reported', state: isReportDone ? 'done' : state === 'CONFIRMED' ? 'open' : 'waiting' },
    { id: 'closed', state: state === 'CLOSED' ? 'done' : state === 'EXPLAINED' || state === 'REPORTED' ? 'open' : 'waiting' },
  ];
  return stages.filter((stage): stage is Stage => stage !== undefined);
}
