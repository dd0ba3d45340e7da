import { pendingMigrations } from '@longview/persistence';
import pg from 'pg';
import type { Check } from './check.js';
import type { DatabaseAddresses } from './database-address.js';

const OLDEST_VERSION = 15;
/** Events of several machines are compared by time: a second apart is a wrong answer to "who looked first". */
const MOST_SKEW_MS = 1_000;

/** Is it there, is it new enough, is the schema up to date, may the product change the log, do the clocks agree. */
export async function checkDatabase({ ownerUrl, runtimeUrl }: DatabaseAddresses): Promise<readonly Check[]> {
  const client = new pg.Client({ connectionString: runtimeUrl, application_name: 'longview-doctor', connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    return [{ name: 'database', isGood: false, detail: `cannot be reached (${(error as { code?: string }).code ?? 'no answer'})` }];
  }
  try {
    return [await checkVersion(client), await checkClock(client), await checkSchema(ownerUrl), await checkRole(client), ...(await checkLog(client))];
  } finally {
    await client.end();
  }
}

async function checkVersion(client: pg.Client): Promise<Check> {
  const { rows: [row] } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  const version = row!.version;
  return { name: 'database', isGood: Number.parseInt(version, 10) >= OLDEST_VERSION, detail: `PostgreSQL ${version}; ${OLDEST_VERSION} or newer is needed` };
}

async function checkClock(client: pg.Client): Promise<Check> {
  const askedMs = Date.now();
  const { rows: [row] } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  const skewMs = Math.round(row!.now.getTime() - (askedMs + Date.now()) / 2);
  return { name: 'clock', isGood: Math.abs(skewMs) <= MOST_SKEW_MS, detail: `the database's clock is ${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'ahead of'} this machine's` };
}

async function checkSchema(ownerUrl: string): Promise<Check> {
  const pending = await pendingMigrations(ownerUrl);
  return { name: 'schema', isGood: pending.length === 0, detail: pending.length === 0 ? 'up to date' : `${pending.length} migration(s) missing: longview migrate` };
}

/** Nothing to look at before the schema is there. */
async function checkLog(client: pg.Client): Promise<readonly Check[]> {
  const { rows: [schema] } = await client.query<{ is_there: boolean }>(`select to_regclass('audit_seal') is not null as is_there`);
  if (!schema!.is_there) return [];
  const { rows: [log] } = await client.query<{ tree_size: string; is_behind: boolean }>('select tree_size::text, tx >= pg_snapshot_xmax(pg_current_snapshot()) as is_behind from audit_seal');
  const { tree_size: sealed, is_behind } = log!;
  return [{ name: 'access log', isGood: !is_behind, detail: is_behind ? 'the database counts fewer transactions than its log: it was filled from a dump, see docs/operations/access-log.md' : `${sealed} events are sealed` }];
}

async function checkRole(client: pg.Client): Promise<Check> {
  const { rows: [role] } = await client.query<{ name: string; is_superuser: boolean; may_change_log: boolean | null }>(
    `select current_user as name, rolsuper as is_superuser, has_table_privilege(to_regclass('audit_event')::oid, 'UPDATE, DELETE, TRUNCATE') as may_change_log from pg_roles where rolname = current_user`);
  const { name, is_superuser, may_change_log } = role!;
  const fault = is_superuser ? 'is a superuser' : may_change_log ? 'may change the access log' : undefined;
  return { name: 'runtime role', isGood: fault === undefined, detail: fault ? `${name} ${fault}: give the product a role of its own` : `${name} can add to the access log and not change it` };
}
