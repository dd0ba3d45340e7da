import { parseArgs } from 'node:util';
import { startSandbox, startSignIn } from './sandbox.js';

const USAGE = `node apps/sandbox/dist/main.js --data <folder> [--seed N] [--patients N] [--today YYYY-MM-DD] [--public-url http://localhost:4200]
node apps/sandbox/dist/main.js --data <folder> --identity-provider-only [--identity-provider-port N] [--public-url http://localhost:4200]`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' }, seed: { type: 'string' }, patients: { type: 'string' }, today: { type: 'string' }, 'public-url': { type: 'string' },
    'identity-provider-only': { type: 'boolean' }, 'identity-provider-port': { type: 'string' },
  },
});
const numbers = [values.seed, values.patients, values['identity-provider-port']];
if (!values.data || numbers.some((number) => number !== undefined && !/^\d{1,9}$/.test(number)) || (values.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.today))) {
  console.error(USAGE);
  process.exit(2);
}

const place = { dataFolder: values.data, ...(values['public-url'] === undefined ? {} : { publicUrl: values['public-url'] }) };
const running = values['identity-provider-only']
  ? await startSignIn({ ...place, port: Number(values['identity-provider-port'] ?? 0) })
  : await startSandbox({
    ...place,
    onProgress: (line) => console.log(`sandbox: ${line}`),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values.patients === undefined ? {} : { patientCount: Number(values.patients) }),
    ...(values.today === undefined ? {} : { today: values.today }),
  });
let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void running.stop().then(() => process.exit(0));
  });
}
console.log(JSON.stringify({
  ready: true, issuer: running.issuer, accounts: running.accounts,
  ...('provinceFile' in running ? { provinceFile: running.provinceFile, adminUrl: running.adminUrl } : { clientSecretFile: running.clientSecretFile }),
}));
