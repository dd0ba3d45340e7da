// Writes the portal's typed operations and the list of trusted documents from the committed schema.
// `--check` changes nothing and fails when what is committed is not what would be written.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { parse } from 'graphql';

const root = fileURLToPath(new URL('..', import.meta.url));
const committed = join(root, 'libs/graphql-client/src/generated');
const operations = join(root, 'libs/graphql-client/src/operations');
const isCheck = process.argv.includes('--check');
const folder = isCheck ? mkdtempSync(join(tmpdir(), 'longview-codegen-')) : committed;

await generate({
  cwd: root,
  silent: true,
  schema: 'libs/graphql-api/schema.graphql',
  documents: ['libs/graphql-client/src/operations/*.graphql'],
  generates: {
    [`${folder}/`]: {
      preset: 'client',
      // A trusted document is sent as its hash: what the cache needs must be in the text that was hashed.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' }, fragmentMasking: false },
      config: { useTypeImports: true, enumsAsTypes: true, strictScalars: true, emitLegacyCommonJSImports: false, scalars: { EpochMs: 'number', ID: { input: 'string', output: 'string' } } },
    },
  },
}, true);
splitDocuments();

if (isCheck) {
  const files = (from) => readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1));
  const stale = [...new Set([...files(folder), ...files(committed)])].filter((name) => read(join(folder, name)) !== read(join(committed, name)));
  rmSync(folder, { recursive: true });
  if (stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run "npm run codegen" and commit the result.`);
    process.exit(1);
  }
}

/** One module for the documents of each operations file: a page loads those it sends, not those of every other page. */
function splitDocuments() {
  const nounOf = new Map();
  for (const file of readdirSync(operations).sort()) {
    for (const { kind, name } of parse(readFileSync(join(operations, file), 'utf8')).definitions) nounOf.set(`${name.value}${kind === 'FragmentDefinition' ? 'FragmentDoc' : 'Document'}`, basename(file, '.graphql'));
  }
  const types = [];
  const documents = new Map([...nounOf.values()].map((noun) => [noun, []]));
  for (const line of readFileSync(join(folder, 'graphql.ts'), 'utf8').split('\n')) {
    const name = /^export const (\w+) =/.exec(line)?.[1];
    if (name) documents.get(nounOf.get(name)).push(line);
    else types.push(line);
  }
  rmSync(join(folder, 'documents'), { recursive: true, force: true });
  mkdirSync(join(folder, 'documents'));
  const modules = [];
  for (const [noun, lines] of documents) {
    if (lines.length === 0) continue;
    const used = [...new Set(lines.flatMap((line) => [.../\bDocumentNode<(\w+), (\w+)>/.exec(line)?.slice(1) ?? []]))].filter((name) => name !== 'unknown').sort();
    const header = `import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';\nimport type { ${used.join(', ')} } from '../graphql.js';\n\n`;
    writeFileSync(join(folder, 'documents', `${noun}.ts`), `${header}${lines.join('\n')}\n`);
    modules.push(`./documents/${noun}.js`);
  }
  writeFileSync(join(folder, 'graphql.ts'), types.filter((line) => !line.includes('@graphql-typed-document-node/core')).join('\n'));
  writeFileSync(join(folder, 'index.ts'), ['./graphql.js', ...modules.sort()].map((file) => `export * from '${file}';\n`).join(''));
  // The preset's way to look a document up by its text would load all of them.
  rmSync(join(folder, 'gql.ts'));
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
