import pg from 'pg';
import { AuditTerms } from './audit-terms.js';

export interface LogConnectionsOptions {
  /** A follower that is at work keeps one for itself. */
  readonly poolSize?: number;
  /** None by default: verification reads for minutes. */
  readonly statementTimeoutMs?: number;
}

/** The connections over which the access log is read, proven and followed, with what is remembered of its dictionary: one for a process. */
export class LogConnections {
  readonly #pool: pg.Pool;
  readonly terms = new AuditTerms();

  constructor(url: string, { poolSize = 2, statementTimeoutMs }: LogConnectionsOptions = {}) {
    this.#pool = new pg.Pool({ connectionString: url, max: poolSize, application_name: 'longview-audit-reader', connectionTimeoutMillis: 5_000, ...(statementTimeoutMs !== undefined && { statement_timeout: statementTimeoutMs }) });
    // Idle connections may break at any time; the pool replaces them.
    this.#pool.on('error', () => {});
  }

  /** Those given, or some of its own to an address. */
  static of(connections: LogConnections | string): LogConnections {
    return typeof connections === 'string' ? new LogConnections(connections) : connections;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Hands `work` a connection of its own. One on which something failed is not used again: a transaction or a lock may be left on it. */
  async withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** The same within a transaction that only reads and sees one moment of the log. */
  async atOneMoment<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.withClient(async (client) => {
      await client.query('begin isolation level repeatable read read only');
      const result = await work(client);
      await client.query('rollback');
      return result;
    });
  }
}
