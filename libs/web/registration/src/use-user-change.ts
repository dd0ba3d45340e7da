import { useApolloClient } from '@apollo/client/react';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import type { ChangeUserStandingMutation } from '@longview/graphql-client';
import { useCallback, useState } from 'react';
import type { Problem, Trouble } from './user-words.js';

/** What became of a change. */
export type ChangeOutcome =
  | { readonly kind: 'done'; readonly membershipIds: readonly string[] }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** What every change of users answers with. */
type ChangeAnswer = ChangeUserStandingMutation['changeUserStanding'];

/** Sends changes of users, one at a time, and says what became of each. An answer that never came is no answer. */
export function useUserChange(): { readonly isBusy: boolean; readonly change: <Data, Variables extends OperationVariables>(mutation: TypedDocumentNode<Data, Variables>, variables: Variables) => Promise<ChangeOutcome> } {
  const client = useApolloClient();
  const [isBusy, setBusy] = useState(false);
  const change = useCallback(async <Data, Variables extends OperationVariables>(mutation: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<ChangeOutcome> => {
    setBusy(true);
    try {
      const { data } = await client.mutate<Data, OperationVariables>({ mutation: mutation as TypedDocumentNode<Data, OperationVariables>, variables });
      const answer = Object.values((data ?? {}) as Record<string, unknown>).find((each): each is ChangeAnswer => typeof each === 'object' && each !== null);
      return outcomeOf(answer);
    } catch {
      return { kind: 'trouble', trouble: 'unreachable' };
    } finally {
      setBusy(false);
    }
  }, [client]);
  return { isBusy, change };
}

export function outcomeOf(answer: ChangeAnswer | undefined): ChangeOutcome {
  switch (answer?.__typename) {
    case 'UsersChanged': return { kind: 'done', membershipIds: answer.membershipIds };
    case 'WrongInput': return { kind: 'wrong', problems: answer.problems };
    case 'Refusal': return answer.code === 'INVALID_INPUT' && answer.field && answer.problem ? { kind: 'wrong', problems: [{ field: answer.field, problem: answer.problem }] } : { kind: 'trouble', trouble: answer.code };
    default: return { kind: 'trouble', trouble: 'unreachable' };
  }
}
