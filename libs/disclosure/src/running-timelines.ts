import type { DoorConsent } from './consent-at-the-door.js';

interface Running {
  readonly consent: DoorConsent;
  readonly stop: AbortController;
}

/** Timelines that are filling in this process, so that a change of consent ends those of its patient. */
export class RunningTimelines {
  private readonly running = new Set<Running>();

  /** @returns a signal that is aborted when consent changes, and what to call when the timeline is over. */
  begin(consent: DoorConsent): { readonly changed: AbortSignal; readonly end: () => void } {
    const one: Running = { consent, stop: new AbortController() };
    this.running.add(one);
    return { changed: one.stop.signal, end: () => void this.running.delete(one) };
  }

  stop(patientKeys: readonly string[]): void {
    for (const { consent, stop } of this.running) if (patientKeys.some((key) => consent.patientKeys.has(key))) stop.abort();
  }
}
