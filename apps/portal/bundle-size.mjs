// What a browser loads as JavaScript before it can show the find and timeline pages, compressed as a server would send it.
// `node apps/portal/bundle-size.mjs` prints it and fails above the goal.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export const GOAL_BYTES = 250_000;
const ENTRY = 'index.html';
const TIMELINE = '../../libs/web/patient-chart/src/index.ts';

/** @returns bytes of gzip-compressed JavaScript, by file, of the two routes together; reads the manifest that Vite wrote. */
export function routeSizes(folder = path.join(import.meta.dirname, 'dist/site')) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The build has no chunk ${key}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  visit(ENTRY);
  visit(TIMELINE);
  const byFile = Object.fromEntries([...files].map((file) => [file, gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length]));
  return { byFile, totalBytes: Object.values(byFile).reduce((sum, bytes) => sum + bytes, 0) };
}

if (process.argv[1] === import.meta.filename) {
  const { byFile, totalBytes } = routeSizes();
  for (const [file, bytes] of Object.entries(byFile)) console.log(`${String(bytes).padStart(8)}  ${file}`);
  console.log(`${String(totalBytes).padStart(8)}  JavaScript of the find and timeline routes, gzip (goal ${GOAL_BYTES})`);
  if (totalBytes > GOAL_BYTES) process.exit(1);
}
