import { useApolloClient } from '@apollo/client/react';
import type { ApolloClient } from '@apollo/client';
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { EMPTY_TIMELINE, type TimelineState } from './timeline-state.js';
import { TimelineStore } from './timeline-store.js';

/** Long enough to go from the timeline to its print page, short enough that leaving cancels what the sources are asked. */
const LINGER_MS = 1_000;

/** The timelines that pages of this window are showing. */
class OpenCharts {
  private readonly charts = new Map<string, { readonly store: TimelineStore; users: number }>();

  constructor(private readonly client: ApolloClient) {}

  /** @returns the patient's timeline, asked for if nobody shows it yet, and how to let go of it. */
  open(patientKey: string): { readonly store: TimelineStore; readonly release: () => void } {
    let chart = this.charts.get(patientKey);
    if (!chart) {
      chart = { store: new TimelineStore(this.client, patientKey), users: 0 };
      this.charts.set(patientKey, chart);
    }
    const held = chart;
    held.users++;
    return {
      store: held.store,
      release: () => {
        held.users--;
        setTimeout(() => { if (held.users === 0) this.forget(patientKey, held.store); }, LINGER_MS);
      },
    };
  }

  /** What may be seen of this patient has changed. */
  restart(patientKey: string): void {
    this.charts.get(patientKey)?.store.restart();
  }

  closeAll(): void {
    for (const [patientKey, { store }] of this.charts) this.forget(patientKey, store);
  }

  private forget(patientKey: string, store: TimelineStore): void {
    if (this.charts.get(patientKey)?.store === store) this.charts.delete(patientKey);
    store.close();
  }
}

/** Hears of opened patients, by their key, whose consent has changed anywhere. @returns stops listening. */
export type ListenForConsent = (hear: (patientKey: string) => void) => () => void;

const ChartContext = createContext<OpenCharts | undefined>(undefined);

/** Holds what was read of patients, in memory. Mount it below the session: unmounting cancels and forgets everything. */
export function ChartProvider({ listenForConsent, children }: { readonly listenForConsent: ListenForConsent; readonly children: ReactNode }) {
  const client = useApolloClient();
  const [charts] = useState(() => new OpenCharts(client));
  useEffect(() => () => charts.closeAll(), [charts]);
  useEffect(() => listenForConsent((patientKey) => charts.restart(patientKey)), [charts, listenForConsent]);
  return <ChartContext value={charts}>{children}</ChartContext>;
}

const nothing = (): void => undefined;
const never = (): (() => void) => () => undefined;
const empty = (): TimelineState => EMPTY_TIMELINE;

/** The timeline of one patient while the component is mounted, and how to ask sources again. Nobody is asked before the access is explained. */
export function useTimeline(patientKey: string, isExplained: boolean): { readonly timeline: TimelineState; readonly retry: (sourceIds?: readonly string[]) => void; readonly restart: () => void } {
  const charts = use(ChartContext);
  if (!charts) throw new Error('useTimeline needs a ChartProvider above it');
  const [store, setStore] = useState<TimelineStore>();
  useEffect(() => {
    if (!isExplained) return undefined;
    const opened = charts.open(patientKey);
    setStore(opened.store);
    return opened.release;
  }, [charts, patientKey, isExplained]);
  const timeline = useSyncExternalStore(store?.subscribe ?? never, store?.getState ?? empty);
  return { timeline, retry: store?.retry ?? nothing, restart: store?.restart ?? nothing };
}
