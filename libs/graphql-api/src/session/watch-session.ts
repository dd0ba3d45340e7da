import type { LogInState, Sessions } from '@longview/authentication';
import type { ConsentWatch } from '../consent/consent-watch.js';
import type { ApiContext } from '../server/api-context.js';

/** What a page must know without asking: how its session stands, and whose consent has changed. */
export type SessionNews = { readonly state: LogInState } | { readonly changedPatientKey: string };

/**
 * How the caller's session stands: now, and whenever that changes on any instance; between, opened patients whose consent
 * changes. Ends when the session does, or when the client leaves.
 */
export async function* watchSession(sessions: Sessions, consents: Pick<ConsentWatch, 'watch'>, { caller, facts: { signal } }: ApiContext): AsyncGenerator<SessionNews> {
  const news: SessionNews[] = [{ state: caller.state }];
  let wake = (): void => undefined;
  const stopConsents = caller.state === 'ended' ? undefined : consents.watch(caller.logIn.sessionId, (changedPatientKey) => {
    news.push({ changedPatientKey });
    wake();
  });
  const stop = caller.state === 'ended' ? undefined : sessions.watchSession(caller.logIn, caller.state, (state) => {
    news.push({ state });
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const next = news.shift();
      if (next === undefined) await new Promise<void>((resolve) => { wake = resolve; });
      else {
        yield next;
        if ('state' in next && next.state === 'ended') return;
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop?.();
    stopConsents?.();
  }
}
