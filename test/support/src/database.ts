import { applyMigrations } from '@longview/persistence';
import { createTestDatabase, startTestServer } from '../../../tools/test-database.mjs';

/** A database with the product's schema, for one suite. */
export interface TestDatabase {
  /** Owns the schema and may create databases; no superuser where the server is our own. */
  readonly ownerUrl: string;
  /** The role that the product runs with: has only what the migrations grant. */
  readonly runtimeUrl: string;
  /** Removes the database and ends whatever is still connected to it. */
  stop(): Promise<void>;
}

/**
 * A fresh database with the real migrations: on the server that the test run already started, on the one that
 * `TEST_DATABASE_URL` names, or on an embedded one of its own.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const server = await startTestServer();
  const { ownerUrl, runtimeUrl, drop } = await createTestDatabase(server);
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  return {
    ownerUrl,
    runtimeUrl,
    stop: async () => {
      await drop();
      await server.stop();
    },
  };
}
