import type { RefusalCode } from '@longview/graphql-client';
import type { TFunction } from '@longview/web-design-system';

export interface Refused { readonly code: RefusalCode; readonly problem?: string | null }

/** Why something was not done, in a sentence. */
export function refusalWords(t: TFunction<'attestation'>, { code, problem }: Refused): string {
  switch (code) {
    case 'NOT_ALLOWED': return t('refused.NOT_ALLOWED');
    case 'CONFLICT': return t('refused.CONFLICT');
    case 'AUDIT_UNAVAILABLE': return t('refused.AUDIT_UNAVAILABLE');
    case 'INVALID_INPUT': return t('refused.INVALID_INPUT', { problem: t(`problem.${problem ?? 'unknown'}`) });
    default: return t('refused.other');
  }
}
