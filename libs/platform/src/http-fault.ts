/**
 * Every way an HTTP exchange can fail before or while an answer arrives. An answer with a status of 400 and above is an
 * answer, not a fault.
 */
export const HTTP_FAULT_CODES = [
  'HTTP_ABORTED', 'HTTP_TIMEOUT', 'HTTP_UNREACHABLE', 'HTTP_TLS_REFUSED', 'HTTP_RESET', 'HTTP_PROTOCOL',
  'HTTP_REDIRECTED', 'HTTP_WRONG_CONTENT_TYPE', 'HTTP_TOO_LARGE', 'HTTP_MALFORMED', 'HTTP_TOKEN_REFUSED', 'HTTP_MISCONFIGURED',
] as const;
export type HttpFaultCode = (typeof HTTP_FAULT_CODES)[number];

const MESSAGES: Record<HttpFaultCode, string> = {
  HTTP_ABORTED: 'The request was aborted by its caller.',
  HTTP_TIMEOUT: 'The server did not answer in time.',
  HTTP_UNREACHABLE: 'No connection to the server could be made.',
  HTTP_TLS_REFUSED: 'The secure connection could not be agreed on.',
  HTTP_RESET: 'The connection ended before the answer did.',
  HTTP_PROTOCOL: 'The answer was no valid HTTP.',
  HTTP_REDIRECTED: 'The server answered with a redirect, which is not followed.',
  HTTP_WRONG_CONTENT_TYPE: 'The answer had a content type that was not asked for.',
  HTTP_TOO_LARGE: 'The answer was larger than allowed.',
  HTTP_MALFORMED: 'The answer could not be parsed.',
  HTTP_TOKEN_REFUSED: 'The token endpoint issued no access token.',
  HTTP_MISCONFIGURED: 'What the exchange needs is not configured or cannot be read.',
};

/** Message and details hold no address, header or body: they may be logged. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault';
  constructor(
    readonly code: HttpFaultCode,
    readonly details: Readonly<Record<string, string | number | boolean>> = {},
    options?: { cause?: unknown },
  ) {
    super(MESSAGES[code], options);
  }
}

/** Sorts what undici, the socket or TLS threw. */
export function toHttpFault(error: unknown, isAnswerStarted: boolean): HttpFault {
  if (error instanceof HttpFault) return error;
  const reason = codeOf(error);
  const details = { reason: reason ?? 'unknown', isAnswerStarted };
  return new HttpFault(faultCodeOf(reason, error), details, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

function faultCodeOf(reason: string | undefined, error: unknown): HttpFaultCode {
  switch (reason) {
    case 'UND_ERR_CONNECT_TIMEOUT': case 'UND_ERR_HEADERS_TIMEOUT': case 'UND_ERR_BODY_TIMEOUT': case 'ETIMEDOUT': return 'HTTP_TIMEOUT';
    case 'UND_ERR_SOCKET': case 'ECONNRESET': case 'EPIPE': case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH': return 'HTTP_RESET';
    case 'UND_ERR_ABORTED': case 'UND_ERR_ABORT': case 'UND_ERR_CLOSED': case 'UND_ERR_DESTROYED': return 'HTTP_ABORTED';
    case 'SECRET_MISSING': return 'HTTP_MISCONFIGURED';
    case 'UND_ERR_HEADERS_OVERFLOW': return 'HTTP_TOO_LARGE';
    case 'ECONNREFUSED': case 'ENOTFOUND': case 'EAI_AGAIN': case 'EHOSTUNREACH': case 'ENETUNREACH': case 'EADDRNOTAVAIL': return 'HTTP_UNREACHABLE';
    default:
  }
  if (reason?.startsWith('HPE_')) return 'HTTP_PROTOCOL';
  if (reason !== undefined && (reason.startsWith('ERR_TLS') || reason.startsWith('ERR_SSL') || reason.startsWith('ERR_OSSL') || reason.includes('CERT') || reason.startsWith('UNABLE_TO_'))) return 'HTTP_TLS_REFUSED';
  return error instanceof Error && error.name === 'AbortError' ? 'HTTP_ABORTED' : 'HTTP_UNREACHABLE';
}
