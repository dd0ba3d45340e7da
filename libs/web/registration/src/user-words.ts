import type { MembershipStatus, RefusalCode, UserSignal } from '@longview/graphql-client';
import { clockOf, dayOf, type TFunction } from '@longview/web-design-system';
import type { PillTone } from '@longview/web-design-system/work';

/** Why something could not be done or shown. */
export type Trouble = RefusalCode | 'unreachable';

export function troubleWords(t: TFunction<'registration'>, trouble: Trouble): string {
  switch (trouble) {
    case 'unreachable': case 'NOT_ALLOWED': case 'CONFLICT': case 'AUDIT_UNAVAILABLE': return t(`trouble.${trouble}`);
    default: return t('trouble.other');
  }
}

export const STATUS_TONES: Readonly<Record<MembershipStatus, PillTone>> = { REQUESTED: 'information', REVIEWED: 'information', APPROVED: 'information', ACTIVE: 'good', ON_LEAVE: 'plain', SUSPENDED: 'alert', REVOKED: 'plain' };
export const SIGNAL_TONES: Readonly<Record<UserSignal, PillTone>> = { IDLE: 'warning', IDENTITY_EXPIRING: 'warning', ENTITLEMENT_EXPIRED: 'warning', NOT_IN_HR_LIST: 'warning', LEAVE_OVER: 'warning', RETURN_REQUESTED: 'information', NOT_VERIFIED: 'warning' };

/** A reason is a code that the portal has words for, or the words of whoever gave it. */
export const reasonWords = (t: TFunction<'registration'>, reason: string): string => (/^[a-z0-9-]+$/.test(reason) ? t(`reason.${reason}`, { defaultValue: reason }) : reason);

/** A college by its letters, as people know it. */
export const collegeWords = (t: TFunction<'registration'>, college: string): string => (college === 'other' ? t('college.other') : t(`college.${college}`, { letters: college.toUpperCase(), defaultValue: college.toUpperCase() }));

export const whenOf = (epochMs: number): string => `${dayOf(epochMs)} ${clockOf(epochMs).slice(0, 5)}`;

export interface Problem { readonly field: string; readonly problem: string }

/** Fields that are chosen, not written. */
const CHOSEN: ReadonlySet<string> = new Set(['roles', 'kind', 'college', 'toOrganizationId', 'identityProviderId']);

/** What is wrong with a field, as a sentence. */
export const problemWords = (t: TFunction<'registration'>, { field, problem }: Problem): string => (problem === 'missing' && CHOSEN.has(field.split('.').at(-1)!) ? t('problem.choose') : t(`problem.${problem}`, { defaultValue: t('problem.other') }));

/** A field's name, for the summary above a form: `documents.0.validUntil` is the last valid day of the first document. */
export function fieldWords(t: TFunction<'registration'>, field: string): string {
  const [name = '', index, part] = field.split('.');
  return part === undefined ? t(`field.${name}`, { defaultValue: name }) : t('fieldOfLine', { line: Number(index) + 1, field: t(`field.${part}`, { defaultValue: part }) });
}

/** The first problem of a field, for the message below it. */
export function problemAt(t: TFunction<'registration'>, problems: readonly Problem[], field: string): string | undefined {
  const found = problems.find((each) => each.field === field);
  return found && problemWords(t, found);
}
