import { hash } from 'node:crypto';
import type { AuditEvent } from './audit-event.js';
import { canonicalEventText } from './canonical-event.js';
import type { Hash } from './merkle-tree.js';

/**
 * An event in its place. A lane is one writer: its events are numbered from 1 without a gap, and each hash covers the one
 * before it in the lane.
 */
export interface ChainedEvent {
  readonly lane: number;
  readonly sequence: number;
  readonly event: AuditEvent;
  readonly hash: Hash;
}

/** An event as the log keeps it. The sealed tree holds events in the order of `tx`, then `lane`, then `sequence`. */
export interface LoggedEvent extends ChainedEvent {
  /** Number of the transaction that wrote it. */
  readonly tx: bigint;
}

/** Where in the sealed order an event stands. */
export type LogPosition = Pick<LoggedEvent, 'tx' | 'lane' | 'sequence'>;

/** Before everything. */
export const LOG_START: LogPosition = { tx: 0n, lane: 0, sequence: 0 };

export function comparePositions(a: LogPosition, b: LogPosition): number {
  if (a.tx !== b.tx) return a.tx < b.tx ? -1 : 1;
  return a.lane - b.lane || a.sequence - b.sequence;
}

/** What stands before the first event of a lane. */
export const LANE_START: Hash = Buffer.alloc(32);

/** An event's id says where it stands: lane and sequence. */
export function eventId(lane: number, sequence: number): string {
  return `${lane}-${sequence}`;
}

/**
 * The hash of an event in its lane: the RFC 9162 leaf hash of the 32 bytes of the hash before it, followed by the event as
 * canonical JSON (RFC 8785) in UTF-8. The event carries its id, so the hash covers lane and sequence too.
 */
export function chainHash(previous: Hash, event: AuditEvent): Hash {
  return chainHashOfText(previous, canonicalEventText(event));
}

const LEAF_PREFIX = 0x00;
const TEXT_STARTS = 33;
/** Reused, because every event written or verified passes here; nothing is kept in it between calls. */
let scratch = Buffer.alloc(16_384);

/** The same for an event whose canonical text is at hand. */
export function chainHashOfText(previous: Hash, canonicalText: string): Hash {
  const mostBytes = TEXT_STARTS + canonicalText.length * 3;
  if (scratch.length < mostBytes) scratch = Buffer.alloc(mostBytes);
  scratch[0] = LEAF_PREFIX;
  scratch.set(previous, 1);
  const length = scratch.write(canonicalText, TEXT_STARTS, 'utf8');
  return hash('sha256', scratch.subarray(0, TEXT_STARTS + length), 'buffer');
}
