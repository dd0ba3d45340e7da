import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { acceptedCoding, type ContentCoding } from '@longview/platform';
import { portalPolicy } from './security-headers.js';

/** Stands in the built page where each answer's nonce goes. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Doors of the gateway that are no pages; they say themselves that they have nothing. */
const OTHER_DOORS = /^\/(graphql|auth|dicom-web|viewer|healthz|readyz|metrics|access-log|scim|fhir)(\/|$)/;

/** How the build ends the names of the compressed copies beside an asset; the smallest first. */
const COPY_ENDINGS: readonly (readonly [ContentCoding, string])[] = [['br', '.br'], ['gzip', '.gz']];

/**
 * Serves the built portal: files under `/assets` carry their content's hash, are kept for a year and go out compressed to
 * whoever reads that; every other address that is asked for as a page is the one page, never kept.
 * @throws when the folder holds no built portal.
 */
export async function portalSite(folder: string): Promise<Router> {
  const page = await readFile(path.join(folder, 'index.html'), 'utf8');
  const sendPage: RequestHandler = (request, response) => {
    if (!request.accepts('html')) return void response.status(404).end();
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('content-security-policy', portalPolicy(nonce));
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
  };
  const assets = path.join(folder, 'assets');
  const router = Router();
  router.use((request, _response, next) => next(OTHER_DOORS.test(request.path) ? 'router' : undefined));
  router.use('/assets', preferCompressed(new Set(await readdir(assets))), express.static(assets, { immutable: true, maxAge: '1y', index: false, redirect: false, fallthrough: false }));
  // Ahead of the files: as a file, the page would go out with its placeholder.
  router.get('/index.html', sendPage);
  router.use(express.static(folder, { index: false, redirect: false, maxAge: '1h', dotfiles: 'ignore' }));
  router.get(/.*/, sendPage);
  return router;
}

/** Turns the request for an asset into one for its copy in a coding that the client takes. */
function preferCompressed(names: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    const name = request.path.slice(1);
    const copies = new Map(COPY_ENDINGS.filter(([, ending]) => names.has(name + ending)));
    if (copies.size > 0) {
      response.vary('accept-encoding');
      const coding = acceptedCoding(request.headers['accept-encoding'], [...copies.keys()]);
      if (coding) {
        request.url = `/${name}${copies.get(coding)}`;
        response.type(path.extname(name)).setHeader('content-encoding', coding);
      }
    }
    next();
  };
}
