import type { RefusalCode } from '@longview/graphql-client';
import type { TFunction } from '@longview/web-design-system';

/** Why something was not done: at a field where there is one, otherwise for the form as a whole. */
export interface Trouble {
  readonly code: RefusalCode | 'unreachable';
  readonly field?: string | null | undefined;
  readonly problem?: string | null | undefined;
}

const SAID: readonly string[] = ['NOT_ALLOWED', 'CONFLICT', 'AUDIT_UNAVAILABLE', 'unreachable'];

/** The trouble in words. */
export function troubleWords(t: TFunction<'program'>, { code, problem }: Trouble): string {
  if (code === 'INVALID_INPUT') return t(`problem.${problem ?? 'other'}`, { defaultValue: t('problem.other') });
  return t(SAID.includes(code) ? `refusal.${code}` : 'refusal.other');
}
