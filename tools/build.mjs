// Builds what runs: servers by tsc, portal by Vite, viewer from its prebuilt package. Each part is skipped when nothing it
// is made of has changed.
import fs from 'node:fs';
import path from 'node:path';
import { bin, ensureWorkspace, root, run, say } from './bootstrap.mjs';

/** What runs on Node: the rest of the workspace is tests. */
const SERVERS = ['apps/gateway', 'apps/sandbox', 'apps/cli'];

/** @param {{ withTests?: boolean }} options `withTests` builds every project, as the suites need it. */
export async function build({ withTests = false } = {}) {
  const startedMs = Date.now();
  run(process.execPath, [bin('typescript', 'bin/tsc'), '-b', ...(withTests ? [] : SERVERS)]);
  if (isOlder('apps/portal/dist/site/index.html', ['apps/portal', 'libs/web', 'libs/graphql-client', 'libs/clinical-model'])) {
    say('Building the portal …');
    run(process.execPath, [bin('vite', 'bin/vite.js'), 'build', '--logLevel', 'warn', 'apps/portal']);
  }
  run(process.execPath, ['apps/viewer/prepare-viewer.mjs', '--out', 'apps/viewer/dist']);
  return Date.now() - startedMs;
}

/** True when `output` is missing or older than any source file below `inputs` (folders). */
function isOlder(output, inputs) {
  const file = path.join(root, output);
  if (!fs.existsSync(file)) return true;
  const builtMs = fs.statSync(file).mtimeMs;
  const newest = (folder) => Math.max(0, ...fs.readdirSync(folder, { withFileTypes: true }).map((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return 0;
    const child = path.join(folder, entry.name);
    return entry.isDirectory() ? newest(child) : fs.statSync(child).mtimeMs;
  }));
  return inputs.some((input) => newest(path.join(root, input)) > builtMs);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await ensureWorkspace(import.meta.url);
  say(`Built in ${((await build({ withTests: true })) / 1000).toFixed(1)} s.`);
}
