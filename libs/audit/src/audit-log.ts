import type { AuditEvent } from './audit-event.js';

/** What a caller knows; id and time are assigned by the log. */
export type AuditEntry = Omit<AuditEvent, 'id' | 'occurredAtMs'>;

/** The access log as everybody but its keeper sees it. */
export interface AuditLog {
  /**
   * Resolves with the event's id when the event is durable, and not before.
   * Rejects with {@link AuditAppendFailed} when it cannot be made durable: the caller MUST then disclose nothing.
   */
  append(entry: AuditEntry): Promise<string>;
}

/** The log could not be written. Whatever was about to be shown stays hidden. */
export class AuditAppendFailed extends Error {
  override readonly name = 'AuditAppendFailed';
  readonly code = 'AUDIT_APPEND_FAILED';
  constructor(options?: { cause?: unknown }) {
    super('The access log could not be written.', options);
  }
}
