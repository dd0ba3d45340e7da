import { ExchangeFault } from '../exchange-fault.js';

const NOTHING = Buffer.alloc(0);

/** Reads a stream of bytes piece by piece, never holding more than was asked for and one chunk. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = NOTHING;

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them; fewer at the end. */
  async peek(length: number): Promise<Buffer> {
    const pieces = [this.#held];
    let size = this.#held.length;
    while (size < length) {
      const { value, done } = await this.#chunks.next();
      if (done) break;
      pieces.push(value);
      size += value.length;
    }
    this.#held = pieces.length === 1 ? this.#held : Buffer.concat(pieces, size);
    return this.#held.subarray(0, length);
  }

  /** Exactly so many bytes. Rejects with `EXCHANGE_INSTANCE_CUT` when there are fewer. */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    if (bytes.length < length) throw new ExchangeFault('EXCHANGE_INSTANCE_CUT');
    this.#held = this.#held.subarray(length);
    return bytes;
  }

  /** So many bytes as they arrive. */
  async *pass(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      const piece = await this.#next();
      if (!piece) throw new ExchangeFault('EXCHANGE_INSTANCE_CUT');
      if (piece.length > left) this.#held = piece.subarray(left);
      yield piece.subarray(0, left);
      left -= Math.min(piece.length, left);
    }
  }

  /** Everything that is left, as it arrives. */
  async *rest(): AsyncGenerator<Buffer> {
    for (let piece = await this.#next(); piece; piece = await this.#next()) yield piece;
  }

  async #next(): Promise<Buffer | undefined> {
    if (this.#held.length > 0) {
      const piece = this.#held;
      this.#held = NOTHING;
      return piece;
    }
    for (;;) {
      const { value, done } = await this.#chunks.next();
      if (done) return undefined;
      if (value.length > 0) return value;
    }
  }
}
