import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { Router, type Request, type Response } from 'express';
import { portalPolicy } from './security-headers.js';

/** Stands in the built page where each answer's nonce goes. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Doors of the gateway that are no pages; they say themselves that they have nothing. */
const OTHER_DOORS = /^\/(graphql|auth|dicom-web|viewer|healthz|readyz|metrics)(\/|$)/;

/**
 * Serves the built portal: files under `/assets` carry their content's hash and are kept for a year; every other address
 * that is asked for as a page is the one page, never kept.
 * @throws when the folder holds no built portal.
 */
export async function portalSite(folder: string): Promise<Router> {
  const page = await readFile(path.join(folder, 'index.html'), 'utf8');
  const router = Router();
  router.use((request, _response, next) => next(OTHER_DOORS.test(request.path) ? 'router' : undefined));
  router.use('/assets', express.static(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false, fallthrough: false }));
  router.use(express.static(folder, { index: false, redirect: false, maxAge: '1h', dotfiles: 'ignore' }));
  router.get(/.*/, (request: Request, response: Response) => {
    if (!request.accepts('html')) return void response.status(404).end();
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('content-security-policy', portalPolicy(nonce));
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
  });
  return router;
}
