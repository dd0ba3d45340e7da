import { useApolloClient } from '@apollo/client/react';
import { ReportDocument, type RefusalCode, type ReportPartsFragment, type ReportQuery } from '@longview/graphql-client';
import type { OutcomeFacts } from '@longview/web-design-system';
import { useCallback, useEffect, useState } from 'react';

export type ReportState =
  | { readonly kind: 'asking'; readonly sinceMs: number }
  | { readonly kind: 'read'; readonly report: ReportPartsFragment }
  | { readonly kind: 'unavailable'; readonly outcome: OutcomeFacts }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'unreachable' };

/** Reads one copy's text at its source. Each reading is written down, so it happens only when somebody opens the report. */
export function useReport(patientKey: string, copyKey: string): readonly [ReportState, () => void] {
  const client = useApolloClient();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<ReportState>({ kind: 'asking', sinceMs: Date.now() });
  useEffect(() => {
    const abort = new AbortController();
    setState({ kind: 'asking', sinceMs: Date.now() });
    client.query({ query: ReportDocument, variables: { patientKey, copyKey }, fetchPolicy: 'no-cache', context: { queryDeduplication: false } }).then(
      ({ data }) => { if (!abort.signal.aborted) setState(stateOf(data?.report)); },
      () => { if (!abort.signal.aborted) setState({ kind: 'unreachable' }); },
    );
    return () => abort.abort();
  }, [client, patientKey, copyKey, attempt]);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return [state, retry];
}

function stateOf(answer: ReportQuery['report'] | undefined): ReportState {
  switch (answer?.__typename) {
    case 'Report': return { kind: 'read', report: answer };
    case 'RecordUnavailable': return { kind: 'unavailable', outcome: answer.outcome };
    case 'RecordNotFound': return { kind: 'not-found' };
    case 'Refusal': return { kind: 'refused', code: answer.code };
    case undefined: return { kind: 'unreachable' };
  }
}
