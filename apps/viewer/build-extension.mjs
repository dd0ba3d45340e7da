// Bundles our extension, mode and end page as ES modules that OHIF, and the end page, load at run time.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));

/** @returns {Promise<[name: string, content: Buffer][]>} files by their name below /viewer/. */
export async function buildExtension() {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: { 'longview-extension': 'src/longview-extension.tsx', 'longview-mode': 'src/longview-mode.ts', ended: 'src/ended-page.ts' },
    outdir: 'ext', write: false, bundle: true, format: 'esm', target: 'es2022', minify: true, jsx: 'automatic', legalComments: 'inline',
    define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning',
  });
  return outputFiles.map(({ path: file, contents }) => [`ext/${path.basename(file)}`, Buffer.from(contents)]);
}
