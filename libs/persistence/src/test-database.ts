import { applyMigrations } from './apply-migrations.js';
import { openPostgresDatabase, type PostgresDatabase } from './postgres-database.js';

/** The database of one suite, through both its doors. */
export interface TestDatabase {
  /** With the rights of the product. */
  readonly database: PostgresDatabase;
  /** With the rights of who owns the tables: for what the product may not do. */
  readonly owner: PostgresDatabase;
  readonly close: () => Promise<void>;
}

/** Opens the database that the test run made for the calling suite, with every table of today. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const [ownerUrl, runtimeUrl] = [process.env['TEST_DATABASE_OWNER_URL']!, process.env['TEST_DATABASE_RUNTIME_URL']!];
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  const [owner, database] = [openPostgresDatabase(ownerUrl), openPostgresDatabase(runtimeUrl)];
  return { database, owner, close: async () => { await Promise.all([database.close(), owner.close()]); } };
}
