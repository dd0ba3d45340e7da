import type { SourceState } from '@longview/clinical-model';

/** Every way a source can fail, closed: docs/errors.md lists the same set and a test compares the two. */
export const SOURCE_FAULT_CODES = [
  'SOURCE_TIMEOUT', 'SOURCE_UNREACHABLE', 'SOURCE_BREAKER_OPEN', 'SOURCE_BUSY',
  'SOURCE_UNAUTHORIZED', 'SOURCE_FORBIDDEN', 'SOURCE_THROTTLED', 'SOURCE_SERVER_ERROR', 'SOURCE_REQUEST_REFUSED',
  'SOURCE_REDIRECTED', 'SOURCE_WRONG_CONTENT_TYPE', 'SOURCE_MALFORMED', 'SOURCE_TOO_LARGE', 'SOURCE_PAGE_LOOP', 'SOURCE_FOREIGN_LINK',
  'SOURCE_CANCELLED', 'SOURCE_MISCONFIGURED',
] as const;
export type SourceFaultCode = (typeof SOURCE_FAULT_CODES)[number];

/** A fault of a source or on the way to it. The message is static per code and holds nothing about a patient. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
  constructor(
    readonly code: SourceFaultCode,
    /** Facts for support: HTTP status, byte counts. Never an address with parameters, never a body. */
    readonly details: Readonly<Record<string, string | number | boolean>> = {},
    options?: { cause?: unknown; retryAfterMs?: number },
  ) {
    super(MESSAGES[code], { cause: options?.cause });
    this.retryAfterMs = options?.retryAfterMs;
  }
  /** When the source asked to be left alone (Retry-After). */
  readonly retryAfterMs: number | undefined;
}

const MESSAGES: Record<SourceFaultCode, string> = {
  SOURCE_TIMEOUT: 'The source did not answer in time.',
  SOURCE_UNREACHABLE: 'The source could not be reached.',
  SOURCE_BREAKER_OPEN: 'The source failed repeatedly and is not asked for a short while.',
  SOURCE_BUSY: 'Too many requests to this source are already under way.',
  SOURCE_UNAUTHORIZED: 'The source did not accept our credentials.',
  SOURCE_FORBIDDEN: 'The source refused the request.',
  SOURCE_THROTTLED: 'The source asked us to slow down.',
  SOURCE_SERVER_ERROR: 'The source failed while answering.',
  SOURCE_REQUEST_REFUSED: 'The source did not understand the request.',
  SOURCE_REDIRECTED: 'The source answered with a redirect, which is not followed.',
  SOURCE_WRONG_CONTENT_TYPE: 'The source answered in a form that was not asked for.',
  SOURCE_MALFORMED: 'The answer of the source could not be read.',
  SOURCE_TOO_LARGE: 'The answer of the source was larger than allowed.',
  SOURCE_PAGE_LOOP: 'The pages of the answer did not come to an end.',
  SOURCE_FOREIGN_LINK: 'The answer of the source pointed to another host.',
  SOURCE_CANCELLED: 'The request was cancelled.',
  SOURCE_MISCONFIGURED: 'The source is configured in a way that cannot work.',
};

/** The state a user sees for a fault. Exhaustive by type. */
export function stateOfFault(code: SourceFaultCode): SourceState {
  return FAULT_STATES[code];
}

const FAULT_STATES: Record<SourceFaultCode, SourceState> = {
  SOURCE_TIMEOUT: 'timeout', SOURCE_CANCELLED: 'timeout', SOURCE_THROTTLED: 'timeout', SOURCE_BUSY: 'timeout',
  SOURCE_UNREACHABLE: 'down', SOURCE_BREAKER_OPEN: 'down', SOURCE_SERVER_ERROR: 'down', SOURCE_REDIRECTED: 'down', SOURCE_WRONG_CONTENT_TYPE: 'down',
  SOURCE_MALFORMED: 'down', SOURCE_TOO_LARGE: 'down', SOURCE_PAGE_LOOP: 'down', SOURCE_FOREIGN_LINK: 'down',
  SOURCE_UNAUTHORIZED: 'refused', SOURCE_FORBIDDEN: 'refused', SOURCE_REQUEST_REFUSED: 'refused', SOURCE_MISCONFIGURED: 'refused',
};
