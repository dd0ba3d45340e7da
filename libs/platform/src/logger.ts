import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/**
 * Keys whose values never reach a log, wherever they are passed. `variables` and `body`: a GraphQL request's variables
 * hold health numbers and names.
 */
const REDACTED_KEYS = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'client_assertion', 'access_token', 'id_token', 'variables', 'body'];

export const redactedPaths: readonly string[] = REDACTED_KEYS.flatMap((key) => ['', '*', '*.*', '*.*.*'].map((prefix) => (prefix ? `${prefix}["${key}"]` : `["${key}"]`)));

export interface LoggerOptions {
  /** Lowest level that is written: `trace` … `fatal`, or `silent`. */
  readonly level?: string;
  /** Standard output when absent. */
  readonly destination?: DestinationStream;
}

/** Structured log, one JSON object a line. Errors are reduced by {@link errorFacts}, requests by {@link requestFacts}. */
export function createLogger(name: string, { level = 'info', destination }: LoggerOptions = {}): Logger {
  const options = { name, level, redact: { paths: [...redactedPaths], censor: '[redacted]' }, serializers: { err: errorFacts, error: errorFacts, req: requestFacts } };
  return destination ? pino(options, destination) : pino(options);
}

/** What a log may hold of an error. */
export interface ErrorFacts {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly details?: unknown;
  readonly stack?: string;
  readonly cause?: ErrorFacts;
}

/**
 * Reduces an error to what is safe to keep. Only our own faults (`…Fault`) promise a message without personal
 * information; a parser's or a database's message may quote the very data it stumbled over, so it is left out and the
 * stack is kept without its first lines.
 */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, details } = error as { code?: unknown; details?: unknown };
  const isFault = error.name.endsWith('Fault');
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at ')).join('\n');
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(isFault && { message: error.message, details }),
    ...(stack && { stack }),
    ...(error.cause !== undefined && depth < 4 && { cause: errorFacts(error.cause, depth + 1) }),
  };
}

/** Method and path of a request. The query is cut off: it may name a person. */
export function requestFacts(request: unknown): Readonly<Record<string, unknown>> {
  const { method, url, id } = request as { method?: string; url?: string; id?: unknown };
  return { ...(id !== undefined && { id }), method, path: url?.replace(/\?.*$/s, '') };
}
