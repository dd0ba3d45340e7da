import { ExchangeFault } from '../exchange-fault.js';
import { IMPLICIT_LITTLE_ENDIAN, readUInt16, readUInt32, writeUInt16, writeUInt32, type Encoding } from './encoding.js';

/** Length of a value that ends with a delimiter (PS3.5 §7.1.1). */
export const UNDEFINED_LENGTH = 0xffffffff;
export const ITEM = 0xfffee000;
export const ITEM_DELIMITER = 0xfffee00d;
export const SEQUENCE_DELIMITER = 0xfffee0dd;

/** Representations whose length has two bytes; every other, also one that is still to be invented, has four (PS3.5 §7.1.2). */
const SHORT_LENGTH: ReadonlySet<string> = new Set(['AE', 'AS', 'AT', 'CS', 'DA', 'DS', 'DT', 'FD', 'FL', 'IS', 'LO', 'LT', 'PN', 'SH', 'SL', 'SS', 'ST', 'TM', 'UI', 'UL', 'US']);

/** Tag, representation and length in front of a value. */
export interface ElementHeader {
  readonly tag: number;
  /** Empty where the encoding does not say. */
  readonly vr: string;
  readonly length: number;
  readonly size: number;
}

/** An element in memory: its value as it was written, with the delimiter of an undefined length. */
export interface Element extends ElementHeader {
  readonly value: Buffer;
}

/** Bytes in which every header fits. */
export const LONGEST_HEADER = 12;

/** @param bytes at least the header; {@link LONGEST_HEADER} bytes are always enough. @throws ExchangeFault when it is cut off. */
export function readHeader(bytes: Buffer, offset: number, encoding: Encoding): ElementHeader {
  const left = bytes.length - offset;
  if (left < 8) throw new ExchangeFault('EXCHANGE_INSTANCE_CUT');
  const tag = readUInt16(bytes, offset, encoding) * 0x10000 + readUInt16(bytes, offset + 2, encoding);
  // Items and delimiters never say a representation.
  if (!encoding.isExplicit || tag >>> 16 === 0xfffe) return { tag, vr: '', length: readUInt32(bytes, offset + 4, encoding), size: 8 };
  const vr = bytes.toString('latin1', offset + 4, offset + 6);
  if (!/^[A-Z]{2}$/.test(vr)) throw new ExchangeFault('EXCHANGE_INSTANCE_UNREADABLE', { at: 'representation' });
  if (SHORT_LENGTH.has(vr)) return { tag, vr, length: readUInt16(bytes, offset + 6, encoding), size: 8 };
  if (left < LONGEST_HEADER) throw new ExchangeFault('EXCHANGE_INSTANCE_CUT');
  return { tag, vr, length: readUInt32(bytes, offset + 8, encoding), size: LONGEST_HEADER };
}

/** How what is inside a value of undefined length is written: UN holds implicit little endian, whatever is around it (PS3.5 §6.2.2). */
export const encodingInside = ({ vr }: Pick<ElementHeader, 'vr'>, encoding: Encoding): Encoding => (vr === 'UN' ? IMPLICIT_LITTLE_ENDIAN : encoding);

export function writeHeader(tag: number, vr: string, length: number, encoding: Encoding): Buffer {
  const isLong = encoding.isExplicit && !SHORT_LENGTH.has(vr) && tag >>> 16 !== 0xfffe;
  const bytes = Buffer.alloc(isLong ? LONGEST_HEADER : 8);
  writeUInt16(bytes, tag >>> 16, 0, encoding);
  writeUInt16(bytes, tag & 0xffff, 2, encoding);
  if (encoding.isExplicit && tag >>> 16 !== 0xfffe) {
    bytes.write(vr, 4, 'latin1');
    if (isLong) writeUInt32(bytes, length, 8, encoding);
    else writeUInt16(bytes, length, 6, encoding);
  } else writeUInt32(bytes, length, 4, encoding);
  return bytes;
}

/** An element with its value, of defined length; an odd value gets the padding of its representation (PS3.5 §6.2). */
export function writeElement(tag: number, vr: string, value: Buffer, encoding: Encoding): Buffer {
  const padding = value.length % 2 === 0 ? [] : [Buffer.of(vr === 'UI' ? 0 : 0x20)];
  return Buffer.concat([writeHeader(tag, vr, value.length + padding.length, encoding), value, ...padding]);
}

/** @param items each the elements of one item, written. */
export function writeSequence(tag: number, items: readonly Buffer[], encoding: Encoding): Buffer {
  return writeElement(tag, 'SQ', Buffer.concat(items.map((item) => writeItem(item, encoding))), encoding);
}

export function writeItem(content: Buffer, encoding: Encoding): Buffer {
  return Buffer.concat([writeHeader(ITEM, '', content.length, encoding), content]);
}

/** An element as it was: header and value byte for byte. */
export const writeAsRead = ({ tag, vr, length, value }: Element, encoding: Encoding): Buffer => Buffer.concat([writeHeader(tag, vr, length, encoding), value]);
