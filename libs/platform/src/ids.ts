import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.js';

/** Where identifiers and secrets come from. */
export interface IdSource {
  /** A UUID of version 7 (RFC 9562 §5.7): unique, and ordered by the time it was made. Holds nothing about anybody. */
  newId(): string;
  /** 256 random bits in base64url: for what must not be guessed. */
  newToken(): string;
}

/** Ids of one process keep the order in which they were made, also within one millisecond and when the clock steps back. */
export function createIdSource(clock: Clock): IdSource {
  let lastMs = 0;
  let sequence = 0;
  return {
    newId() {
      const nowMs = clock.nowMs();
      if (nowMs > lastMs) {
        lastMs = nowMs;
        sequence = randomBytes(2).readUInt16BE() & 0x3ff;
      } else if (++sequence > 0xfff) {
        // 12 bits are used up within this millisecond: borrow from the next one rather than lose the order.
        lastMs++;
        sequence = 0;
      }
      const bytes = randomBytes(16);
      bytes.writeUIntBE(lastMs, 0, 6);
      bytes.writeUInt16BE(0x7000 | sequence, 6);
      bytes[8] = (bytes[8]! & 0x3f) | 0x80;
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    newToken: () => randomBytes(32).toString('base64url'),
  };
}

/** Predictable ids for tests: `…-000000000001`, `…-000000000002`. */
export function createSequentialIds(): IdSource {
  let count = 0;
  const next = (): string => String(++count).padStart(12, '0');
  return { newId: () => `00000000-0000-7000-8000-${next()}`, newToken: () => `token-${next()}` };
}
