import type { ExchangeDeps } from './exchange-deps.js';
import { sendUnfinished, startImportJobs } from './import/import-jobs.js';
import { LOOK_QUEUE } from './import/import-words.js';
import { escalateOverdue, expireUnanswered } from './requests/request-clock.js';

const EVERY_MINUTE = '* * * * *';

/** Lets this process take part in what exchanging images does by itself: imports, and once a minute the look at the clock. */
export async function startExchangeJobs(deps: ExchangeDeps): Promise<void> {
  await startImportJobs(deps);
  await deps.jobs.define(LOOK_QUEUE, { retryLimit: 1 });
  await deps.jobs.work(LOOK_QUEUE, () => lookAtTheClock(deps));
  await deps.jobs.schedule(LOOK_QUEUE, EVERY_MINUTE);
}

export async function lookAtTheClock(deps: ExchangeDeps): Promise<void> {
  await sendUnfinished(deps);
  await escalateOverdue(deps);
  await expireUnanswered(deps);
}
