import type { AuditEvent } from '@longview/audit';
import { accessKey, isOfAccess, type PatientEvent } from './access.js';
import type { FoundAccess } from './access-pages.js';

/** Where in the log events of one person with one patient are looked for. Both instants included. */
export interface EventSpan {
  readonly patientKey: string;
  readonly userId: string;
  readonly firstMs: number;
  readonly endedMs: number;
}

/** Reads the log back, as reports need it. */
export interface EventSpans {
  /** The events of each span, in the order of the spans. Throws when one can no longer be read. */
  read(spans: readonly EventSpan[]): Promise<readonly (readonly AuditEvent[])[]>;
}

/** The events of each access. The log is asked for what the index found; what belongs to another access is left out. */
export async function eventsOf(spans: EventSpans, accesses: readonly FoundAccess[]): Promise<readonly (readonly PatientEvent[])[]> {
  if (accesses.length === 0) return [];
  const found = await spans.read(accesses);
  return accesses.map(({ patientKey, session, organizationId, userId }, index) => {
    const key = `${patientKey} ${session} ${organizationId ?? ''} ${userId}`;
    return found[index]!.filter(isOfAccess).filter((event) => accessKey(event) === key);
  });
}
