import { createHash } from 'node:crypto';

/**
 * A stream of numbers that depends on nothing but its name: the same seed and the same name give the same province on
 * every machine, in whatever order its parts are generated.
 */
export class Random {
  #a: number; #b: number; #c: number; #d: number;

  constructor(name: string) {
    const digest = createHash('sha256').update(name).digest();
    this.#a = digest.readInt32LE(0); this.#b = digest.readInt32LE(4); this.#c = digest.readInt32LE(8); this.#d = digest.readInt32LE(12);
  }

  /** From 0 to just below 1 (sfc32). */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return (t >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that has at least one member. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** `count` different members, in the order of the list. */
  sample<T>(list: readonly T[], count: number): T[] {
    const left = [...list.keys()];
    const chosen = Array.from({ length: Math.min(count, list.length) }, () => left.splice(Math.floor(this.next() * left.length), 1)[0]!);
    return chosen.sort((a, b) => a - b).map((index) => list[index]!);
  }

  /** Bell-shaped around `mean`; the sum of four uniform numbers is close enough for laboratory values. */
  around(mean: number, deviation: number): number {
    return mean + (this.next() + this.next() + this.next() + this.next() - 2) * deviation * Math.sqrt(3);
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.integer(0, 9)).join('');
  }
}

/** A DICOM UID under the UUID-derived root 2.25 (PS3.5 annex B.2), the same for the same name. */
export function uidFor(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
}

/** A 32-bit number for what only takes such a seed. */
export function numberFor(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32LE(0);
}
