import { Transform, type TransformCallback } from 'node:stream';

const MAX_PART_HEADER_BYTES = 16 * 1024;

/** The boundary of a `multipart/related` content type (RFC 2046 §5.1.1); `undefined` for any other type. */
export function multipartBoundary(contentType: string): string | undefined {
  if (!/^multipart\/related\b/i.test(contentType)) return undefined;
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/**
 * Passes on the body of the first part of a multipart message: archives answer bulk data in multipart only, and the
 * viewer asks for a waveform or a PDF in a single part. Holds back no more than a boundary's length.
 */
export class FirstPart extends Transform {
  readonly #end: Buffer;
  #state: 'headers' | 'body' | 'over' = 'headers';
  #held: Buffer = Buffer.alloc(0);

  constructor(boundary: string) {
    super();
    this.#end = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#state === 'over') return done();
    let bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    if (this.#state === 'headers') {
      const blank = bytes.indexOf('\r\n\r\n');
      if (blank < 0) {
        this.#held = bytes;
        return done(bytes.length > MAX_PART_HEADER_BYTES ? new Error('A part of a multipart answer has no body.') : null);
      }
      bytes = bytes.subarray(blank + 4);
      this.#state = 'body';
    }
    const end = bytes.indexOf(this.#end);
    if (end >= 0) {
      this.#state = 'over';
      this.#held = Buffer.alloc(0);
      return done(null, bytes.subarray(0, end));
    }
    const safe = Math.max(0, bytes.length - this.#end.length + 1);
    this.#held = bytes.subarray(safe);
    done(null, bytes.subarray(0, safe));
  }

  override _flush(done: TransformCallback): void {
    // Without its closing boundary the value is cut short, and a cut value must not look whole.
    done(this.#state === 'over' ? null : new Error('A multipart answer ended before its first part did.'));
  }
}
