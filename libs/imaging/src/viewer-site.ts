import { open, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { acceptedCoding } from '@longview/platform';
import { z } from 'zod';
import { viewerHeaders } from './viewer-headers.js';
import { readViewerTarget } from './viewer-target.js';

/** What the build of the viewer says about itself: `viewer-manifest.json`. */
const manifestSchema = z.object({
  version: z.string(),
  decoderWorkers: z.array(z.string()).min(1),
  /** With `br` there is a copy of the file beside it, compressed with brotli. */
  files: z.record(z.string(), z.object({ br: z.int().optional() })),
});

export interface ViewerSite {
  /** Answers a request below `/viewer`, 404 for everything that is not on its closed list; never rejects. Needs no session: nothing here is about anybody. */
  handle(request: { readonly method: string; readonly target: string; readonly acceptEncoding: string | undefined }, response: ServerResponse): Promise<void>;
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
    async handle({ method, target, acceptEncoding }, response) {
      const wanted = readViewerTarget(method, target, files);
      const isCompressed = wanted !== undefined && manifest.files[wanted.name]!.br !== undefined && acceptedCoding(acceptEncoding, ['br']) !== undefined;
      // Asked of the file and not of the manifest: a viewer that is prepared anew must not break one that runs.
      const file = wanted && (await open(join(folder, isCompressed ? `${wanted.name}.br` : wanted.name)).catch(() => undefined));
      if (!file) {
        response.writeHead(404, { 'content-length': '0', 'cache-control': 'no-store' }).end();
        return;
      }
      response.writeHead(200, {
        ...viewerHeaders(wanted.name, decoderWorkers.has(wanted.name)), vary: 'accept-encoding',
        'content-length': String((await file.stat()).size), ...(isCompressed && { 'content-encoding': 'br' }),
      });
      pipeline(file.createReadStream(), response, () => undefined);
    },
  };
}
