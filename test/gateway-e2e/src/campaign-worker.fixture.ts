import { startAttestationJobs } from '@longview/attestation';
import { campaignParts } from '@longview/test-support';

/** One of the processes that share the work of a campaign, until it is stopped or killed. */
const { SMTP_PORT: smtpPort, WORKER_DATABASE_URL: runtimeUrl, WORKER_NOW_MS: nowMs } = process.env;
const { deps, close } = await campaignParts({ runtimeUrl: runtimeUrl!, nowMs: Number(nowMs), ...(smtpPort && { smtpPort: Number(smtpPort) }) });
await startAttestationJobs(deps);
process.stdout.write('working\n');
process.once('SIGTERM', () => void close().then(() => process.exit(0)));
