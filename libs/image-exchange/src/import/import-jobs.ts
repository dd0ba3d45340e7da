import type { ExchangeDeps } from '../exchange-deps.js';
import { IMPORT_QUEUE } from './import-words.js';
import { runImport } from './run-import.js';

const LONGEST_RUN_MS = 6 * 3_600_000;
const RETRY_AFTER_MS = 2_000;
const RETRIES = 8;

/** Names the queue, which must be there before the first import is asked for. */
export function defineImportQueue({ jobs }: Pick<ExchangeDeps, 'jobs'>): Promise<void> {
  return jobs.define(IMPORT_QUEUE, { timeoutMs: LONGEST_RUN_MS, retryLimit: RETRIES, retryDelayMs: RETRY_AFTER_MS });
}

/** Lets this process take part in bringing studies over. */
export async function startImportJobs(deps: ExchangeDeps): Promise<void> {
  await defineImportQueue(deps);
  await deps.jobs.work<{ readonly importId: string }>(IMPORT_QUEUE, ({ data, signal }) => runImport(deps, data.importId, signal));
}

/** Asks anew for every import whose job was given up or got lost: as long as it has not come to its end, there is one. */
export async function sendUnfinished({ database, jobs }: ExchangeDeps): Promise<void> {
  const { rows } = await database.query<{ id: string }>(`select id from image_import where state in ('waiting', 'running') order by requested_at`);
  for (const { id } of rows) await jobs.send(IMPORT_QUEUE, { importId: id }, { key: id });
}
