import { provincialDay } from '@longview/participants';
import type { AttestationDeps } from './attestation-deps.js';
import { closeOverdue } from './campaigns/close-campaign.js';
import { openCampaign } from './campaigns/open-campaign.js';
import { OPEN_QUEUE } from './campaigns/plan-campaign.js';
import { remindAll } from './campaigns/remind.js';
import { runningCampaign } from './campaigns/campaign.js';
import { digestUses } from './evidence/digest-uses.js';
import { openReviews } from './reviews/open-reviews.js';

export const DAILY_QUEUE = 'attestation-daily';
const TIME_ZONE = 'America/Toronto';
/** Before people come to work, after the day has changed. */
const EVERY_MORNING = '20 5 * * *';
const LONGEST_RUN_MS = 60 * 60_000;

/** Lets this process take part in what attesting does by itself. Every step goes on where a dead process stopped. */
export async function startAttestationJobs(deps: AttestationDeps): Promise<void> {
  await deps.jobs.define(OPEN_QUEUE, { timeoutMs: LONGEST_RUN_MS, retryLimit: 20 });
  await deps.jobs.define(DAILY_QUEUE, { timeoutMs: LONGEST_RUN_MS, retryLimit: 20 });
  await deps.jobs.work<{ readonly campaignId: string }>(OPEN_QUEUE, async ({ data, signal }) => {
    await digestUses(deps, signal);
    await openCampaign(deps, data.campaignId, signal);
  });
  await deps.jobs.work(DAILY_QUEUE, ({ signal }) => everyMorning(deps, signal));
  await deps.jobs.schedule(DAILY_QUEUE, EVERY_MORNING, { timeZone: TIME_ZONE });
}

/** Deadlines first: who is suspended is not reminded. */
export async function everyMorning(deps: AttestationDeps, signal: AbortSignal): Promise<void> {
  await closeOverdue(deps, signal);
  await digestUses(deps, signal);
  const campaign = await runningCampaign(deps.database);
  if (campaign && (campaign.status === 'opening' || (campaign.status === 'planned' && campaign.opensOn <= provincialDay(deps.clock.nowMs())))) await openCampaign(deps, campaign.id, signal);
  await remindAll(deps, signal);
  await openReviews(deps);
}
