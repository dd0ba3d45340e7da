import pg from 'pg';
import { createDataSource } from './data-source.js';
import { grantTo } from './grants.js';

/** Any number that is ours: instances that start together take turns. */
const MIGRATION_LOCK = 7_031_848_001;

/**
 * Brings the schema up to date and grants the runtime role what it needs, one instance at a time: whoever comes second
 * waits and finds nothing to do. Each migration is a transaction of its own.
 * @param ownerUrl a role that may change the schema.
 * @param runtimeRole the role that the product runs with; the grants are renewed at every call.
 * @returns the names of the migrations that were applied now.
 */
export async function applyMigrations(ownerUrl: string, runtimeRole: string): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: ownerUrl, application_name: 'longview-migrate' });
  await lock.connect();
  const owner = createDataSource(ownerUrl, { poolSize: 2, applicationName: 'longview-migrate' });
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await owner.initialize();
    const applied = await owner.runMigrations();
    await owner.query(grantTo(pg.escapeIdentifier(runtimeRole)));
    return applied.map(({ name }) => name);
  } finally {
    if (owner.isInitialized) await owner.destroy();
    await lock.end();
  }
}
