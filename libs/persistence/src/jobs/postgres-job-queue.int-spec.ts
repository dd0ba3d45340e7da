import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { JobQueue } from '@longview/platform';
import { applyMigrations } from '../apply-migrations.js';
import { openPostgresDatabase, type PostgresDatabase } from '../postgres-database.js';
import { openPostgresJobQueue } from './postgres-job-queue.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;

let database: PostgresDatabase;
let instances: JobQueue[];
let queue: string;
const failures: unknown[] = [];

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  database = openPostgresDatabase(runtimeUrl);
  instances = await Promise.all([1, 2].map(() => openPostgresJobQueue(runtimeUrl, { lookEveryMs: 500, onJobFailed: (_, error) => failures.push(error) })));
});
beforeEach(() => { queue = `queue-${randomUUID()}`; });
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.close()));
  await database.close();
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the job queue', () => {
  it('gives each job to one of the instances, also when both name the queue at once', async () => {
    const handled: string[] = [];
    await Promise.all(instances.map((instance) => instance.define(queue)));
    for (const name of ['a', 'b', 'c', 'd']) expect(await instances[0]!.send(queue, { name })).toBe(true);
    for (const instance of instances) await instance.work<{ name: string }>(queue, async ({ data }) => void handled.push(data.name));
    await until(() => handled.length >= 4);
    await instances[0]!.send(queue, { name: 'last' });
    await until(() => handled.includes('last'));
    expect(handled.sort()).toEqual(['a', 'b', 'c', 'd', 'last']);
  });

  it('adds nothing while a job with the same key waits or runs, and takes it again afterwards', async () => {
    const [one, other] = instances as [JobQueue, JobQueue];
    await one.define(queue);
    expect(await one.send(queue, {}, { key: 'campaign-1' })).toBe(true);
    expect(await other.send(queue, {}, { key: 'campaign-1' })).toBe(false);
    expect(await other.send(queue, {}, { key: 'campaign-2' })).toBe(true);
    let handled = 0;
    const whileRunning: boolean[] = [];
    await one.work(queue, async () => {
      if (handled === 0) whileRunning.push(await other.send(queue, {}, { key: 'campaign-1' }));
      handled += 1;
    });
    await until(() => handled === 2);
    expect(whileRunning).toEqual([false]);
    // The engine writes the end of a job down after its handler.
    while (!(await one.send(queue, {}, { key: 'campaign-1' }))) await new Promise((resolve) => setTimeout(resolve, 20));
    await until(() => handled === 3);
  });

  it('adds a job with the transaction that asked for it, or not at all', async () => {
    await instances[0]!.define(queue);
    await expect(database.transaction(async (within) => {
      await instances[0]!.send(queue, { name: 'undone' }, { within });
      throw new Error('rolled back');
    })).rejects.toThrow('rolled back');
    await database.transaction((within) => instances[0]!.send(queue, { name: 'done' }, { within }));
    const handled: string[] = [];
    await instances[1]!.work<{ name: string }>(queue, async ({ data }) => void handled.push(data.name));
    await until(() => handled.length > 0);
    expect(handled).toEqual(['done']);
  });

  it('tries a job again that failed, and keeps no word of what its fault said', async () => {
    await instances[0]!.define(queue, { retryLimit: 2, retryDelayMs: 1_000 });
    let tries = 0;
    await instances[0]!.work(queue, async () => {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error('about somebody'), { code: 'SOMETHING_BROKE' });
    });
    await instances[0]!.send(queue, {});
    await until(() => tries === 2);
    expect(failures).toEqual([expect.objectContaining({ code: 'SOMETHING_BROKE' })]);
    const { rows } = await database.query<{ output: string }>('select output::text as output from job.job where name = $1', [queue]);
    expect(rows.map(({ output }) => output ?? '').join()).not.toContain('about somebody');
  });

  it('waits with a job until its time, and takes a schedule', async () => {
    const [one] = instances as [JobQueue];
    await one.define(queue);
    await one.schedule(queue, '15 6 * * *', { timeZone: 'America/Toronto' });
    await one.send(queue, { name: 'later' }, { startAtMs: Date.now() + 3_600_000 });
    await one.send(queue, { name: 'now' });
    const handled: string[] = [];
    await one.work<{ name: string }>(queue, async ({ data }) => void handled.push(data.name));
    await until(() => handled.length > 0);
    expect(handled).toEqual(['now']);
    const { rows } = await database.query('select cron, timezone from job.schedule where name = $1', [queue]);
    expect(rows).toEqual([{ cron: '15 6 * * *', timezone: 'America/Toronto' }]);
  });

  it('leaves the runtime role no way to change the shape of the queue', async () => {
    await expect(database.query('create table job.mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(database.query('drop table job.job')).rejects.toMatchObject({ code: '42501' });
  });
});
