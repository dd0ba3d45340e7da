import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import type { RefusalPartsFragment } from '@longview/graphql-client';
import type { TFunction } from '@longview/web-design-system';
import { useCallback, useRef, useState } from 'react';

/** Why nothing was shown or done: a refusal of the gateway, or no answer from it. */
export type Trouble = Pick<RefusalPartsFragment, 'code' | 'field' | 'problem'> | 'unreachable';

type Named = { readonly __typename: string };
/** What an operation answers with when it does not refuse. */
export type Granted<Answer extends Named> = Exclude<Answer, { readonly __typename: 'Refusal' }>;

/** The trouble in words, for a page or a dialog as a whole. */
export function troubleWords(t: TFunction<'privacy'>, trouble: Trouble): string {
  if (trouble === 'unreachable') return t('privacy:trouble.unreachable');
  switch (trouble.code) {
    case 'AUDIT_UNAVAILABLE': return t('privacy:trouble.audit');
    case 'CONFLICT': return t('privacy:trouble.conflict');
    case 'NOT_ALLOWED': return t('privacy:trouble.notAllowed');
    case 'INVALID_INPUT': return problemWords(t, trouble.problem ?? '');
    default: return t('privacy:trouble.other');
  }
}

/** What is wrong with something that was entered, as a sentence. */
export function problemWords(t: TFunction<'privacy'>, problem: string): string {
  return t(`privacy:problem.${problem}`, { defaultValue: t('privacy:problem.other') });
}

const isRefusal = (answer: Named): answer is Named & Exclude<Trouble, string> => answer.__typename === 'Refusal';
const grantedOf = <Answer extends Named>(answer: Answer): Granted<Answer> | undefined => (isRefusal(answer) ? undefined : answer as Granted<Answer>);
/** The one answer of an operation with one field. */
const onlyField = <Answer>(data: unknown): Answer | undefined => Object.entries((data ?? {}) as Record<string, Answer>).find(([name]) => name !== '__typename')?.[1];

export interface Asked<Answer extends Named> {
  /** The newest answer; while another is on its way, the one before. */
  readonly answer: Granted<Answer> | undefined;
  readonly trouble: Trouble | undefined;
  readonly isLoading: boolean;
  readonly again: () => void;
}

type AnswerOf<Data> = Extract<Data[Exclude<keyof Data, '__typename'>], Named>;

/** Asks the gateway, afresh at each visit: nothing of the log stays in a cache. */
export function useAnswer<Data, Variables extends OperationVariables>(document: TypedDocumentNode<Data, Variables>, variables: NoInfer<Variables>, { isWanted = true }: { readonly isWanted?: boolean } = {}): Asked<AnswerOf<Data>> {
  const { data, previousData, error, loading, refetch } = useQuery<Data, OperationVariables>(document as unknown as TypedDocumentNode<Data, OperationVariables>, { variables, fetchPolicy: 'no-cache', notifyOnNetworkStatusChange: true, skip: !isWanted });
  const fresh = onlyField<AnswerOf<Data>>(data);
  const last = fresh ?? onlyField<AnswerOf<Data>>(previousData);
  return {
    answer: last && grantedOf(last),
    trouble: error ? 'unreachable' : fresh && isRefusal(fresh) ? fresh : undefined,
    isLoading: loading,
    again: useCallback(() => { refetch().catch(() => undefined); }, [refetch]),
  };
}

export type Outcome<Answer extends Named> = { readonly answer: Granted<Answer>; readonly trouble?: undefined } | { readonly trouble: Trouble; readonly answer?: undefined };

/** Sends one thing at a time: what is pressed meanwhile is not sent. An answer that never came is no answer. */
export function useSend(): { readonly isBusy: boolean; readonly send: <Data, Variables extends OperationVariables>(mutation: TypedDocumentNode<Data, Variables>, variables: NoInfer<Variables>) => Promise<Outcome<AnswerOf<Data>> | undefined> } {
  const client = useApolloClient();
  const [isBusy, setBusy] = useState(false);
  const isSending = useRef(false);
  const send = useCallback(async <Data, Variables extends OperationVariables>(mutation: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Outcome<AnswerOf<Data>> | undefined> => {
    if (isSending.current) return undefined;
    isSending.current = true;
    setBusy(true);
    try {
      const { data } = await client.mutate<Data, OperationVariables>({ mutation: mutation as unknown as TypedDocumentNode<Data, OperationVariables>, variables });
      const answer = onlyField<AnswerOf<Data>>(data);
      if (answer === undefined) return { trouble: 'unreachable' };
      return isRefusal(answer) ? { trouble: answer } : { answer: answer as Granted<AnswerOf<Data>> };
    } catch {
      return { trouble: 'unreachable' };
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  }, [client]);
  return { isBusy, send };
}
