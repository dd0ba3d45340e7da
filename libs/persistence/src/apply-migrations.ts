import pg from 'pg';
import { createDataSource } from './data-source.js';
import { grantTo } from './grants.js';
import { bringJobSchemaUpToDate, grantJobsTo } from './jobs/job-schema.js';
import { migrations } from './migrations/index.js';

/** Any number that is ours: instances that start together take turns. */
const MIGRATION_LOCK = 7_031_848_001;

/**
 * Brings the schema up to date and grants the runtime role what it needs, one instance at a time: whoever comes second
 * waits and finds nothing to do. Each migration is a transaction of its own.
 * @param ownerUrl a role that may change the schema.
 * @param runtimeRole the role that the product runs with; the grants are renewed at every call. The owner itself, where
 *   there is no other role: then nothing but its code keeps the product from changing the log.
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
    await bringJobSchemaUpToDate(ownerUrl);
    // An installation that has one role for everything keeps it whole: the owner has to come back for the next migration.
    const [{ is_owner: isOwner }] = await owner.query<[{ is_owner: boolean }]>('select current_user = $1 as is_owner', [runtimeRole]);
    if (!isOwner) await owner.query([grantTo, grantJobsTo].map((grant) => grant(pg.escapeIdentifier(runtimeRole))).join(';\n'));
    return applied.map(({ name }) => name);
  } finally {
    if (owner.isInitialized) await owner.destroy();
    await lock.end();
  }
}

/** Names of the migrations that a database lacks; of all of them where it has no schema yet. Changes nothing. */
export async function pendingMigrations(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'longview-migrate' });
  await client.connect();
  try {
    const { rows: [table] } = await client.query<{ is_there: boolean }>(`select to_regclass('schema_migration') is not null as is_there`);
    const { rows } = table!.is_there ? await client.query<{ name: string }>('select name from schema_migration') : { rows: [] };
    const applied = new Set(rows.map(({ name }) => name));
    return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
  } finally {
    await client.end();
  }
}
