import type { ApolloClient } from '@apollo/client';
import { TimelineDocument } from '@longview/graphql-client';
import type { Subscription } from 'rxjs';
import { EMPTY_TIMELINE, withBrokenStream, withRetry, withSlice, type TimelineState } from './timeline-state.js';

/**
 * One patient's timeline while somebody looks at it. Outside React, so that a slice is taken in once and the pages that
 * show it (timeline, print) share it. `close()` cancels what is still being asked and forgets everything.
 */
export class TimelineStore {
  private state = EMPTY_TIMELINE;
  private readonly listeners = new Set<() => void>();
  private readonly streams = new Set<Subscription>();
  private overrideEnd: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: ApolloClient, private readonly patientKey: string) {
    this.ask();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): TimelineState => this.state;

  /** Asks these sources again and nobody else; without names, everybody. */
  readonly retry = (sourceIds?: readonly string[]): void => {
    if (sourceIds) this.set(withRetry(this.state, sourceIds));
    else this.set({ ...this.state, isSettled: false, trouble: undefined });
    this.ask(sourceIds);
  };

  /** Takes everything away and asks anew: what may be seen has changed. */
  readonly restart = (): void => {
    this.close();
    this.ask();
  };

  close(): void {
    clearTimeout(this.overrideEnd);
    for (const stream of this.streams) stream.unsubscribe();
    this.streams.clear();
    this.set(EMPTY_TIMELINE);
  }

  private ask(onlySourceIds?: readonly string[]): void {
    let isLastSeen = false;
    const broken = (): void => {
      this.streams.delete(stream);
      if (!isLastSeen) this.set(withBrokenStream(this.state, 'unreachable', Date.now()));
    };
    const stream: Subscription = this.client.subscribe({
      query: TimelineDocument,
      variables: { patientKey: this.patientKey, ...(onlySourceIds && { onlySourceIds: [...onlySourceIds] }) },
      fetchPolicy: 'no-cache',
    }).subscribe({
      next: ({ data, error }) => {
        const event = data?.timeline;
        if (error || !event) return;
        if (event.__typename === 'Refusal') {
          isLastSeen = true;
          if (event.code === 'CONSENT_CHANGED') return this.restart();
          this.set(withBrokenStream(this.state, event.code, Date.now()));
          return;
        }
        isLastSeen ||= event.isLast;
        this.set(withSlice(this.state, event, Date.now()));
        this.closeInTime();
      },
      error: broken,
      complete: broken,
    });
    if (!stream.closed) this.streams.add(stream);
  }

  /** At the end of an override nothing that it opened stays on the page. The server has closed by then. */
  private closeInTime(): void {
    clearTimeout(this.overrideEnd);
    const { overrideUntilMs } = this.state;
    if (overrideUntilMs !== undefined) this.overrideEnd = setTimeout(this.restart, Math.max(0, overrideUntilMs - Date.now()));
  }

  private set(state: TimelineState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
