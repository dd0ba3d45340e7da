// npm run docs: holds the documents to the repository. Every relative link must lead somewhere and every `npm run` that a page
// names must exist; prints what does not.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root, say } from './bootstrap.mjs';

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const problems = [];
for (const page of pages) {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  for (const [, target] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)(?:#[^)]*)?\)/g)) {
    if (!fs.existsSync(path.resolve(root, path.dirname(page), decodeURIComponent(target)))) problems.push(`${page}: no such file: ${target}`);
  }
  for (const [, script] of text.matchAll(/npm run (?:-s |--silent )?([a-z][a-z:-]*)/g)) {
    if (!(script in scripts)) problems.push(`${page}: no such script: npm run ${script}`);
  }
}
for (const problem of problems) say(problem);
say(`${pages.length} pages, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
