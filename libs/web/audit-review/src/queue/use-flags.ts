import { useApolloClient } from '@apollo/client/react';
import { FlagsDocument, type FlagsQuery, type FlagState } from '@longview/graphql-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Trouble } from '../answers.js';
import { questionOf, type FlagFilters } from './flag-filters.js';
import type { FlagLine } from './flag-line.js';

export type FlagPage = Extract<FlagsQuery['flags'], { readonly __typename: 'FlagPage' }>;

export interface Flags {
  readonly flags: readonly FlagLine[] | undefined;
  readonly page: FlagPage | undefined;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly trouble: Trouble | undefined;
  readonly more: () => void;
  readonly again: () => void;
  /** Puts what is known now in the place of a line, which stays where it is. */
  readonly replace: (flag: FlagLine) => void;
}

const PAGE = 50;

/** The flags that a question asks for, page by page. What was decided stays in its place until the question is asked anew. */
export function useFlags(filters: FlagFilters): Flags {
  const client = useApolloClient();
  const [flags, setFlags] = useState<readonly FlagLine[]>();
  const [page, setPage] = useState<FlagPage>();
  const [isLoading, setLoading] = useState(true);
  const [trouble, setTrouble] = useState<Trouble>();
  const asked = useRef(0);
  const lines = useRef(flags);
  lines.current = flags;
  const load = useCallback(async (offset: number): Promise<void> => {
    const turn = ++asked.current;
    setLoading(true);
    const answer = await client.query({ query: FlagsDocument, variables: { input: questionOf(filters, offset, PAGE) }, fetchPolicy: 'no-cache' }).then(({ data }) => data?.flags, () => undefined);
    // A slower answer to an older question says nothing about this one.
    if (turn !== asked.current) return;
    setLoading(false);
    if (answer?.__typename !== 'FlagPage') return setTrouble(answer ?? 'unreachable');
    setTrouble(undefined);
    setPage(answer);
    setFlags((before) => (offset === 0 ? answer.flags : [...(before ?? []), ...answer.flags.filter(({ id }) => before?.every((flag) => flag.id !== id))]));
  }, [client, filters]);
  useEffect(() => { void load(0); }, [load]);
  // What was decided meanwhile has left the question on the server.
  const stillAsked = flags?.filter(({ state }) => filters.state === 'ALL' || state === filters.state).length ?? 0;
  return {
    flags, page, isLoading, trouble, hasMore: page !== undefined && page.flags.length === PAGE,
    more: () => void load(stillAsked),
    again: useCallback(() => void load(0), [load]),
    replace: useCallback((flag: FlagLine) => {
      const before = lines.current?.find(({ id }) => id === flag.id);
      if (before && before.state !== flag.state) setPage((now) => now && { ...now, countsByState: moved(now.countsByState, before.state, flag.state) });
      setFlags((now) => now?.map((one) => (one.id === flag.id ? flag : one)));
    }, []),
  };
}

/** One flag less in the one state, one more in the other. */
function moved(counts: FlagPage['countsByState'], from: FlagState, to: FlagState): FlagPage['countsByState'] {
  const changed = counts.map((one) => ({ ...one, count: one.count + (one.state === to ? 1 : 0) - (one.state === from ? 1 : 0) }));
  return changed.some(({ state }) => state === to) ? changed : [...changed, { __typename: 'FlagStateCount', state: to, count: 1 }];
}
