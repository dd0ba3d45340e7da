import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { AuditEvent, ReadEvent, SealedHead } from '@longview/audit';

/**
 * The access log as a file: one JSON object a line. First what it is, then every signed head, then every event in sealed
 * order. Numbers of 64 bits and hashes are text.
 */
const FORMAT = 'longview-audit-export-1';

interface HeadLine { readonly head: { readonly checkpoint: string; readonly treeSize: number; readonly tx: string; readonly lane: number; readonly sequence: number; readonly signedAtMs: number } }
interface EventLine { readonly tx: string; readonly lane: number; readonly sequence: number; readonly hash: string; readonly event?: AuditEvent; readonly retentionRun?: string }

export const firstLine = (): string => JSON.stringify({ format: FORMAT });

export function headLine({ checkpoint, treeSize, through, signedAtMs }: SealedHead): string {
  const line: HeadLine = { head: { checkpoint, treeSize, tx: String(through.tx), lane: through.lane, sequence: through.sequence, signedAtMs } };
  return JSON.stringify(line);
}

export function eventLine({ tx, lane, sequence, hash, event, retentionRun }: ReadEvent): string {
  const line: EventLine = { tx: String(tx), lane, sequence, hash: hash.toString('base64'), ...(event && { event }), ...(retentionRun !== undefined && { retentionRun }) };
  return JSON.stringify(line);
}

/** A file that is no export, or is cut off in the middle of a line. */
export class ExportUnreadable extends Error {
  override readonly name = 'ExportUnreadable';
  readonly code = 'AUDIT_EXPORT_UNREADABLE';
  constructor(readonly line: number, options?: { cause?: unknown }) {
    super(`The export cannot be read from line ${line} on.`, options);
  }
}

/** Reads an export; `events` is to be read once, and throws {@link ExportUnreadable} where the file stops making sense. */
export async function openExport(file: string): Promise<{ readonly heads: readonly SealedHead[]; readonly events: AsyncIterable<ReadEvent> }> {
  const lines = parsedLines(file);
  const first = await lines.next();
  if (first.done || (first.value.content as { format?: unknown }).format !== FORMAT) throw new ExportUnreadable(1);
  const heads: SealedHead[] = [];
  let next = await lines.next();
  for (; !next.done && isHead(next.value.content); next = await lines.next()) {
    const { checkpoint, treeSize, tx, lane, sequence, signedAtMs } = next.value.content.head;
    heads.push({ checkpoint, treeSize, signedAtMs, through: { tx: BigInt(tx), lane, sequence } });
  }
  async function* events(): AsyncGenerator<ReadEvent> {
    for (; !next.done; next = await lines.next()) yield toEvent(next.value);
  }
  return { heads, events: events() };
}

interface ParsedLine { readonly number: number; readonly content: object }

async function* parsedLines(file: string): AsyncGenerator<ParsedLine, undefined> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number++;
    let content: unknown;
    try {
      content = JSON.parse(line);
    } catch (cause) {
      throw new ExportUnreadable(number, { cause });
    }
    if (typeof content !== 'object' || content === null) throw new ExportUnreadable(number);
    yield { number, content };
  }
  return undefined;
}

function isHead(content: object): content is HeadLine {
  return 'head' in content;
}

function toEvent({ number, content }: ParsedLine): ReadEvent {
  const { tx, lane, sequence, hash, event, retentionRun } = content as Partial<EventLine>;
  if (typeof tx !== 'string' || !/^\d+$/.test(tx) || typeof lane !== 'number' || typeof sequence !== 'number' || typeof hash !== 'string') throw new ExportUnreadable(number);
  return { tx: BigInt(tx), lane, sequence, hash: Buffer.from(hash, 'base64'), ...(event && { event }), ...(typeof retentionRun === 'string' && { retentionRun }) };
}
