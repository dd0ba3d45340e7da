import { PgBoss } from 'pg-boss';

/** The queue's tables live apart from the product's own. */
export const JOB_SCHEMA = 'job';

const quiet = { schema: JOB_SCHEMA, supervise: false, schedule: false } as const;

/**
 * Creates the job queue's tables or brings them to what the installed queue engine needs: it numbers its own schema, so
 * its changes are not among our migrations.
 */
export async function bringJobSchemaUpToDate(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ ...quiet, connectionString: ownerUrl, max: 1, application_name: 'longview-migrate', migrate: true });
  await boss.start();
  await boss.stop({ graceful: false });
}

/** SQL that lets `role` (a quoted identifier) use the queue and change nothing of its shape. */
export function grantJobsTo(role: string): string {
  return [
    `revoke all on all tables in schema ${JOB_SCHEMA} from ${role}`,
    `grant usage on schema ${JOB_SCHEMA} to ${role}`,
    `grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${role}`,
  ].join(';\n');
}
