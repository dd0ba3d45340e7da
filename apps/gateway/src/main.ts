import { createLogger } from '@longview/platform';
import { ProvinceFileInvalid } from '@longview/province';
import { ConfigurationInvalid, readConfiguration } from './configuration.js';
import { startGateway } from './gateway.js';

const startedMs = performance.now();
const SHUTDOWN_PATIENCE_MS = 10_000;

try {
  const configuration = readConfiguration(process.env);
  const log = createLogger('gateway', { level: configuration.logLevel });
  const gateway = await startGateway(configuration, log);
  log.info({ port: gateway.port, startMs: Math.round(performance.now() - startedMs) }, 'the gateway answers');
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => process.exit(1), SHUTDOWN_PATIENCE_MS).unref();
      gateway.close().then(() => process.exit(0), (error: unknown) => {
        log.error({ err: error }, 'the gateway did not end in order');
        process.exit(1);
      });
    });
  }
} catch (error) {
  // Written for whoever starts it: these two name settings and lines, never values.
  if (error instanceof ConfigurationInvalid || error instanceof ProvinceFileInvalid) process.stderr.write(`${error.message}\n`);
  else createLogger('gateway').fatal({ err: error }, 'the gateway cannot start');
  process.exit(1);
}
