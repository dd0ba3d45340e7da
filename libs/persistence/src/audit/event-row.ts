import { eventId, type AuditEvent, type ReadEvent } from '@longview/audit';
import type { WordOf } from './compact-values.js';
import { decodeEvent } from './event-codec.js';

/** A row of the access log as the driver hands it over: 64-bit numbers are text, so that none is rounded. */
export interface EventRow {
  readonly tx: string;
  readonly lane: number;
  readonly sequence: string;
  readonly occurred_at_ms: string;
  readonly action: number;
  readonly user_code: number;
  readonly organization_code: number;
  readonly hash: Buffer;
  readonly patient_key: string;
  readonly payload: Buffer;
}

/** What to select to get an {@link EventRow}. */
export const EVENT_COLUMNS = `tx::text, lane, sequence::text, (extract(epoch from occurred_at) * 1000)::bigint::text as occurred_at_ms, action, user_code, organization_code, hash, patient_key, payload`;

/** Without `event` when the row holds none that can be read: verification has to say so, not to stop there. */
export function toReadEvent(row: EventRow, wordOf: WordOf): ReadEvent {
  const lane = row.lane;
  const sequence = Number(row.sequence);
  const event = readEvent(eventId(lane, sequence), row, wordOf);
  return { tx: BigInt(row.tx), lane, sequence, hash: row.hash, ...(event && { event }) };
}

function readEvent(id: string, row: EventRow, wordOf: WordOf): AuditEvent | undefined {
  try {
    return decodeEvent(id, {
      occurredAtMs: Number(row.occurred_at_ms), actionCode: row.action, userCode: row.user_code, organizationCode: row.organization_code, patientKey: row.patient_key,
    }, row.payload, wordOf);
  } catch {
    return undefined;
  }
}
