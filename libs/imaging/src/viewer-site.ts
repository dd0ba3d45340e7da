import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { z } from 'zod';
import { viewerHeaders } from './viewer-headers.js';
import { readViewerTarget } from './viewer-target.js';

/** What the build of the viewer says about itself: `viewer-manifest.json`. */
const manifestSchema = z.object({
  version: z.string(),
  decoderWorkers: z.array(z.string()).min(1),
  /** `br` gives the size of the file beside it that is compressed with brotli, where there is one. */
  files: z.record(z.string(), z.object({ bytes: z.int(), br: z.int().optional() })),
});

export interface ViewerSite {
  /** Answers a request below `/viewer`, 404 for everything that is not on its closed list. Needs no session: nothing here is about anybody. */
  handle(request: { readonly method: string; readonly target: string; readonly acceptEncoding: string | undefined }, response: ServerResponse): void;
}

/**
 * Serves the prepared viewer from its folder.
 * Rejects when the folder holds no prepared viewer: the gateway must then not start as if it could show images.
 */
export async function openViewerSite(folder: string): Promise<ViewerSite> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'viewer-manifest.json'), 'utf8')));
  const files = new Set(Object.keys(manifest.files));
  const decoderWorkers = new Set(manifest.decoderWorkers);

  return {
    handle({ method, target, acceptEncoding }, response) {
      const wanted = readViewerTarget(method, target, files);
      if (!wanted) {
        response.writeHead(404, { 'content-length': '0', 'cache-control': 'no-store' }).end();
        return;
      }
      const { name } = wanted;
      const { bytes, br } = manifest.files[name]!;
      const useBrotli = br !== undefined && /(?:^|[,\s])br(?:$|[,;\s])/.test(acceptEncoding ?? '');
      response.writeHead(200, {
        ...viewerHeaders(name, decoderWorkers.has(name)), vary: 'accept-encoding',
        'content-length': String(useBrotli ? br : bytes), ...(useBrotli && { 'content-encoding': 'br' }),
      });
      pipeline(createReadStream(join(folder, useBrotli ? `${name}.br` : name)), response, () => undefined);
    },
  };
}
