import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type pg from 'pg';
import type { Logger } from '@longview/platform';

export interface SessionMiddlewareSettings {
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly isSecure: boolean;
  readonly absoluteTimeoutMs: number;
  readonly log: Logger;
}

/**
 * The session cookie and its row. The cookie lives as long as the browser; the row until the absolute end, whatever is
 * asked in between: activity, lock and organization are changed in place by `SessionTable`.
 */
export function sessionMiddleware({ pool, secret, isSecure, absoluteTimeoutMs, log }: SessionMiddlewareSettings): RequestHandler {
  const Store = connectPgSimple(session);
  return session({
    store: new Store({ pool, tableName: 'session', createTableIfMissing: false, disableTouch: true, ttl: Math.ceil(absoluteTimeoutMs / 1000), pruneSessionInterval: 300, errorLog: () => log.warn('expired sessions could not be removed') }),
    // The prefix makes browsers refuse such a cookie from a neighbour domain or without TLS (RFC 6265bis §4.1.3.2).
    name: isSecure ? '__Host-longview.sid' : 'longview.sid',
    secret, resave: false, saveUninitialized: false, rolling: false,
    cookie: { httpOnly: true, secure: isSecure, sameSite: 'lax', path: '/' },
  });
}
