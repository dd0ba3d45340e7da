import type { Database, Queryable } from '@longview/platform';
import pg from 'pg';

export interface PostgresDatabase extends Database {
  close(): Promise<void>;
}

export interface PostgresDatabaseOptions {
  readonly poolSize?: number;
  readonly applicationName?: string;
  readonly statementTimeoutMs?: number;
  /** Idle connections may break at any time; the pool replaces them. */
  readonly onLostConnection?: (error: Error) => void;
}

/** A pool of connections behind the port that services use. Statements are never logged: their parameters may name a person. */
export function openPostgresDatabase(url: string, { poolSize = 8, applicationName = 'longview-services', statementTimeoutMs = 15_000, onLostConnection = () => undefined }: PostgresDatabaseOptions = {}): PostgresDatabase {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, application_name: applicationName, statement_timeout: statementTimeoutMs, connectionTimeoutMillis: 5_000 });
  pool.on('error', onLostConnection);
  return {
    ...queryable(pool),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work(queryable(client));
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        await client.query('rollback').then(() => client.release(), (broken: Error) => client.release(broken));
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

function queryable(connection: pg.Pool | pg.PoolClient): Queryable {
  return { query: (text, values = [], name) => connection.query({ text, values: [...values], ...(name !== undefined && { name }) }) as never };
}
