const TWO_TO_32 = 2 ** 32;

/**
 * Writes the compact form of the log (numbers as long as they need to be, words as numbers) and, around it, the fixed
 * lengths of the database's own protocol. Grows as it is written to, and is used again after `clear`.
 */
export class ByteWriter {
  #buffer: Buffer;
  #length = 0;

  constructor(capacity = 512) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  get length(): number { return this.#length; }

  /** Forgets what was written. What `finish` returned is written over. */
  clear(): void {
    this.#length = 0;
  }

  /** Non-negative safe integer, seven bits a byte, lowest first. */
  varint(value: number): void {
    this.#reserve(8);
    if (value < 128) {
      this.#buffer[this.#length++] = value;
      return;
    }
    let rest = value;
    while (rest >= 128) {
      this.#buffer[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.#length++] = rest;
  }

  double(value: number): void {
    this.#reserve(8);
    this.#length = this.#buffer.writeDoubleBE(value, this.#length);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
  }

  int16(value: number): void {
    this.#reserve(2);
    this.#length = this.#buffer.writeInt16BE(value, this.#length);
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
  }

  /** A safe integer in eight bytes. */
  int64(value: number): void {
    this.#reserve(8);
    const high = Math.floor(value / TWO_TO_32);
    this.#buffer.writeInt32BE(high, this.#length);
    this.#length = this.#buffer.writeUInt32BE(value - high * TWO_TO_32, this.#length + 4);
  }

  /** Sets four bytes that were left for a length, which is known only after what it measures. */
  setInt32(at: number, value: number): void {
    this.#buffer.writeInt32BE(value, at);
  }

  /** A text as its encoding's bytes, without a length; base64url and hex take only what they can hold. */
  text(value: string, encoding: 'utf8' | 'base64url' | 'hex'): void {
    this.#reserve(value.length * 3);
    this.#length += this.#buffer.write(value, this.#length, encoding);
  }

  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + count));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

/** Reads what {@link ByteWriter} wrote. Throws a RangeError where the bytes end too early or say what was never written. */
export class ByteReader {
  #position = 0;

  constructor(private readonly buffer: Buffer) {}

  get isAtEnd(): boolean { return this.#position === this.buffer.length; }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.buffer.readUInt8(this.#position++);
      value += (byte & 127) * scale;
      if (!Number.isSafeInteger(value)) throw new RangeError('A number is too large.');
      if (byte < 128) return value;
    }
  }

  double(): number {
    const value = this.buffer.readDoubleBE(this.#position);
    this.#position += 8;
    return value;
  }

  bytes(count: number): Buffer {
    const end = this.#position + count;
    if (end > this.buffer.length) throw new RangeError('The bytes end too early.');
    const part = this.buffer.subarray(this.#position, end);
    this.#position = end;
    return part;
  }
}
