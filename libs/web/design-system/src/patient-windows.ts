import { useEffect, useState } from 'react';
import { patientNameOf, type PatientFacts } from './patient-words.js';

type WindowNews =
  | { readonly kind: 'here' | 'hello'; readonly windowId: string; readonly patient: string }
  | { readonly kind: 'gone'; readonly windowId: string };

/**
 * Keeps track of whom the other windows of this browser show. Messages stay in the browser, between pages of this origin.
 * Pure but for `send`: what it hears, it is told through `hear`.
 */
export class PatientWindows {
  private readonly others = new Map<string, string>();

  constructor(private readonly windowId: string, private readonly patient: string, private readonly send: (news: WindowNews) => void) {}

  arrive(): void {
    this.send({ kind: 'hello', windowId: this.windowId, patient: this.patient });
  }

  leave(): void {
    this.send({ kind: 'gone', windowId: this.windowId });
  }

  /** @returns true while some other window shows somebody else. */
  hear(news: WindowNews): boolean {
    if (news.kind === 'gone') this.others.delete(news.windowId);
    else this.others.set(news.windowId, news.patient);
    if (news.kind === 'hello') this.send({ kind: 'here', windowId: this.windowId, patient: this.patient });
    return [...this.others.values()].some((patient) => patient !== this.patient);
  }
}

/** Binds this window to its patient. True while another Longview window shows a different one: both then show the striped bar. */
export function useDifferentPatients(patient: PatientFacts | undefined): boolean {
  const [isDifferent, setDifferent] = useState(false);
  const identity = patient && [patient.healthNumber, patient.birthDate, patientNameOf(patient)].join('|');
  useEffect(() => {
    if (identity === undefined) return undefined;
    const channel = new BroadcastChannel('longview.patient');
    const windows = new PatientWindows(crypto.randomUUID?.() ?? String(Math.random()), identity, (news) => channel.postMessage(news));
    channel.onmessage = ({ data }: MessageEvent<WindowNews>) => setDifferent(windows.hear(data));
    windows.arrive();
    const leave = (): void => windows.leave();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
      channel.close();
      setDifferent(false);
    };
  }, [identity]);
  return isDifferent;
}
