// Feeds one forbidden import per boundary rule to ESLint as the project has it, and prints what it said.
// A process of its own: the boundary rule reads the workspace's project graph, which Jest's module loader would hide.
import path from 'node:path';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';

const root = path.resolve(import.meta.dirname, '../../..');
const cases = JSON.parse(process.argv[2]);
// Without a graph the rule skips itself and says so only on standard output.
await createProjectGraphAsync({ exitOnError: true });
const eslint = new ESLint({ cwd: root });
const results = [];
for (const { file, code } of cases) {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file), warnIgnored: true });
  results.push(result.messages.map(({ ruleId, message }) => ({ ruleId, message })));
}
process.stdout.write(`\n${JSON.stringify(results)}`);
