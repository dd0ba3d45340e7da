import type { NextFunction, Request, Response } from 'express';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that change something and that another site's page sent. Browsers say where a request comes from
 * (Sec-Fetch-Site, Origin); one that says nothing is no browser's and carries nobody's cookie by accident.
 * @param exemptPaths called by servers, with proof of their own.
 */
export function refuseForeignOrigins(publicUrl: string, exemptPaths: readonly string[]) {
  const { origin: ours } = new URL(publicUrl);
  return (request: Request, response: Response, next: NextFunction): void => {
    if (READS.has(request.method) || exemptPaths.includes(request.path)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    if ((site === undefined || site === 'same-origin') && (origin === undefined || origin === ours)) return next();
    response.status(403).json({ errors: [{ message: 'Requests from other sites are refused.', extensions: { code: 'FOREIGN_ORIGIN' } }] });
  };
}
