import { pipeline, Readable } from 'node:stream';
import { createDeflateRaw, createInflateRaw } from 'node:zlib';
import { ExchangeFault } from '../exchange-fault.js';
import { ByteReader } from './byte-reader.js';
import { encodingOf, EXPLICIT_LITTLE_ENDIAN, TRANSFER_SYNTAX, type Encoding } from './encoding.js';
import { LONGEST_HEADER, readHeader, writeElement, writeHeader, type Element } from './element.js';
import { characterSetOf, localizeHeader, originalAttributes, textOf, universalIssuerOf, type Localization } from './localization.js';
import { passValue, takeValue } from './read-elements.js';
import { TAG } from './tags.js';

/** Up to the series UID everything is held: nothing of an instance may leave before it is known whose it is. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const MAX_ORIGINALS_BYTES = 4 * 1024 * 1024;
const PREAMBLE_BYTES = 128;
const META_GROUP = 0x0002;

/** Whose an instance says it is, as its header writes it; `undefined` where the letters cannot be told. */
export interface HeaderSubject {
  readonly patientId: string;
  readonly issuer: string;
  readonly universalIssuer: string;
  readonly name: string | undefined;
  /** `YYYYMMDD`, or empty. */
  readonly birthDate: string;
  readonly sex: string;
}

/** One DICOM file under way: what it is and whose, and the rest of it still at the source. */
export interface OpenInstance {
  readonly transferSyntaxUid: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly subject: HeaderSubject;
  /**
   * The data set with its identifiers localized, in the same transfer syntax, without preamble and file meta information.
   * From the first element behind the Original Attributes Sequence on, pixels among them, it is the source's byte for byte.
   * Can be read once.
   */
  localize(localization: Localization): AsyncIterable<Buffer>;
}

/**
 * Reads a DICOM file (PS3.10) as far as its series UID. Rejects with an {@link ExchangeFault} for what is no such file.
 */
export async function openInstance(source: AsyncIterable<Buffer>): Promise<OpenInstance> {
  const file = new ByteReader(source);
  const meta = await readMeta(file);
  const transferSyntaxUid = textOf(meta, TAG.transferSyntaxUid) ?? '';
  const encoding = encodingOf(transferSyntaxUid);
  const isDeflated = transferSyntaxUid === TRANSFER_SYNTAX.deflated;
  const reader = isDeflated ? new ByteReader(pipeline(Readable.from(file.rest()), createInflateRaw(), () => undefined)) : file;
  const header = await readPatientAndStudy(reader, encoding);
  const text = (tag: number): string => textOf(header, tag) ?? '';
  const characterSet = characterSetOf(header);
  return {
    transferSyntaxUid,
    sopClassUid: text(TAG.sopClassUid), sopInstanceUid: text(TAG.sopInstanceUid), studyInstanceUid: text(TAG.studyInstanceUid), seriesInstanceUid: text(TAG.seriesInstanceUid),
    subject: {
      patientId: textOf(header, TAG.patientId, characterSet) ?? '', issuer: textOf(header, TAG.issuerOfPatientId, characterSet) ?? '', universalIssuer: universalIssuerOf(header, encoding),
      name: textOf(header, TAG.patientName, characterSet), birthDate: text(TAG.patientBirthDate), sex: text(TAG.patientSex),
    },
    localize(localization) {
      const localized = localizeRest(reader, header, localization, encoding);
      return isDeflated ? pipeline(Readable.from(localized), createDeflateRaw(), () => undefined) : localized;
    },
  };
}

/** Preamble and file meta information in front of a data set (PS3.10 §7.1), as this product writes them. */
export function writeMeta({ transferSyntaxUid, sopClassUid, sopInstanceUid }: Pick<OpenInstance, 'transferSyntaxUid' | 'sopClassUid' | 'sopInstanceUid'>): Buffer {
  const element = (tag: number, vr: string, value: Buffer): Buffer => writeElement(tag, vr, value, EXPLICIT_LITTLE_ENDIAN);
  const uid = (tag: number, value: string): Buffer => element(tag, 'UI', Buffer.from(value, 'latin1'));
  const elements = Buffer.concat([
    element(0x00020001, 'OB', Buffer.of(0, 1)), uid(0x00020002, sopClassUid), uid(0x00020003, sopInstanceUid), uid(TAG.transferSyntaxUid, transferSyntaxUid),
    uid(0x00020012, IMPLEMENTATION.classUid), element(0x00020013, 'SH', Buffer.from(IMPLEMENTATION.versionName, 'latin1')),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(elements.length);
  return Buffer.concat([Buffer.alloc(PREAMBLE_BYTES), Buffer.from('DICM', 'latin1'), element(0x00020000, 'UL', length), elements]);
}

/** Made from a UUID (PS3.5 §B.2). */
export const IMPLEMENTATION = { classUid: '2.25.309218746551372190467715328874106642397', versionName: 'LONGVIEW_1' } as const;

async function readMeta(file: ByteReader): Promise<readonly Element[]> {
  const start = await file.take(PREAMBLE_BYTES + 4);
  if (start.toString('latin1', PREAMBLE_BYTES) !== 'DICM') throw new ExchangeFault('EXCHANGE_INSTANCE_UNREADABLE', { at: 'preamble' });
  return readWhile(file, EXPLICIT_LITTLE_ENDIAN, (tag) => tag >>> 16 === META_GROUP);
}

function readPatientAndStudy(reader: ByteReader, encoding: Encoding): Promise<readonly Element[]> {
  return readWhile(reader, encoding, (tag) => tag <= TAG.seriesInstanceUid);
}

async function readWhile(reader: ByteReader, encoding: Encoding, isWanted: (tag: number) => boolean): Promise<readonly Element[]> {
  const elements: Element[] = [];
  let left = MAX_HEADER_BYTES;
  let last = -1;
  for (;;) {
    // The group in front decides whether the header may be read in this encoding at all.
    const bytes = await reader.peek(LONGEST_HEADER);
    if (bytes.length === 0) return elements;
    if (bytes.length >= 4 && !isWanted(tagAt(bytes, encoding))) return elements;
    const header = readHeader(bytes, 0, encoding);
    if (header.tag <= last) throw new ExchangeFault('EXCHANGE_INSTANCE_UNREADABLE', { at: 'order' });
    last = header.tag;
    await reader.take(header.size);
    const value = await takeValue(reader, header, encoding, left);
    left -= value.length + header.size;
    elements.push({ ...header, value });
  }
}

function tagAt(bytes: Buffer, { isLittleEndian }: Encoding): number {
  return isLittleEndian ? bytes.readUInt16LE(0) * 0x10000 + bytes.readUInt16LE(2) : bytes.readUInt32BE(0);
}

async function* localizeRest(reader: ByteReader, header: readonly Element[], localization: Localization, encoding: Encoding): AsyncGenerator<Buffer> {
  const { elements, originals } = localizeHeader(header, localization, encoding);
  yield Buffer.concat(elements);
  let before: Element | undefined;
  for (;;) {
    const bytes = await reader.peek(LONGEST_HEADER);
    if (bytes.length === 0 || tagAt(bytes, encoding) > TAG.originalAttributes) break;
    const next = readHeader(bytes, 0, encoding);
    await reader.take(next.size);
    if (next.tag === TAG.originalAttributes) before = { ...next, value: await takeValue(reader, next, encoding, MAX_ORIGINALS_BYTES) };
    // The length of the group (retired) would no longer be true.
    else if (next.tag === 0x04000000) await takeValue(reader, next, encoding, MAX_ORIGINALS_BYTES);
    else {
      yield writeHeader(next.tag, next.vr, next.length, encoding);
      yield* passValue(reader, next, encoding);
    }
  }
  yield originalAttributes(originals, localization, encoding, before);
  yield* reader.rest();
}
