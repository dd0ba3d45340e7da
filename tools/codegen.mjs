// Writes the portal's typed operations and the list of trusted documents from the committed schema.
// `--check` changes nothing and fails when what is committed is not what would be written.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

const root = fileURLToPath(new URL('..', import.meta.url));
const committed = join(root, 'libs/graphql-client/src/generated');
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

if (isCheck) {
  const stale = readdirSync(folder).filter((name) => read(join(folder, name)) !== read(join(committed, name)));
  rmSync(folder, { recursive: true });
  if (stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run "npm run codegen" and commit the result.`);
    process.exit(1);
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
