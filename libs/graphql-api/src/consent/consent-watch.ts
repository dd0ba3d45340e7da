import { Inject, Injectable } from '@nestjs/common';
import { GRAPHQL_API, type GraphqlApiOptions } from '../graphql-api-options.js';
import { PatientContexts } from '../patients/patient-contexts.js';
import { ShownStudies } from '../patients/shown-studies.js';

interface Watcher {
  readonly sessionId: string;
  readonly onChange: (patientKey: string) => void;
}

/**
 * Tells the open pages of this instance which of their patients' consent has changed, on whichever instance it did:
 * one look at the opened patients for all of them together.
 */
@Injectable()
export class ConsentWatch {
  private readonly watchers = new Set<Watcher>();

  constructor(private readonly contexts: PatientContexts, private readonly shownStudies: ShownStudies, @Inject(GRAPHQL_API) private readonly options: Pick<GraphqlApiOptions, 'consent' | 'log'>) {
    options.consent.onChanged((changedKeys) => void this.tell(changedKeys));
  }

  /** @param onChange gets the key of the opened patient. @returns stops watching. */
  watch(sessionId: string, onChange: Watcher['onChange']): () => void {
    const one: Watcher = { sessionId, onChange };
    this.watchers.add(one);
    return () => void this.watchers.delete(one);
  }

  /** @param changedKeys keyed hashes of one patient; `undefined` when nobody knows whose it was. */
  private async tell(changedKeys: readonly string[] | undefined): Promise<void> {
    // What is remembered of studies cannot be told apart by patient without opening every context: it is asked for again.
    this.shownStudies.forgetAll();
    if (this.watchers.size === 0) return;
    try {
      const opened = await this.contexts.openedIn([...new Set([...this.watchers].map(({ sessionId }) => sessionId))]);
      for (const { sessionId, patientKey, identity } of opened) {
        if (changedKeys && !this.options.consent.keysOf(identity).some((key) => changedKeys.includes(key))) continue;
        for (const watcher of this.watchers) if (watcher.sessionId === sessionId) watcher.onChange(patientKey);
      }
    } catch (error) {
      // Rows on a screen go stale; every question and every image is decided anew anyway.
      this.options.log.warn({ err: error }, 'open pages could not be told of a change of consent');
    }
  }
}
