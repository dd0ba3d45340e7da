import { Readable } from 'node:stream';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ByteReader } from './byte-reader.js';
import { decodeText } from './character-set.js';
import { EXPLICIT_LITTLE_ENDIAN, IMPLICIT_LITTLE_ENDIAN, TRANSFER_SYNTAX, type Encoding } from './encoding.js';
import { LONGEST_HEADER, readHeader, UNDEFINED_LENGTH, writeElement, writeHeader, type Element } from './element.js';
import type { Localization } from './localization.js';
import { openInstance, writeMeta } from './open-instance.js';
import { evenUid, madeInstance, PIXEL_DATA, UIDS, writeDrafts, writeFile, type Draft } from './random-instance.fixture.js';
import { itemsOf, takeValue } from './read-elements.js';

/** Fictitious. */
const LOCAL: Localization = {
  patient: { number: { value: 'L-100', issuer: 'LAKE', universal: '2.25.9' }, family: 'Lévêque-Test', given: ['Zoë'], birthDate: '1961-04-09', sex: 'F', others: [{ value: 'Z7788', issuer: 'EAST' }, { value: '9876543217', issuer: 'ONHN', universal: '2.16.840.1.113883.4.59' }] },
  accession: { value: 'LV-0001', issuer: 'LAKE' }, modifyingSystem: 'Longview', receivingInstitution: 'Hôpital du Lac', sourceInstitution: 'East General', atMs: Date.UTC(2026, 10, 22, 12, 0, 0),
};

/** In pieces of sizes that no element heeds. */
async function* inPieces(bytes: Buffer, size = 7): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function allOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const held: Buffer[] = [];
  for await (const piece of pieces) held.push(piece);
  return Buffer.concat(held);
}

async function elementsOf(dataset: Buffer, encoding: Encoding): Promise<Map<number, Element>> {
  const reader = new ByteReader(Readable.from([dataset]));
  const found = new Map<number, Element>();
  let last = -1;
  for (;;) {
    const bytes = await reader.peek(LONGEST_HEADER);
    if (bytes.length === 0) return found;
    const header = readHeader(bytes, 0, encoding);
    expect(header.tag).toBeGreaterThan(last);
    last = header.tag;
    await reader.take(header.size);
    found.set(header.tag, { ...header, value: await takeValue(reader, header, encoding, Number.MAX_SAFE_INTEGER) });
  }
}

const textIn = (elements: Iterable<Element>, tag: number): string | undefined => {
  const found = [...elements].find((element) => element.tag === tag);
  return found && found.value.toString('utf8').replace(/[\0 ]+$/, '');
};

const localized = async (file: Buffer, size?: number): Promise<Buffer> => allOf((await openInstance(inPieces(file, size))).localize(LOCAL));

const plain = (drafts: readonly Draft[], transferSyntaxUid: string = TRANSFER_SYNTAX.explicitLittleEndian): Buffer =>
  writeFile(transferSyntaxUid, writeDrafts([...drafts].sort((a, b) => a.tag - b.tag), transferSyntaxUid === TRANSFER_SYNTAX.implicitLittleEndian ? IMPLICIT_LITTLE_ENDIAN : EXPLICIT_LITTLE_ENDIAN));
const KNOWN: readonly Draft[] = [
  { tag: 0x00080018, vr: 'UI', value: evenUid(UIDS.instance) }, { tag: 0x00100020, vr: 'LO', value: 'Z7788' }, { tag: 0x0020000d, vr: 'UI', value: evenUid(UIDS.study) }, { tag: 0x0020000e, vr: 'UI', value: evenUid(UIDS.series) },
];

describe('an instance whose identifiers are localized', () => {
  it('keeps every other element and every byte of its pixels, whatever is in it and however it is written', async () => {
    await fc.assert(fc.asyncProperty(madeInstance, fc.integer({ min: 1, max: 5_000 }), async ({ file, drafts, encoding, tail }, size) => {
      const after = await localized(file, size);
      expect(after.subarray(after.length - tail.length).equals(tail)).toBe(true);
      const [was, is] = [await elementsOf(writeDrafts(drafts, encoding), encoding), await elementsOf(after, encoding)];
      for (const [tag, element] of was) {
        if (CHANGED.has(tag)) continue;
        expect(is.get(tag)?.value.equals(element.value)).toBe(true);
        expect(is.get(tag)?.vr).toBe(element.vr);
      }
      expect([...is.keys()].filter((tag) => !was.has(tag) && !CHANGED.has(tag))).toEqual([]);
    }), { numRuns: 150 });
  });

  it('says the local patient and order, and in its original attributes what it said before', async () => {
    await fc.assert(fc.asyncProperty(madeInstance, async ({ file, drafts, encoding }) => {
      const is = await elementsOf(await localized(file), encoding);
      expect(textIn(is.values(), 0x00100010)).toBe('Lévêque-Test^Zoë');
      expect([textIn(is.values(), 0x00100020), textIn(is.values(), 0x00100021), textIn(is.values(), 0x00080050), textIn(is.values(), 0x00100030)]).toEqual(['L-100', 'LAKE', 'LV-0001', '19610409']);
      expect(itemsOf(is.get(0x00101002)!, encoding).map((item) => textIn(item, 0x00100020))).toEqual(['Z7788', '9876543217']);
      const items = itemsOf(is.get(0x04000561)!, encoding);
      expect(items).toHaveLength(drafts.some(({ tag }) => tag === 0x04000561) ? 2 : 1);
      const ours = items.at(-1)!;
      expect([textIn(ours, 0x04000563), textIn(ours, 0x04000564), textIn(ours, 0x04000565)]).toEqual(['Longview', 'East General', 'COERCE']);
      const [before] = itemsOf(ours.find(({ tag }) => tag === 0x04000550)!, encoding);
      expect(textIn(before!, 0x00100020)).toBe('Z7788');
      expect(textIn(before!, 0x00100010)).toBe(drafts.some(({ tag }) => tag === 0x00100010) ? 'Nemo-Test^Nia' : undefined);
      expect(textIn(itemsOf(is.get(0x0018a001)!, encoding).at(-1)!, 0x0018a003)).toBe('Foreign study imported from East General');
    }), { numRuns: 80 });
  });

  it('tells what it is and whose before anything of it leaves', async () => {
    const instance = await openInstance(inPieces(plain([...KNOWN, { tag: 0x00080005, vr: 'CS', value: 'ISO_IR 100' }, { tag: 0x00080016, vr: 'UI', value: evenUid(UIDS.sopClass) }, { tag: 0x00100010, vr: 'PN', value: 'L\u00e9v\u00eaque^Zo\u00eb ' }, { tag: 0x00100021, vr: 'LO', value: 'EAST' }, { tag: 0x00100030, vr: 'DA', value: '19610409' }])));
    expect(instance).toMatchObject({
      transferSyntaxUid: TRANSFER_SYNTAX.explicitLittleEndian, sopClassUid: UIDS.sopClass, sopInstanceUid: UIDS.instance, studyInstanceUid: UIDS.study, seriesInstanceUid: UIDS.series,
      subject: { patientId: 'Z7788', issuer: 'EAST', name: 'Lévêque^Zoë', birthDate: '19610409', sex: '' },
    });
  });

  it('writes accents in the character set that is declared, and declares one only where there was none', async () => {
    const nameIn = async (characterSet: string): Promise<[string | undefined, string]> => {
      const is = await elementsOf(await localized(plain([...KNOWN, { tag: 0x00080005, vr: 'CS', value: characterSet }, { tag: 0x00100010, vr: 'PN', value: 'Doe^Jan' }])), EXPLICIT_LITTLE_ENDIAN);
      const declared = is.get(0x00080005)!.value.toString('latin1').trim();
      return [decodeText(is.get(0x00100010)!.value, declared), declared];
    };
    expect(await nameIn('ISO_IR 100')).toEqual(['Lévêque-Test^Zoë', 'ISO_IR 100']);
    expect(await nameIn('ISO_IR 192')).toEqual(['Lévêque-Test^Zoë', 'ISO_IR 192']);
    expect(await nameIn('')).toEqual(['Lévêque-Test^Zoë', 'ISO_IR 192']);
    expect(await nameIn('ISO_IR 144')).toEqual(['Leveque-Test^Zoe', 'ISO_IR 144']);
  });

  it('stays deflated when it came so', async () => {
    const dataset = writeDrafts([...KNOWN, { tag: PIXEL_DATA, vr: 'OW', value: Buffer.alloc(4_000, 7) }].sort((a, b) => a.tag - b.tag), EXPLICIT_LITTLE_ENDIAN);
    const after = inflateRawSync(await localized(writeFile(TRANSFER_SYNTAX.deflated, deflateRawSync(dataset))));
    const is = await elementsOf(after, EXPLICIT_LITTLE_ENDIAN);
    expect(is.get(PIXEL_DATA)!.value.equals(Buffer.alloc(4_000, 7))).toBe(true);
    expect(textIn(is.values(), 0x00100020)).toBe('L-100');
  });

  it('leaves an original attributes sequence of unknown representation readable', async () => {
    const earlier = writeDrafts([{ tag: 0x04000563, vr: 'LO', value: 'Earlier' }], IMPLICIT_LITTLE_ENDIAN);
    const item = Buffer.concat([writeHeader(0xfffee000, '', earlier.length, IMPLICIT_LITTLE_ENDIAN), earlier]);
    const is = await elementsOf(await localized(plain([...KNOWN, { tag: 0x04000561, vr: 'UN', value: item }])), EXPLICIT_LITTLE_ENDIAN);
    const sequence = is.get(0x04000561)!;
    const items = itemsOf({ ...sequence, length: sequence.value.length }, EXPLICIT_LITTLE_ENDIAN);
    expect(items.map((one) => textIn(one, 0x04000563))).toEqual(['Earlier', 'Longview']);
    expect(textIn(itemsOf(items[1]!.find(({ tag }) => tag === 0x04000550)!, IMPLICIT_LITTLE_ENDIAN)[0]!, 0x00100020)).toBe('Z7788');
  });

  it('drops the lengths of groups that would no longer be true', async () => {
    const is = await elementsOf(await localized(plain([...KNOWN, { tag: 0x00100000, vr: 'UL', value: Buffer.of(14, 0, 0, 0) }, { tag: 0x04000000, vr: 'UL', value: Buffer.of(0, 0, 0, 0) }])), EXPLICIT_LITTLE_ENDIAN);
    expect([is.has(0x00100000), is.has(0x04000000)]).toEqual([false, false]);
  });

  it('holds no more than its header in memory, however large a value behind it is', async () => {
    const size = 96 * 1024 * 1024;
    const start = plain([...KNOWN]);
    async function* large(): AsyncGenerator<Buffer> {
      yield start;
      yield writeHeader(0x00291010, 'OB', size, EXPLICIT_LITTLE_ENDIAN);
      const piece = Buffer.alloc(64 * 1024, 3);
      for (let sent = 0; sent < size; sent += piece.length) yield piece;
    }
    let passed = 0;
    let largest = 0;
    for await (const piece of (await openInstance(large())).localize(LOCAL)) {
      passed += piece.length;
      largest = Math.max(largest, piece.length);
    }
    expect(passed).toBeGreaterThan(size);
    expect(largest).toBeLessThan(128 * 1024);
  });

  it('reads back the file meta information that is written in front of it', async () => {
    const [dataset, facts] = [await localized(plain(KNOWN)), { transferSyntaxUid: TRANSFER_SYNTAX.explicitLittleEndian, sopClassUid: UIDS.sopClass, sopInstanceUid: UIDS.instance }];
    const again = await openInstance(inPieces(Buffer.concat([writeMeta(facts), dataset])));
    expect(again).toMatchObject({ transferSyntaxUid: facts.transferSyntaxUid, sopInstanceUid: UIDS.instance, subject: { patientId: 'L-100', issuer: 'LAKE', universalIssuer: '2.25.9' } });
  });
});

describe('what is no readable instance', () => {
  const faultOf = async (file: Buffer): Promise<string> => localized(file, file.length > 1_000_000 ? 65_536 : 7).then(() => 'none', ({ code }: { code: string }) => code);

  it('is refused by name: no DICOM, a private transfer syntax, elements out of order', async () => {
    expect(await faultOf(Buffer.alloc(200))).toBe('EXCHANGE_INSTANCE_UNREADABLE');
    expect(await faultOf(writeFile('1.3.6.1.4.1.9', Buffer.alloc(0)))).toBe('EXCHANGE_ENCODING_UNKNOWN');
    expect(await faultOf(writeFile(TRANSFER_SYNTAX.explicitLittleEndian, writeDrafts([...KNOWN].reverse(), EXPLICIT_LITTLE_ENDIAN)))).toBe('EXCHANGE_INSTANCE_UNREADABLE');
  });

  it('is never taken for whole when it was cut off, wherever that was, before its pixels', async () => {
    await fc.assert(fc.asyncProperty(madeInstance, fc.double({ min: 0, max: 1, noNaN: true }), async ({ file, tail }, share) => {
      const end = Math.floor((file.length - tail.length) * share);
      const at = await boundaries(file);
      fc.pre(!at.has(end));
      expect(['EXCHANGE_INSTANCE_CUT', 'EXCHANGE_INSTANCE_UNREADABLE', 'EXCHANGE_ENCODING_UNKNOWN']).toContain(await faultOf(file.subarray(0, end)));
    }), { numRuns: 80 });
  });

  it('may not have sequences without end, in depth or in length', async () => {
    const deep = Buffer.concat(Array.from({ length: 400 }, () => Buffer.concat([writeHeader(0x00081140, 'SQ', UNDEFINED_LENGTH, EXPLICIT_LITTLE_ENDIAN), writeHeader(0xfffee000, '', UNDEFINED_LENGTH, EXPLICIT_LITTLE_ENDIAN)])));
    expect(await faultOf(writeFile(TRANSFER_SYNTAX.explicitLittleEndian, deep))).toBe('EXCHANGE_INSTANCE_UNREADABLE');
    const long = writeElement(0x00091010, 'OB', Buffer.alloc(17 * 1024 * 1024), EXPLICIT_LITTLE_ENDIAN);
    expect(await faultOf(writeFile(TRANSFER_SYNTAX.explicitLittleEndian, long))).toBe('EXCHANGE_HEADER_TOO_LARGE');
  });
});

const CHANGED: ReadonlySet<number> = new Set([0x00080005, 0x00080050, 0x00080051, 0x00100010, 0x00100020, 0x00100021, 0x00100024, 0x00100030, 0x00100040, 0x00101000, 0x00101002, 0x0018a001, 0x04000561]);

/** Where a data set may end: behind any element it is a data set, only a shorter one. */
async function boundaries(file: Buffer): Promise<ReadonlySet<number>> {
  const ends = new Set<number>([132]);
  const meta = file.indexOf(Buffer.from('020010005549', 'hex'));
  let offset = meta + 8 + file.readUInt16LE(meta + 6);
  ends.add(meta).add(offset);
  const uid = file.toString('latin1', meta + 8, offset).replace(/\0/g, '');
  const encoding: Encoding = { isExplicit: uid !== TRANSFER_SYNTAX.implicitLittleEndian, isLittleEndian: uid !== TRANSFER_SYNTAX.explicitBigEndian };
  const reader = new ByteReader(Readable.from([file.subarray(offset)]));
  for (;;) {
    const bytes = await reader.peek(LONGEST_HEADER);
    if (bytes.length === 0) return ends;
    const header = readHeader(bytes, 0, encoding);
    await reader.take(header.size);
    offset += header.size + (await takeValue(reader, header, encoding, Number.MAX_SAFE_INTEGER)).length;
    ends.add(offset);
  }
}
