import { Transform, type TransformCallback } from 'node:stream';

// The longest address worth holding back until its end arrives.
const MAX_LINK_LENGTH = 2_048;
const ABSOLUTE_LINK = /"https?:\/\/[^"\\]{1,2000}?\/studies\//g;
const LINK_START = '"http';

/**
 * Turns an archive's absolute addresses in DICOM JSON (BulkDataURI, RetrieveURL) into addresses of this gate, byte by byte
 * as they pass: the viewer must never learn, or follow, an address behind the gate. Relative ones stay as they are.
 */
export class ArchiveLinkRewriter extends Transform {
  #carry = '';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // Latin-1 maps every byte to one character and back, so that no multi-byte character is cut.
    const text = this.#carry + chunk.toString('latin1');
    const lastQuote = text.lastIndexOf('"');
    const mayBeLink = lastQuote >= 0 && text.length - lastQuote < MAX_LINK_LENGTH && startsLikeLink(text.slice(lastQuote, lastQuote + LINK_START.length));
    const ready = mayBeLink ? text.slice(0, lastQuote) : text;
    this.#carry = mayBeLink ? text.slice(lastQuote) : '';
    done(null, rewriteArchiveLinks(ready, 'latin1'));
  }

  override _flush(done: TransformCallback): void {
    done(null, rewriteArchiveLinks(this.#carry, 'latin1'));
  }
}

function startsLikeLink(text: string): boolean {
  return LINK_START.startsWith(text) || text.startsWith(LINK_START);
}

/** The same for a text in hand. */
export function rewriteArchiveLinks(text: string, encoding: BufferEncoding = 'utf8'): Buffer {
  return Buffer.from(text.replace(ABSOLUTE_LINK, '"/dicom-web/studies/'), encoding);
}
