import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fonts are compressed as they come. */
const COMPRESSIBLE = /^assets\/.+\.(js|css|svg|json)$/;
/** Below, the header that names the coding costs about what it saves. */
const MIN_BYTES = 1_024;
const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** Writes brotli and gzip copies beside the assets, as small as they get: once here instead of at every request. */
export function compressedCopies(): Plugin {
  return {
    name: 'longview-compressed-copies',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      await Promise.all(Object.values(bundle).filter(({ fileName }) => COMPRESSIBLE.test(fileName)).map(async (output) => {
        const content = Buffer.from(output.type === 'chunk' ? output.code : output.source);
        if (content.length < MIN_BYTES) return;
        const file = path.join(dir!, output.fileName);
        await writeFile(`${file}.br`, await inBrotli(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
        await writeFile(`${file}.gz`, await inGzip(content, { level: constants.Z_BEST_COMPRESSION }));
      }));
    },
  };
}
