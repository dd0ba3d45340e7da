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
  out.varint(Buffer.byteLength(word) * 2 + 1);
  out.text(word, 'utf8');
}

export function readWord(source: ByteReader, wordOf: WordOf): string {
  const head = source.varint();
  return head % 2 === 0 ? wordOf(head / 2) : source.bytes((head - 1) / 2).toString('utf8');
}

const MOST_DOUBLED = Math.floor(Number.MAX_SAFE_INTEGER / 2);

/** Whole and not negative: doubled. Anything else: a one, and eight bytes. */
export function writeNumber(out: ByteWriter, value: number): void {
  if (Number.isInteger(value) && value <= MOST_DOUBLED && value >= 0 && !Object.is(value, -0)) {
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
/** What base64url gives back as it was: a last group is not one character, and leaves no bit to spare. */
const BASE64URL = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;
const DOTTED_DIGITS = '0123456789.';
const PADDING = 15;
const ZERO = 48;
const DOT = 46;

/** How a text stands in the log; the numbers are part of the format and are never given another meaning. */
const FORM = { text: 0, uuid: 1, base64url: 2, ipv4: 3, dotted: 4 } as const;
const FORMS = 8;

/** A text that comes once (ids, addresses, ciphertext), in the shortest form from which it can be read back exactly. */
export function writeText(out: ByteWriter, text: string): void {
  const first = text.charCodeAt(0);
  if (text.length === 36 && UUID.test(text)) {
    writeHead(out, FORM.uuid, 16);
    for (const [from, until] of UUID_PARTS) out.text(text.slice(from, until), 'hex');
  } else if (text.length >= 2 && first >= DOT && first < ZERO + 10 && DOTTED.test(text)) {
    if (IPV4.test(text)) {
      writeHead(out, FORM.ipv4, 4);
      for (const part of text.split('.')) out.byte(Number(part));
    } else {
      writeHead(out, FORM.dotted, Math.ceil(text.length / 2));
      for (let i = 0; i < text.length; i += 2) out.byte(halfByte(text, i) * 16 + halfByte(text, i + 1));
    }
  } else if (text.length > 0 && BASE64URL.test(text)) {
    writeHead(out, FORM.base64url, Math.floor(text.length * 3 / 4));
    out.text(text, 'base64url');
  } else {
    writeHead(out, FORM.text, Buffer.byteLength(text));
    out.text(text, 'utf8');
  }
}

const UUID_PARTS = [[0, 8], [9, 13], [14, 18], [19, 23], [24, 36]] as const;

function writeHead(out: ByteWriter, form: number, byteCount: number): void {
  out.varint(byteCount * FORMS + form);
}

/** Half a byte for each digit or dot: DICOM UIDs are nothing else. */
function halfByte(text: string, at: number): number {
  if (at >= text.length) return PADDING;
  const code = text.charCodeAt(at);
  return code === DOT ? DOTTED_DIGITS.length - 1 : code - ZERO;
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

function unpackDotted(bytes: Buffer): string {
  let text = '';
  for (const byte of bytes) {
    for (const half of [byte >> 4, byte & 15]) if (half !== PADDING) text += DOTTED_DIGITS[half] ?? '';
  }
  return text;
}
