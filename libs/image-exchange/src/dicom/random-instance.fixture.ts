import * as fc from 'fast-check';
import { EXPLICIT_LITTLE_ENDIAN, encodingOf, TRANSFER_SYNTAX, type Encoding } from './encoding.js';
import { ITEM, ITEM_DELIMITER, SEQUENCE_DELIMITER, UNDEFINED_LENGTH, writeElement, writeHeader } from './element.js';

/** One element of a made-up data set, before it is written. */
export interface Draft {
  readonly tag: number;
  readonly vr: string;
  /** Text or bytes, or the items of a sequence, or the fragments of encapsulated pixels. */
  readonly value: string | Buffer | readonly (readonly Draft[])[];
  readonly isOpen?: boolean;
  readonly fragments?: readonly Buffer[];
}

export const SYNTAXES = [TRANSFER_SYNTAX.explicitLittleEndian, TRANSFER_SYNTAX.implicitLittleEndian, TRANSFER_SYNTAX.explicitBigEndian, '1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.5'] as const;
export const UIDS = { sopClass: '1.2.840.10008.5.1.4.1.1.2', study: '2.25.111', series: '2.25.222', instance: '2.25.333' } as const;
export const PIXEL_DATA = 0x7fe00010;

/** Writes drafts in the order given. */
export function writeDrafts(drafts: readonly Draft[], encoding: Encoding): Buffer {
  return Buffer.concat(drafts.map(({ tag, vr, value, isOpen, fragments }) => {
    if (fragments) {
      return Buffer.concat([
        writeHeader(tag, vr, UNDEFINED_LENGTH, encoding), ...[Buffer.alloc(0), ...fragments].flatMap((fragment) => [writeHeader(ITEM, '', fragment.length, encoding), fragment]), writeHeader(SEQUENCE_DELIMITER, '', 0, encoding),
      ]);
    }
    if (typeof value === 'string') return writeElement(tag, vr, Buffer.from(value, 'latin1'), encoding);
    if (Buffer.isBuffer(value)) return writeElement(tag, vr, value, encoding);
    const items = value.map((item) => {
      const content = writeDrafts(item, encoding);
      return isOpen
        ? Buffer.concat([writeHeader(ITEM, '', UNDEFINED_LENGTH, encoding), content, writeHeader(ITEM_DELIMITER, '', 0, encoding)])
        : Buffer.concat([writeHeader(ITEM, '', content.length, encoding), content]);
    });
    if (!isOpen) return writeElement(tag, vr, Buffer.concat(items), encoding);
    return Buffer.concat([writeHeader(tag, vr, UNDEFINED_LENGTH, encoding), ...items, writeHeader(SEQUENCE_DELIMITER, '', 0, encoding)]);
  }));
}

/** A file (PS3.10) around a data set. */
export function writeFile(transferSyntaxUid: string, dataset: Buffer): Buffer {
  const meta = writeDrafts([{ tag: 0x00020001, vr: 'OB', value: Buffer.of(0, 1) }, { tag: 0x00020010, vr: 'UI', value: evenUid(transferSyntaxUid) }], EXPLICIT_LITTLE_ENDIAN);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), meta, dataset]);
}

export const evenUid = (uid: string): string => (uid.length % 2 === 0 ? uid : `${uid}\0`);

const bytes = fc.uint8Array({ maxLength: 400 }).map((value) => Buffer.from(value.length % 2 === 0 ? value : value.subarray(1)));
/** Tags that are neither localized nor needed to know the instance, by where they stand. */
const between = (low: number, high: number): fc.Arbitrary<number> => fc.integer({ min: low, max: high }).filter((tag) => (tag & 0xffff) !== 0 && !RESERVED.has(tag));
const RESERVED: ReadonlySet<number> = new Set([
  0x00080005, 0x00080016, 0x00080018, 0x00080050, 0x00080051, 0x00100010, 0x00100020, 0x00100021, 0x00100024, 0x00100030, 0x00100040, 0x00101000, 0x00101002, 0x0018a001, 0x0020000d, 0x0020000e, 0x04000561,
]);

const leaf = (tag: fc.Arbitrary<number>): fc.Arbitrary<Draft> => fc.oneof(
  fc.record({ tag, vr: fc.constantFrom('LO', 'SH', 'UI', 'DS'), value: fc.string({ maxLength: 40 }).map((text) => text.replace(/[^ -~]|\\/g, '')) }),
  fc.record({ tag, vr: fc.constantFrom('OB', 'UN', 'OW', 'UT'), value: bytes }),
);
const sequence = (tag: fc.Arbitrary<number>, depth: number): fc.Arbitrary<Draft> => fc.record({
  tag, vr: fc.constant('SQ'), isOpen: fc.boolean(), value: fc.array(fc.array(depth > 2 ? leaf(inside) : fc.oneof({ weight: 4, arbitrary: leaf(inside) }, { weight: 1, arbitrary: sequence(inside, depth + 1) }), { maxLength: 4 }), { maxLength: 3 }),
});
const inside = between(0x00080001, 0x0040ffff);
const some = (low: number, high: number, maxLength: number): fc.Arbitrary<Draft[]> => fc.array(fc.oneof({ weight: 3, arbitrary: leaf(between(low, high)) }, { weight: 1, arbitrary: sequence(between(low, high), 0) }), { maxLength });

const pixels: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({ tag: fc.constant(PIXEL_DATA), vr: fc.constant('OW'), value: fc.uint8Array({ minLength: 2, maxLength: 9_000 }).map((value) => Buffer.from(value.length % 2 === 0 ? value : value.subarray(1))) }),
  fc.record({ tag: fc.constant(PIXEL_DATA), vr: fc.constant('OB'), value: fc.constant(''), fragments: fc.array(bytes, { minLength: 1, maxLength: 5 }) }),
);

export interface MadeInstance {
  readonly transferSyntaxUid: string;
  readonly encoding: Encoding;
  /** In the order of their tags, each tag once. */
  readonly drafts: readonly Draft[];
  readonly file: Buffer;
  /** Everything behind the Original Attributes Sequence, written. */
  readonly tail: Buffer;
}

/** Instances of every encoding with anything in them: sequences open and closed and nested, private and large elements, plain and encapsulated pixels. */
export const madeInstance: fc.Arbitrary<MadeInstance> = fc.record({
  transferSyntaxUid: fc.constantFrom(...SYNTAXES), patient: fc.boolean(), accession: fc.boolean(), others: fc.boolean(), equipment: fc.boolean(), isOriginalOpen: fc.boolean(), original: fc.boolean(),
  front: some(0x00080006, 0x0020000c, 8), middle: some(0x00200010, 0x04000560, 8), back: some(0x04000570, 0x7fdfffff, 8), pixels: fc.option(pixels, { nil: undefined }),
}).map(({ transferSyntaxUid, patient, accession, others, equipment, isOriginalOpen, original, front, middle, back, pixels: pixelData }) => {
  const encoding = encodingOf(transferSyntaxUid);
  const known: Draft[] = [
    { tag: 0x00080016, vr: 'UI', value: evenUid(UIDS.sopClass) }, { tag: 0x00080018, vr: 'UI', value: evenUid(UIDS.instance) }, { tag: 0x0020000d, vr: 'UI', value: evenUid(UIDS.study) }, { tag: 0x0020000e, vr: 'UI', value: evenUid(UIDS.series) },
    { tag: 0x00100020, vr: 'LO', value: 'Z7788' },
    ...(patient ? [{ tag: 0x00100010, vr: 'PN', value: 'Nemo-Test^Nia' }, { tag: 0x00100030, vr: 'DA', value: '19610409' }] : []),
    ...(accession ? [{ tag: 0x00080050, vr: 'SH', value: 'A-1 ' }] : []),
    ...(others ? [{ tag: 0x00101002, vr: 'SQ', isOpen: isOriginalOpen, value: [[{ tag: 0x00100020, vr: 'LO', value: 'other' }]] }] : []),
    ...(equipment ? [{ tag: 0x0018a001, vr: 'SQ', isOpen: isOriginalOpen, value: [[{ tag: 0x00080070, vr: 'LO', value: 'Maker' }]] }] : []),
    ...(original ? [{ tag: 0x04000561, vr: 'SQ', isOpen: isOriginalOpen, value: [[{ tag: 0x04000563, vr: 'LO', value: 'Earlier' }]] }] : []),
  ];
  const byTag = new Map([...front, ...middle, ...back, ...(pixelData ? [pixelData] : []), ...known].map((draft) => [draft.tag, draft]));
  const drafts = [...byTag.values()].sort((a, b) => a.tag - b.tag);
  return { transferSyntaxUid, encoding, drafts, file: writeFile(transferSyntaxUid, writeDrafts(drafts, encoding)), tail: writeDrafts(drafts.filter(({ tag }) => tag > 0x04000561), encoding) };
});
