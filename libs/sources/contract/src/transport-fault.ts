import { SourceFault, type SourceFaultCode } from './source-fault.js';
import type { StopSignal } from './stop.js';

/** Codes of the HTTP transport, by name: the port knows no transport. The conformance suite holds the list complete. */
const OF_TRANSPORT: Readonly<Record<string, SourceFaultCode>> = {
  HTTP_ABORTED: 'SOURCE_CANCELLED',
  HTTP_TIMEOUT: 'SOURCE_TIMEOUT',
  HTTP_UNREACHABLE: 'SOURCE_UNREACHABLE',
  HTTP_TLS_REFUSED: 'SOURCE_UNREACHABLE',
  HTTP_RESET: 'SOURCE_UNREACHABLE',
  HTTP_PROTOCOL: 'SOURCE_MALFORMED',
  HTTP_REDIRECTED: 'SOURCE_REDIRECTED',
  HTTP_WRONG_CONTENT_TYPE: 'SOURCE_WRONG_CONTENT_TYPE',
  HTTP_TOO_LARGE: 'SOURCE_TOO_LARGE',
  HTTP_MALFORMED: 'SOURCE_MALFORMED',
  HTTP_TOKEN_REFUSED: 'SOURCE_UNAUTHORIZED',
  HTTP_MISCONFIGURED: 'SOURCE_MISCONFIGURED',
};

/**
 * Makes a source's fault of whatever a connector caught. Once the call was aborted, the abort explains everything: its
 * reason is kept where it is a fault itself, and a reason named `TimeoutError` is a timeout.
 */
export function toSourceFault(error: unknown, signal?: StopSignal): SourceFault {
  if (signal?.aborted) {
    const reason: unknown = signal.reason;
    if (reason instanceof SourceFault) return reason;
    return new SourceFault(reason instanceof Error && reason.name === 'TimeoutError' ? 'SOURCE_TIMEOUT' : 'SOURCE_CANCELLED');
  }
  if (error instanceof SourceFault) return error;
  const { code, details } = (error ?? {}) as { code?: unknown; details?: Readonly<Record<string, string | number | boolean>> };
  const known = typeof code === 'string' ? OF_TRANSPORT[code] : undefined;
  return new SourceFault(known ?? 'SOURCE_MALFORMED', known ? { transport: code as string, ...details } : {}, { cause: error });
}

/** The fault that an HTTP status of 400 and above stands for. */
export function faultOfStatus(status: number, retryAfterMs?: number): SourceFault {
  return new SourceFault(codeOfStatus(status), { status }, retryAfterMs === undefined ? undefined : { retryAfterMs });
}

function codeOfStatus(status: number): SourceFaultCode {
  if (status === 401 || status === 407) return 'SOURCE_UNAUTHORIZED';
  if (status === 403) return 'SOURCE_FORBIDDEN';
  if (status === 408 || status === 504) return 'SOURCE_TIMEOUT';
  if (status === 429) return 'SOURCE_THROTTLED';
  return status >= 500 && status !== 501 ? 'SOURCE_SERVER_ERROR' : 'SOURCE_REQUEST_REFUSED';
}
