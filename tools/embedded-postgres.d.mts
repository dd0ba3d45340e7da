/** A running server of one's own; see embedded-postgres.mjs. */
export interface EmbeddedPostgres {
  /** Owns the database and may create others; no superuser. */
  readonly ownerUrl: string;
  /** Owns nothing: has what migrations grant it. */
  readonly runtimeUrl: string;
  readonly port: number;
  stop(): Promise<void>;
}

export function startEmbeddedPostgres(options: { dataFolder: string; port?: number; database?: string; fast?: boolean }): Promise<EmbeddedPostgres>;
