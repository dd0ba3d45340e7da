import type { NextFunction, Request, Response } from 'express';
import type { Clock, IdSource, Logger } from '@longview/platform';

/** Areas of the address space: all that a log may say of an address, since the rest is a key or a study's UID. */
const AREAS = ['auth', 'graphql', 'dicom-web', 'viewer', 'assets', 'healthz', 'readyz', 'metrics', 'scim', 'access-log', 'fhir'];

/** Gives each request a number, says it in the answer, and logs how it went: method, area, status, duration. Nothing of what was asked. */
export function logRequests(log: Logger, clock: Clock, ids: IdSource) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const requestId = ids.newId();
    const startedMs = clock.monotonicMs();
    // Now: mounted handlers see a shortened path.
    const area = areaOf(request.path);
    response.locals['requestId'] = requestId;
    response.setHeader('x-request-id', requestId);
    response.once('close', () => {
      if (area === 'healthz' || area === 'readyz') return;
      log.info({ requestId, method: request.method, area, status: response.statusCode, durationMs: Math.round(clock.monotonicMs() - startedMs), isComplete: response.writableFinished }, 'request');
    });
    next();
  };
}

function areaOf(path: string): string {
  const [, first = ''] = path.split('/', 2);
  return AREAS.includes(first) ? first : 'page';
}
