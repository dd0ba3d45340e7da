import type { AuditAction, AuditEvent } from '@longview/audit';

/** Where a page ended; events are handed out newest first. */
export interface SearchPosition {
  readonly occurredAtMs: number;
  readonly lane: number;
  readonly sequence: number;
}

export interface LogQuestion {
  /** Whose events. `sideOf`: accesses by this organization's people, and accesses to records of which it is the custodian. */
  readonly about: { readonly patientKeys: readonly string[] } | { readonly userId: string } | { readonly sideOf: string } | 'everybody';
  readonly fromMs: number;
  /** Not included. */
  readonly untilMs: number;
  readonly actions?: readonly AuditAction[];
  readonly after?: SearchPosition;
  readonly limit: number;
}

/** Finds events of the log by what it is indexed by. */
export interface LogSearch {
  /** At most `limit`, newest first; fewer means that there are no more. */
  page(question: LogQuestion): Promise<readonly { readonly position: SearchPosition; readonly event: AuditEvent }[]>;
  find(lane: number, sequence: number): Promise<AuditEvent | undefined>;
}
