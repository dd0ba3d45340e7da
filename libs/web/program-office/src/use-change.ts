import { useApolloClient } from '@apollo/client/react';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useAnnounce, useTranslation } from '@longview/web-design-system';
import { useCallback, useState } from 'react';
import type { Trouble } from './trouble.js';

interface Answer { readonly __typename?: string; readonly code?: Trouble['code']; readonly field?: string | null; readonly problem?: string | null; readonly id?: string }

/** Sends a change and says what became of it; `undefined` when it was done. */
export type SendChange = <Data extends object, Variables extends OperationVariables>(mutation: TypedDocumentNode<Data, Variables>, variables: Variables, onCreated?: (id: string) => void) => Promise<Trouble | undefined>;

/**
 * Sends changes one at a time. After each, done or refused, `onSettled` looks again: what is on the screen is how it stands.
 * A change that got no answer may have been done, so it looks then too.
 */
export function useChange(onSettled: () => unknown): { readonly send: SendChange; readonly isBusy: boolean } {
  const client = useApolloClient();
  const announce = useAnnounce();
  const { t } = useTranslation('program');
  const [isBusy, setBusy] = useState(false);
  const send = useCallback<SendChange>(async (mutation, variables, onCreated) => {
    setBusy(true);
    try {
      const { data } = await client.mutate({ mutation, variables } as Parameters<typeof client.mutate>[0]);
      // Beside the answer stands the root's own type name.
      const answer = Object.values((data ?? {}) as Record<string, Answer | string>).find((value): value is Answer => typeof value === 'object');
      if (answer?.__typename === 'Done' || answer?.__typename === 'Created') {
        announce(t('done'));
        if (answer.id !== undefined) onCreated?.(answer.id);
        return undefined;
      }
      return { code: answer?.code ?? 'unreachable', field: answer?.field, problem: answer?.problem };
    } catch {
      return { code: 'unreachable' };
    } finally {
      setBusy(false);
      await onSettled();
    }
  }, [client, onSettled, announce, t]);
  return { send, isBusy };
}
