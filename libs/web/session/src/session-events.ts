import type { ApolloClient } from '@apollo/client';
import { SessionEventsDocument } from '@longview/graphql-client';
import type { SessionNews } from './window-channel.js';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * Hears from the gateway that the session was locked or ended elsewhere, or that an opened patient's consent has changed. Browsers open six connections to one origin,
 * so one window of the browser keeps the stream and tells the others; when it closes, the next takes over.
 * @returns stops listening.
 */
export function followSessionEvents(client: ApolloClient, hear: (news: SessionNews) => void): () => void {
  const stop = new AbortController();
  const keepStream = (): Promise<void> => new Promise((resolve) => {
    let retryMs = FIRST_RETRY_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream = open();
    stop.signal.addEventListener('abort', () => { clearTimeout(timer); stream.unsubscribe(); resolve(); });
    function again(): void {
      if (stop.signal.aborted) return;
      timer = setTimeout(() => { stream = open(); }, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
    function open() {
      return client.subscribe({ query: SessionEventsDocument, fetchPolicy: 'no-cache' }).subscribe({
        next: ({ data }) => {
          retryMs = FIRST_RETRY_MS;
          const event = data?.sessionEvents;
          const kind = event?.kind;
          if (kind === 'LOCKED') hear({ kind: 'locked' });
          if (kind === 'ENDED') hear({ kind: 'ended' });
          if (kind === 'CONSENT_CHANGED' && event?.patientKey) hear({ kind: 'consent-changed', patientKey: event.patientKey });
        },
        error: again,
        complete: again,
      });
    }
  });
  if (navigator.locks) {
    navigator.locks.request('longview.session-events', { signal: stop.signal }, keepStream).catch(() => undefined);
  } else {
    void keepStream();
  }
  return () => stop.abort();
}
