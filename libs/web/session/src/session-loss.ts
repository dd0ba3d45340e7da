import type { SessionLoss } from '@longview/graphql-client';

/** Carries the client's word that the session is gone to the provider, which is made after the client. */
export class SessionLossSignal {
  private readonly listeners = new Set<(loss: SessionLoss) => void>();

  readonly raise = (loss: SessionLoss): void => {
    for (const listener of this.listeners) listener(loss);
  };

  listen(listener: (loss: SessionLoss) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
