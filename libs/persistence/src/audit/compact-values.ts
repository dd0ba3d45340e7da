import type { ByteReader, ByteWriter } from './bytes.js';

/** Gives a word its number in the log's dictionary; see audit-terms.ts. */
export type CodeOf = (word: string) => number;
export type WordOf = (code: number) => string;

/** Longer texts are nobody's role, source or rule: they are written where they stand. */
const LONGEST_TERM = 120;

/** A word that comes again and again: its number, doubled; a text too long for the dictionary: its length, doubled and one more. */
export function writeWord(out: ByteWriter, word: string, codeOf: CodeOf): void {
  if (word.length <= LONGEST_TERM) {
    out.varint(codeOf(word) * 2);
    return;
  }
  const bytes = Buffer.from(word, 'utf8');
  out.varint(bytes.length * 2 + 1);
  out.bytes(bytes);
}

export function readWord(source: ByteReader, wordOf: WordOf): string {
  const head = source.varint();
  return head % 2 === 0 ? wordOf(head / 2) : source.bytes((head - 1) / 2).toString('utf8');
}

/** Whole and not negative: doubled. Anything else: a one, and eight bytes. */
export function writeNumber(out: ByteWriter, value: number): void {
  if (Number.isSafeInteger(value * 2) && value >= 0 && !Object.is(value, -0)) {
    out.varint(value * 2);
  } else {
    out.varint(1);
    out.double(value);
  }
}

export function readNumber(source: ByteReader): number {
  const head = source.varint();
  return head % 2 === 0 ? head / 2 : source.double();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const DOTTED = /^[\d.]+$/;
const BASE64URL = /^[\w-]+$/;
const DOTTED_DIGITS = '0123456789.';
const PADDING = 15;

/** How a text stands in the log; the numbers are part of the format and are never given another meaning. */
const FORM = { text: 0, uuid: 1, base64url: 2, ipv4: 3, dotted: 4 } as const;
const FORMS = 8;

/** A text that comes once (ids, addresses, ciphertext), in the shortest form from which it can be read back exactly. */
export function writeText(out: ByteWriter, text: string): void {
  if (text.length === 36 && UUID.test(text)) return put(out, FORM.uuid, Buffer.from(text.replaceAll('-', ''), 'hex'));
  if (text.length >= 2 && DOTTED.test(text)) return IPV4.test(text) ? put(out, FORM.ipv4, Buffer.from(text.split('.').map(Number))) : put(out, FORM.dotted, packDotted(text));
  if (text.length > 0 && BASE64URL.test(text)) {
    // A last character can have bits to spare: only what comes back as it was is written so.
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.toString('base64url') === text) return put(out, FORM.base64url, bytes);
  }
  return put(out, FORM.text, Buffer.from(text, 'utf8'));
}

function put(out: ByteWriter, form: number, bytes: Uint8Array): void {
  out.varint(bytes.length * FORMS + form);
  out.bytes(bytes);
}

export function readText(source: ByteReader): string {
  const head = source.varint();
  const bytes = source.bytes(Math.floor(head / FORMS));
  switch (head % FORMS) {
    case FORM.text: return bytes.toString('utf8');
    case FORM.base64url: return bytes.toString('base64url');
    case FORM.ipv4: return bytes.join('.');
    case FORM.dotted: return unpackDotted(bytes);
    case FORM.uuid: {
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    }
    default: throw new RangeError('No form of text is written like this.');
  }
}

/** Half a byte for each digit or dot: DICOM UIDs are nothing else. */
function packDotted(text: string): Buffer {
  const half = (i: number): number => (i < text.length ? DOTTED_DIGITS.indexOf(text[i]!) : PADDING);
  return Buffer.from(Array.from({ length: Math.ceil(text.length / 2) }, (_, i) => half(i * 2) * 16 + half(i * 2 + 1)));
}

function unpackDotted(bytes: Buffer): string {
  let text = '';
  for (const byte of bytes) {
    for (const half of [byte >> 4, byte & 15]) if (half !== PADDING) text += DOTTED_DIGITS[half] ?? '';
  }
  return text;
}
