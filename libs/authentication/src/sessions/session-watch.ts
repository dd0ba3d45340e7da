import type { Clock, Logger } from '@longview/platform';
import { stateOfLogIn, type LogIn, type LogInState } from './log-in.js';
import type { SessionChanges } from './session-changes.js';
import type { SessionTable } from './session-table.js';

interface Watched {
  readonly sessionId: string;
  readonly onChange: (state: LogInState) => void;
  state: LogInState;
}

/** How long an end or a lock may go unnoticed when a notification is lost, and how late an idle lock is noticed. */
const LOOK_EVERY_MS = 2_000;

/** A session that gets a new cookie has no row for a moment: one that is still missing after this has ended. */
const ROTATION_MS = 250;

/**
 * Tells open streams when their session locks or ends, on whichever instance that happened: at once by notification,
 * and by looking every two seconds at the sessions that are watched here (one statement for all of them).
 */
export class SessionWatch {
  private readonly watched = new Set<Watched>();
  private timer: NodeJS.Timeout | undefined;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly table: SessionTable,
    private readonly settings: { readonly idleTimeoutMs: number },
    private readonly clock: Clock,
    private readonly log: Logger,
    changes: SessionChanges,
    /** Called when the idle time of a watched session has passed. */
    private readonly onIdle: (sessionId: string) => Promise<void>,
  ) {
    this.unsubscribe = changes.subscribe((sessionId) => void this.look([...this.watched].filter((one) => one.sessionId === sessionId)));
  }

  /** @returns stops watching. `onChange` is called when the state is another than the one last told, `state` being the first. */
  watch(sessionId: string, state: LogInState, onChange: (state: LogInState) => void): () => void {
    const one: Watched = { sessionId, onChange, state };
    this.watched.add(one);
    this.timer ??= setInterval(() => void this.look([...this.watched]), LOOK_EVERY_MS).unref();
    return () => void this.watched.delete(one);
  }

  close(): void {
    this.unsubscribe();
    clearInterval(this.timer);
    this.watched.clear();
  }

  private async look(these: readonly Watched[], isSecondLook = false): Promise<void> {
    if (these.length === 0) return;
    let logIns: ReadonlyMap<string, LogIn>;
    try {
      logIns = await this.table.find([...new Set(these.map(({ sessionId }) => sessionId))]);
    } catch (error) {
      // Without the database nothing is disclosed anyway; the next look tells.
      this.log.warn({ err: error }, 'sessions could not be looked at');
      return;
    }
    const missing = isSecondLook ? [] : these.filter(({ sessionId }) => !logIns.has(sessionId));
    if (missing.length > 0) setTimeout(() => void this.look(missing, true), ROTATION_MS).unref();
    for (const one of these) {
      if (missing.includes(one)) continue;
      const logIn = logIns.get(one.sessionId);
      const state = stateOfLogIn(logIn, this.clock.nowMs(), this.settings.idleTimeoutMs);
      if (state === 'locked' && logIn?.lockedAtMs === undefined) await this.onIdle(one.sessionId);
      if (state === one.state || !this.watched.has(one)) continue;
      one.state = state;
      one.onChange(state);
    }
  }
}
