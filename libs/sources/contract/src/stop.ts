/** As much of an `AbortSignal` as work on a question looks at; an `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * An `AbortController` and its signal in one. A search makes some for every source, and the platform's own hang on event objects
 * and are left one listener after the other: with hundreds of sources that cost more than the questions themselves.
 * Listeners say `once`, because the platform remembers a combined signal, and all that listens, for as long as it has any.
 */
export class Stop implements StopSignal {
  #reason: unknown;
  #isAborted = false;
  #listeners: Set<() => void> | undefined;

  get aborted(): boolean {
    return this.#isAborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  /** Tells every listener, once; later calls change nothing. */
  abort(reason: unknown): void {
    if (this.#isAborted) return;
    this.#isAborted = true;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = undefined;
    if (listeners) for (const listener of listeners) listener();
  }

  /** As with an `AbortSignal`, nobody is told any more of what happened before. Every listener is told once only, anyway. */
  addEventListener(_type: 'abort', listener: () => void, _options: { readonly once: true }): void {
    if (!this.#isAborted) (this.#listeners ??= new Set()).add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners?.delete(listener);
  }
}
