import type { LogInState, Sessions } from '@longview/authentication';
import type { RequestFacts } from '@longview/disclosure';
import { refusal, type Refusal } from '../schema/refusal.js';
import type { ApiContext } from '../server/api-context.js';

/** Ends the work behind a stream. One for all streams: an error made for each would keep everything that the stream held in memory for long. */
const OVER = new Error('The stream is over.');

/**
 * Passes on what `start` yields until the session locks or ends on any instance: then the work behind it is aborted and
 * the stream ends with the refusal. Leaving early aborts the work, too.
 */
export async function* whileSessionLives<T>(sessions: Sessions, { caller, facts }: ApiContext, start: (facts: RequestFacts) => AsyncIterable<T>): AsyncGenerator<T | Refusal> {
  if (caller.state === 'ended') return yield refusal('session-ended');
  const abort = new AbortController();
  const { signal } = abort;
  const leave = (): void => abort.abort(facts.signal.reason);
  if (facts.signal.aborted) leave();
  else facts.signal.addEventListener('abort', leave);
  let known: LogInState = 'live';
  const stop = sessions.watchSession(caller.logIn, caller.state, (state) => {
    known = state;
    if (state !== 'live') abort.abort();
  });
  const stateNow = (): LogInState => known;
  const aborted = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
  const values = start({ ...facts, signal })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([values.next(), aborted]);
      const state = stateNow();
      if (state !== 'live') return yield refusal(state === 'locked' ? 'session-locked' : 'session-ended');
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    stop();
    facts.signal.removeEventListener('abort', leave);
    abort.abort(OVER);
    // Not awaited: what still hangs in there ends by the signal.
    void values.return?.().catch(() => undefined);
  }
}
