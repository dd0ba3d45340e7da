// Derives each project's TypeScript references, and the root's, from the workspace dependencies in package.json.
import fs from 'node:fs';
import path from 'node:path';
import { globSync } from 'node:fs';

const root = path.resolve(import.meta.dirname, '..');
const dirs = ['apps/*', 'libs/*', 'libs/sources/*', 'libs/web/*', 'test/*'].flatMap((p) => globSync(`${p}/package.json`, { cwd: root })).map(path.dirname).sort();
const read = (file) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
const dirOf = new Map(dirs.map((dir) => [read(`${dir}/package.json`).name, dir]));
const write = (file, value) => {
  const text = JSON.stringify(value, null, 2) + '\n';
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  if (process.argv.includes('--check')) { console.error(`${path.relative(root, file)} is out of date: run "npm run sync"`); process.exitCode = 1; return; }
  fs.writeFileSync(file, text);
};
for (const dir of dirs) {
  const file = `${dir}/tsconfig.json`;
  const { dependencies = {}, devDependencies = {} } = read(`${dir}/package.json`);
  const references = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => dirOf.has(name)).map((name) => ({ path: path.relative(dir, dirOf.get(name)) }));
  write(path.join(root, file), { ...read(file), references });
}
write(path.join(root, 'tsconfig.json'), { files: [], references: dirs.map((dir) => ({ path: dir })) });
