import { randomUUID } from 'node:crypto';
import { PgBoss, type Db, type Job as BossJob } from 'pg-boss';
import type { Job, JobQueue, Queryable } from '@longview/platform';
import { JOB_SCHEMA } from './job-schema.js';

export interface PostgresJobQueueOptions {
  /** How often an idle worker looks for a job, from 500 ms. */
  readonly lookEveryMs?: number;
  readonly applicationName?: string;
  /** What goes wrong between jobs: a lost connection, a look at the queue that failed. */
  readonly onTrouble?: (error: Error) => void;
  /** A job that failed and will be tried again, or was given up. */
  readonly onJobFailed?: (queue: string, error: unknown) => void;
}

/** A worker that shows no sign of life for this long is dead, and its job is another's. The engine allows no less. */
const HEARTBEAT_SECONDS = 10;
const LOOK_FOR_DEAD_WORKERS_SECONDS = 5;
const CLOSE_PATIENCE_MS = 5_000;
const KEEP_WAITING_SECONDS = 30 * 86_400;

/**
 * Jobs in PostgreSQL (pg-boss), with a role that may use the queue's tables and change none: the schema is made when
 * migrations are applied.
 */
export async function openPostgresJobQueue(url: string, { lookEveryMs = 2_000, applicationName = 'longview-jobs', onTrouble = () => undefined, onJobFailed = () => undefined }: PostgresJobQueueOptions = {}): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url, schema: JOB_SCHEMA, max: 2, application_name: applicationName, connectionTimeoutMillis: 5_000,
    migrate: false, createSchema: false, reindex: false, monitorVacuum: false,
    superviseIntervalSeconds: LOOK_FOR_DEAD_WORKERS_SECONDS, monitorIntervalSeconds: LOOK_FOR_DEAD_WORKERS_SECONDS,
  });
  boss.on('error', onTrouble);
  await boss.start();
  return {
    async define(queue, { retryLimit = 5, retryDelayMs = 1_000, timeoutMs = 15 * 60_000 } = {}) {
      const settings = { retryLimit, retryDelay: Math.max(1, Math.round(retryDelayMs / 1000)), retryBackoff: true, expireInSeconds: Math.ceil(timeoutMs / 1000), heartbeatSeconds: HEARTBEAT_SECONDS, retentionSeconds: KEEP_WAITING_SECONDS };
      // Of two instances that create it at once, the second finds it there.
      await boss.createQueue(queue, { ...settings, policy: 'exclusive' });
      await boss.updateQueue(queue, settings);
    },
    async send(queue, data, { key, startAtMs, within } = {}) {
      const id = await boss.send(queue, data, { singletonKey: key ?? randomUUID(), ...(startAtMs !== undefined && { startAfter: new Date(startAtMs) }), ...(within !== undefined && { db: inTransaction(within) }) });
      return id !== null;
    },
    async schedule(queue, cron, { timeZone } = {}) {
      await boss.schedule(queue, cron, {}, { singletonKey: 'scheduled', ...(timeZone !== undefined && { tz: timeZone }) });
    },
    async work<Data extends object>(queue: string, handler: (job: Job<Data>) => Promise<void>) {
      const { promise: worker, resolve: name } = Promise.withResolvers<string>();
      name(await boss.work<Data>(queue, { batchSize: 1, pollingIntervalSeconds: lookEveryMs / 1000 }, async ([job]: BossJob<Data>[]) => {
        if (!job) return;
        try {
          await handler(job);
        } catch (error) {
          onJobFailed(queue, error);
          // What is kept of it beside the job: never a message, which may quote data.
          throw new JobFault(error);
        } finally {
          // Where one waited there may be more: the next look is at once.
          boss.notifyWorker(await worker);
        }
      }));
    },
    close: () => boss.stop({ graceful: true, timeout: CLOSE_PATIENCE_MS }),
  };
}

/** Stored with a job that failed: the code of what happened and nothing that it said. */
class JobFault extends Error {
  override readonly name = 'JobFault';
  readonly code: string;
  constructor(error: unknown) {
    super('The job did not come to its end.');
    const { code } = (error ?? {}) as { code?: unknown };
    this.code = typeof code === 'string' ? code : 'JOB_FAILED';
  }
}

function inTransaction(connection: Queryable): Db {
  return { executeSql: async (text, values) => ({ rows: [...(await connection.query(text, values)).rows] }) };
}
