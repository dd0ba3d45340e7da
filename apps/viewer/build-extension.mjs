// Bundles what is ours: the scripts that run before OHIF, and the ES modules that OHIF and the end page load at run time.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));

/** @returns {Promise<[name: string, content: Buffer][]>} files by their name below /viewer/. */
export async function buildExtension() {
  const common = { absWorkingDir: here, outdir: here, write: false, bundle: true, target: 'es2022', minify: true, jsx: 'automatic', legalComments: 'inline', define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning' };
  const built = await Promise.all([
    build({ ...common, format: 'esm', entryPoints: { 'ext/longview-extension': 'src/longview-extension.tsx', 'ext/longview-mode': 'src/longview-mode.ts', 'ext/ended': 'src/ended-page.ts' } }),
    build({ ...common, format: 'iife', entryPoints: { boot: 'src/boot.ts', 'app-config': 'src/app-config.ts' } }),
  ]);
  return built.flatMap(({ outputFiles }) => outputFiles.map(({ path: file, contents }) => [path.relative(here, file).split(path.sep).join('/'), Buffer.from(contents)]));
}
