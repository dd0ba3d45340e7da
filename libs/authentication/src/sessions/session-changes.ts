/** How instances hear that a session changed. The application connects it to PostgreSQL's LISTEN. */
export interface SessionChanges {
  /** @returns stops listening. */
  subscribe(listener: (sessionId: string) => void): () => void;
}
