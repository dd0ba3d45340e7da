/** What every instance must hear about a session. */
export interface SessionChange {
  readonly kind: 'ended' | 'locked' | 'unlocked';
  readonly sessionId: string;
}

/** How instances tell each other. Delivery may fail: whoever listens also looks from time to time. */
export interface SessionChanges {
  /** Reaches every instance, this one included. */
  publish(change: SessionChange): Promise<void>;
  /** @returns stops listening. */
  subscribe(listener: (sessionId: string) => void): () => void;
}
