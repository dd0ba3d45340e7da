import { eventId, type ReadEvent } from '@longview/audit';

/** An access is called after its first event: lane and sequence in one number of 63 bits, so the same log gives the same names. */
const SEQUENCE_BITS = 36n;
const MOST = 1n << 63n;

/** For the database, as the text of a bigint. */
export function toAccessNumber({ lane, sequence }: Pick<ReadEvent, 'lane' | 'sequence'>): string {
  return ((BigInt(lane) << SEQUENCE_BITS) | BigInt(sequence)).toString();
}

/** As people and programs see it: the id of its first event. */
export function toAccessId(number: string): string {
  const value = BigInt(number);
  return eventId(Number(value >> SEQUENCE_BITS), Number(value & ((1n << SEQUENCE_BITS) - 1n)));
}

/** `undefined` for anything that is no such id. */
export function readAccessId(accessId: string): string | undefined {
  const match = /^(\d{1,9})-(\d{1,11})$/.exec(accessId);
  if (!match) return undefined;
  const number = BigInt(toAccessNumber({ lane: Number(match[1]), sequence: Number(match[2]) }));
  return number < MOST ? number.toString() : undefined;
}
