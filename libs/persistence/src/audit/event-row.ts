import { eventId, type AuditEvent, type ReadEvent } from '@longview/audit';
import type pg from 'pg';
import type { AuditTerms } from './audit-terms.js';
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

/** Rows as events, in their order. */
export async function readEvents(client: pg.ClientBase, rows: readonly EventRow[], terms: AuditTerms): Promise<readonly ReadEvent[]> {
  // The words of the columns first: nearly every look-up that a page needs, before any payload is taken apart in vain.
  await terms.decode(client, (wordOf) => {
    for (const { action, user_code: user, organization_code: organization } of rows) [action, user, organization].forEach((code) => code !== 0 && wordIfAny(wordOf, code));
  });
  return terms.decode(client, (wordOf) => rows.map((row) => toReadEvent(row, wordOf)));
}

/** A number that stands for nothing is for the event that has it to be unreadable by. */
function wordIfAny(wordOf: WordOf, code: number): void {
  try {
    wordOf(code);
  } catch {
    // The same look-up fails again where the event is read.
  }
}

/** Without `event` when the row holds none that can be read: verification has to say so, not to stop there. */
function toReadEvent(row: EventRow, wordOf: WordOf): ReadEvent {
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
