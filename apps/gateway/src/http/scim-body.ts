import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { MOST_SCIM_BODY_BYTES, scimErrorBody } from '@longview/participants';

/** Reads the bodies of provisioning clients, and refuses those that cannot be read in the words of RFC 7644 §3.12. */
export function scimBody(): readonly (RequestHandler | ErrorRequestHandler)[] {
  const refuse: ErrorRequestHandler = (error: { readonly status?: unknown }, _request, response, next) => {
    const status = error.status === 413 ? 413 : error.status === 400 ? 400 : 415;
    if (response.headersSent) return next(error);
    const detail = status === 413 ? 'The body is too large.' : status === 400 ? 'The body is no JSON.' : 'The body cannot be read.';
    response.status(status).setHeader('content-type', 'application/scim+json; charset=utf-8').send(JSON.stringify(scimErrorBody({ status, detail, ...(status === 400 && { scimType: 'invalidSyntax' as const }) })));
  };
  return [express.json({ limit: MOST_SCIM_BODY_BYTES, type: ['application/scim+json', 'application/json'] }), refuse];
}
