import { startImportJobs } from '@longview/image-exchange';
import { exchangeParts } from '@longview/test-support';

/** One of the processes that bring studies over, until it is stopped or killed. */
const { WORKER_DATABASE_URL: runtimeUrl, SOURCE_URL: source, ARCHIVE_URL: archive } = process.env;
const { deps, close } = await exchangeParts({ runtimeUrl: runtimeUrl!, source: { baseUrl: source! }, archive: { by: 'stow', baseUrl: archive! }, lanes: 3 });
await startImportJobs(deps);
process.stdout.write('working\n');
process.once('SIGTERM', () => void close().then(() => process.exit(0)));
