// npm run migration:create -- <what-it-does>: an empty migration at the end of the one ordered list.
import fs from 'node:fs';
import path from 'node:path';
import { fail, root, say } from './bootstrap.mjs';

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9-]+$/.test(name)) fail('Say what it does in kebab case: npm run migration:create -- add-consent-directives');
const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const className = `${name.replace(/(^|-)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase())}${timestamp}`;
const file = path.join(root, 'libs/persistence/src/migrations', `${timestamp}-${name}.ts`);
fs.writeFileSync(file, `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: */
export class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }
}
`);
say(`Wrote ${path.relative(root, file)}; add it to the list in libs/persistence/src/migrations/index.ts.`);
