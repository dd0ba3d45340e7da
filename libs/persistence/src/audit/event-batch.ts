import type { ChainedEvent } from '@longview/audit';
import type pg from 'pg';
import { ByteWriter } from './bytes.js';
import type { CodeOf } from './compact-values.js';
import { columnsOf, writePayload } from './event-codec.js';

const COPY = 'copy audit_event (lane, occurred_at, sequence, action, user_code, organization_code, hash, patient_key, payload) from stdin (format binary)';
const COLUMN_COUNT = 9;
/** Messages of the wire protocol, by their first byte (PostgreSQL manual, "Message Formats"). */
const MESSAGE = { query: 0x51, copyData: 0x64, copyDone: 0x63 } as const;
/** Begins the binary form of COPY (PostgreSQL manual, "COPY", file formats); flags and an empty extension follow. */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const END_OF_ROWS = -1;
/** PostgreSQL counts microseconds from the year 2000. */
const EPOCH_2000_MS = 946_684_800_000;

/**
 * A batch of events as the bytes of one COPY: statement, rows and end go out in one write and come back as one answer, in a
 * transaction of their own. The server takes rows fastest this way; it ignores them when it has refused the statement.
 */
export class EventBatch {
  readonly #out = new ByteWriter(65_536);

  /** Replaces what the batch held. Not before the one sent last has settled. */
  fill(lane: number, events: readonly ChainedEvent[], codeOf: CodeOf): void {
    const out = this.#out;
    out.clear();
    out.byte(MESSAGE.query);
    out.int32(4 + COPY.length + 1);
    out.text(COPY, 'utf8');
    out.byte(0);
    out.byte(MESSAGE.copyData);
    const dataStarts = out.length;
    out.int32(0);
    out.bytes(SIGNATURE);
    out.int32(0);
    out.int32(0);
    for (const event of events) writeRow(out, lane, event, codeOf);
    out.int16(END_OF_ROWS);
    out.setInt32(dataStarts, out.length - dataStarts);
    out.byte(MESSAGE.copyDone);
    out.int32(4);
  }

  /** Resolves when the rows are committed. */
  send(client: pg.ClientBase): Promise<void> {
    return new Promise((resolve, reject) => {
      client.query(new CopyOfBytes(this.#out.finish(), (error) => { if (error) reject(error); else resolve(); }));
    });
  }
}

function writeRow(out: ByteWriter, lane: number, { sequence, event, hash }: ChainedEvent, codeOf: CodeOf): void {
  const { occurredAtMs, actionCode, userCode, organizationCode, patientKey } = columnsOf(event, codeOf);
  out.int16(COLUMN_COUNT);
  writeInt(out, lane);
  writeBigint(out, (occurredAtMs - EPOCH_2000_MS) * 1_000);
  writeBigint(out, sequence);
  writeInt(out, actionCode);
  writeInt(out, userCode);
  writeInt(out, organizationCode);
  out.int32(hash.length);
  out.bytes(hash);
  const keyStarts = startField(out);
  out.text(patientKey, 'utf8');
  endField(out, keyStarts);
  const payloadStarts = startField(out);
  writePayload(out, event, codeOf);
  endField(out, payloadStarts);
}

function writeInt(out: ByteWriter, value: number): void {
  out.int32(4);
  out.int32(value);
}

function writeBigint(out: ByteWriter, value: number): void {
  out.int32(8);
  out.int64(value);
}

function startField(out: ByteWriter): number {
  out.int32(0);
  return out.length;
}

function endField(out: ByteWriter, starts: number): void {
  out.setInt32(starts - 4, out.length - starts);
}

/** What the driver asks of a query, for one whose bytes are ready. It wraps `callback` to keep its time limit. */
class CopyOfBytes implements pg.Submittable {
  readonly #bytes: Buffer;
  callback: (error?: Error) => void;

  constructor(bytes: Buffer, callback: (error?: Error) => void) {
    this.#bytes = bytes;
    this.callback = callback;
  }

  submit(connection: pg.Connection): void {
    connection.stream.write(this.#bytes);
  }

  /** The rows are on their way already. */
  handleCopyInResponse(): void {}

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback();
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}
