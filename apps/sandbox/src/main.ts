import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.js';

const USAGE = 'node apps/sandbox/dist/main.js --data <folder> [--seed N] [--patients N] [--today YYYY-MM-DD] [--public-url http://localhost:4200]';

const { values } = parseArgs({
  options: { data: { type: 'string' }, seed: { type: 'string' }, patients: { type: 'string' }, today: { type: 'string' }, 'public-url': { type: 'string' } },
});
if (!values.data || [values.seed, values.patients].some((number) => number !== undefined && !/^\d{1,9}$/.test(number)) || (values.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.today))) {
  console.error(USAGE);
  process.exit(2);
}

const sandbox = await startSandbox({
  dataFolder: values.data,
  onProgress: (line) => console.log(`sandbox: ${line}`),
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  ...(values.patients === undefined ? {} : { patientCount: Number(values.patients) }),
  ...(values.today === undefined ? {} : { today: values.today }),
  ...(values['public-url'] === undefined ? {} : { publicUrl: values['public-url'] }),
});
let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void sandbox.stop().then(() => process.exit(0));
  });
}
console.log(JSON.stringify({ ready: true, provinceFile: sandbox.provinceFile, adminUrl: sandbox.adminUrl, accounts: sandbox.accounts }));
