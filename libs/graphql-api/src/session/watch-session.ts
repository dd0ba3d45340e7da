import type { LogInState, Sessions } from '@longview/authentication';
import type { ApiContext } from '../server/api-context.js';

/**
 * How the caller's session stands: now, and whenever that changes on any instance. Ends when the session does, or when
 * the client leaves.
 */
export async function* watchSession(sessions: Sessions, { caller, facts: { signal } }: ApiContext): AsyncGenerator<LogInState> {
  const states: LogInState[] = [caller.state];
  let wake = (): void => undefined;
  const stop = caller.state === 'ended' ? undefined : sessions.watchSession(caller.logIn, caller.state, (state) => {
    states.push(state);
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const state = states.shift();
      if (state === undefined) await new Promise<void>((resolve) => { wake = resolve; });
      else {
        yield state;
        if (state === 'ended') return;
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop?.();
  }
}
