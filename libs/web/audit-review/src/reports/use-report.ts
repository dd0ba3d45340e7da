import { useApolloClient } from '@apollo/client/react';
import { AccessReportDocument, type AccessLinePartsFragment, type AccessReportQuery } from '@longview/graphql-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Trouble } from '../answers.js';
import { reportOf, type ReportFilters } from './report-filters.js';

export type AccessLine = AccessLinePartsFragment;
export type ReportPage = Extract<AccessReportQuery['accessReport'], { readonly __typename: 'AccessReportPage' }>;

export interface Report {
  readonly lines: readonly AccessLine[] | undefined;
  /** The newest page: its total, how far the log was read, and whether there is more. */
  readonly page: ReportPage | undefined;
  readonly isLoading: boolean;
  readonly trouble: Trouble | undefined;
  readonly more: () => void;
  readonly again: () => void;
}

const PAGE = 50;

/** The accesses that a report is about, page by page; nothing is asked while `isWanted` is false. */
export function useReport(filters: ReportFilters, isWanted: boolean): Report {
  const client = useApolloClient();
  const [lines, setLines] = useState<readonly AccessLine[]>();
  const [page, setPage] = useState<ReportPage>();
  const [isLoading, setLoading] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const asked = useRef(0);
  const load = useCallback(async (after?: string): Promise<void> => {
    const turn = ++asked.current;
    const input = reportOf(filters, PAGE, after);
    if (!isWanted || input === undefined) { setLines(undefined); setPage(undefined); setTrouble(undefined); return; }
    setLoading(true);
    const answer = await client.query({ query: AccessReportDocument, variables: { input }, fetchPolicy: 'no-cache' }).then(({ data }) => data?.accessReport, () => undefined);
    if (turn !== asked.current) return;
    setLoading(false);
    if (answer?.__typename !== 'AccessReportPage') return setTrouble(answer ?? 'unreachable');
    setTrouble(undefined);
    setPage(answer);
    setLines((before) => (after === undefined ? answer.lines : [...(before ?? []), ...answer.lines]));
  }, [client, filters, isWanted]);
  useEffect(() => { void load(); }, [load]);
  return { lines, page, isLoading, trouble, more: () => { if (page?.next) void load(page.next); }, again: useCallback(() => void load(), [load]) };
}
