import type { RefusalPartsFragment } from '@longview/graphql-client';
import type { TFunction } from '@longview/web-design-system';

/** Why nothing was done: a refusal of the gateway, or no answer from it. */
export type Trouble = Pick<RefusalPartsFragment, 'code' | 'field' | 'problem'> | 'unreachable';

/** For the page as a whole; what is wrong with one field stands at the field. */
export function troubleWords(t: TFunction<'consent'>, trouble: Trouble): string {
  if (trouble === 'unreachable') return t('consent:trouble.unreachable');
  switch (trouble.code) {
    case 'AUDIT_UNAVAILABLE': return t('consent:trouble.audit');
    case 'CONFLICT': return t('consent:trouble.conflict');
    case 'NOT_ALLOWED': return t('consent:trouble.notAllowed');
    case 'PATIENT_NOT_OPEN': return t('consent:trouble.notOpen');
    default: return t('consent:trouble.other');
  }
}

/** Outcome of one call to the gateway: what it answered, or why there is no answer. */
export async function answerOf<Data, Answer extends { readonly __typename: string }>(call: Promise<{ readonly data?: Data | null | undefined }>, read: (data: Data) => Answer): Promise<Exclude<Answer, { __typename: 'Refusal' }> | { readonly trouble: Trouble }> {
  try {
    const { data } = await call;
    if (data === null || data === undefined) return { trouble: 'unreachable' };
    const answer = read(data);
    if (answer.__typename === 'Refusal') return { trouble: answer as unknown as Exclude<Trouble, string> };
    return answer as Exclude<Answer, { __typename: 'Refusal' }>;
  } catch {
    return { trouble: 'unreachable' };
  }
}
