// npm test: every suite, cheapest first, one at a time. Names on the command line choose: npm test -- unit interop.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bin, ensureWorkspace, fail, root, say } from './bootstrap.mjs';

await ensureWorkspace(import.meta.url);
const suites = [
  { name: 'unit', config: 'jest.config.mjs', workers: 2 },
  // One at a time: sealing waits for every transaction of the server, those of a neighbouring suite too.
  { name: 'integration', config: 'jest.config.mjs', workers: 1, env: { LONGVIEW_TEST_KIND: 'int' } },
  ...['architecture', 'source-conformance', 'gateway-e2e', 'portal-e2e', 'interop'].map((name) => ({ name, config: `test/${name}/jest.config.mjs`, workers: name === 'gateway-e2e' ? 2 : 1 })),
];
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) fail(`No such suite: ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.`);

const { build } = await import('./build.mjs');
say('Building …');
await build({ withTests: true });

const results = path.join(root, 'test-results');
fs.mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const skipped = [];
for (const { name, config, workers, env } of suites.filter((suite) => wanted.length === 0 || wanted.includes(suite.name))) {
  const startedMs = Date.now();
  say(`\n=== ${name}`);
  const output = path.join(results, `${name}.json`);
  fs.rmSync(output, { force: true });
  const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest', 'bin/jest.js'), '--config', config, `--maxWorkers=${workers}`, '--passWithNoTests', '--json', '--outputFile', output, '--reporters', path.join(root, 'tools/test-reporter.mjs')],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } });
  const report = fs.existsSync(output) ? JSON.parse(fs.readFileSync(output, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, testResults: [] };
  // A file that could not even be loaded has no failed test of its own: it counts as one.
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = Math.max(report.numFailedTests + unloadable, status === 0 ? 0 : 1);
  total.passed += report.numPassedTests;
  total.failed += failed;
  total.skipped += report.numPendingTests;
  for (const file of report.testResults) for (const test of file.assertionResults) if (test.status === 'pending') skipped.push(`${name}: ${test.fullName}`);
  say(`${name}: ${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped in ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
}
if (skipped.length > 0) say(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`);
say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
