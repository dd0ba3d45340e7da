import type { ConsentReader, PatientConsent } from '@longview/consent';
import type { Clock } from '@longview/platform';

/** Longest time that a directive entered on another instance, without a word to this one, is not known here. */
const MAX_AGE_MS = 1_000;
const MAX_PATIENTS = 10_000;

/** Patients' consent, at most a second old: a stack of frames asks hundreds of times in that second. */
export class RememberedConsent implements ConsentReader {
  readonly #reader: ConsentReader;
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #patients = new Map<string, { readonly askedAtMs: number; readonly consent: Promise<PatientConsent> }>();
  #forgotten = 0;

  constructor(reader: ConsentReader, clock: Pick<Clock, 'monotonicMs'>) {
    this.#reader = reader;
    this.#clock = clock;
  }

  read(patients: readonly (readonly string[])[]): Promise<readonly PatientConsent[]> {
    return Promise.all(patients.map((keys) => this.#of(keys)));
  }

  /** Takes effect at once, also on a question that is under way. */
  forget(): void {
    this.#forgotten++;
    this.#patients.clear();
  }

  async #of(keys: readonly string[]): Promise<PatientConsent> {
    for (;;) {
      const asOf = this.#forgotten;
      const consent = await this.#ask(keys);
      if (asOf === this.#forgotten) return consent;
    }
  }

  #ask(keys: readonly string[]): Promise<PatientConsent> {
    const name = keys.join(' ');
    const nowMs = this.#clock.monotonicMs();
    const known = this.#patients.get(name);
    if (known && nowMs - known.askedAtMs < MAX_AGE_MS) return known.consent;
    if (this.#patients.size >= MAX_PATIENTS) this.#patients.clear();
    const consent = this.#reader.read([keys]).then(([found]) => found!);
    const entry = { askedAtMs: nowMs, consent };
    this.#patients.set(name, entry);
    consent.catch(() => {
      if (this.#patients.get(name) === entry) this.#patients.delete(name);
    });
    return consent;
  }
}
