// npm run bench -- federation | deduplication | audit | imaging | portal …: measures against floors and peers in one run.
import fs from 'node:fs';
import path from 'node:path';
import { bin, ensureWorkspace, fail, root, run, say } from './bootstrap.mjs';

await ensureWorkspace(import.meta.url);
run(process.execPath, [bin('typescript', 'bin/tsc'), '-b']);
const folder = path.join(root, 'test/bench/dist');
const known = fs.readdirSync(folder).filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3)).sort();
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) fail(`No such benchmark: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);

fs.mkdirSync(path.join(root, 'bench-results'), { recursive: true });
let missed = 0;
for (const name of wanted.length > 0 ? wanted : known) {
  say(`\n${name} …`);
  const { goals, figures } = await (await import(path.join(folder, `${name}.js`))).run();
  fs.writeFileSync(path.join(root, 'bench-results', `${name}.json`), JSON.stringify({ goals, figures }, null, 2) + '\n');
  const width = Math.max(...goals.map((goal) => goal.name.length));
  for (const goal of goals) say(`  ${goal.met ? 'met   ' : 'MISSED'}  ${goal.name.padEnd(width)}  ${Number(goal.value.toPrecision(3))}  (goal ${goal.goal})`);
  missed += goals.filter((goal) => !goal.met).length;
}
say(`\n${missed === 0 ? 'Every goal met.' : `${missed} goal(s) missed.`} Figures: bench-results/`);
