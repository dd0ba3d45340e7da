import { ExchangeFault } from '../exchange-fault.js';
import type { ByteReader } from './byte-reader.js';
import type { Encoding } from './encoding.js';
import { encodingInside, ITEM, ITEM_DELIMITER, LONGEST_HEADER, readHeader, SEQUENCE_DELIMITER, UNDEFINED_LENGTH, type Element, type ElementHeader } from './element.js';

/** Deeper than any object is meant to be; without a limit a hostile one would fill the stack. */
const MAX_DEPTH = 48;

/**
 * Passes on a value as it arrives, to its last byte. One of undefined length is followed through its items to the
 * delimiter, of which no item is ever held.
 */
export async function* passValue(reader: ByteReader, header: Pick<ElementHeader, 'vr' | 'length'>, encoding: Encoding, depth = 0): AsyncGenerator<Buffer> {
  if (header.length !== UNDEFINED_LENGTH) return yield* reader.pass(header.length);
  if (depth > MAX_DEPTH) throw new ExchangeFault('EXCHANGE_INSTANCE_UNREADABLE', { at: 'depth' });
  const inside = encodingInside(header, encoding);
  for (;;) {
    const bytes = await reader.take(8);
    yield bytes;
    const item = readHeader(bytes, 0, inside);
    if (item.tag === SEQUENCE_DELIMITER) return;
    if (item.tag !== ITEM) throw new ExchangeFault('EXCHANGE_INSTANCE_UNREADABLE', { at: 'item' });
    if (item.length !== UNDEFINED_LENGTH) yield* reader.pass(item.length);
    else yield* passItem(reader, inside, depth + 1);
  }
}

async function* passItem(reader: ByteReader, encoding: Encoding, depth: number): AsyncGenerator<Buffer> {
  for (;;) {
    const header = readHeader(await reader.peek(LONGEST_HEADER), 0, encoding);
    yield await reader.take(header.size);
    if (header.tag === ITEM_DELIMITER) return;
    yield* passValue(reader, header, encoding, depth);
  }
}

/** One value in memory. Rejects with `EXCHANGE_HEADER_TOO_LARGE` beyond `maxBytes`. */
export async function takeValue(reader: ByteReader, header: ElementHeader, encoding: Encoding, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of passValue(reader, header, encoding)) {
    size += piece.length;
    if (size > maxBytes) throw new ExchangeFault('EXCHANGE_HEADER_TOO_LARGE');
    pieces.push(piece);
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, size);
}

/** The items of a sequence's value, each as its elements. */
export function itemsOf({ value, length, vr }: Pick<Element, 'value' | 'length' | 'vr'>, encoding: Encoding): readonly (readonly Element[])[] {
  const inside = encodingInside({ vr }, encoding);
  return readItems(value, 0, length === UNDEFINED_LENGTH, inside, 0).items;
}

function readItems(bytes: Buffer, start: number, isDelimited: boolean, encoding: Encoding, depth: number): { readonly items: readonly (readonly Element[])[]; readonly end: number } {
  if (depth > MAX_DEPTH) throw new ExchangeFault('EXCHANGE_INSTANCE_UNREADABLE', { at: 'depth' });
  const items: (readonly Element[])[] = [];
  let offset = start;
  while (offset < bytes.length) {
    const header = readHeader(bytes, offset, encoding);
    offset += header.size;
    if (header.tag === SEQUENCE_DELIMITER) return { items, end: offset };
    if (header.tag !== ITEM) throw new ExchangeFault('EXCHANGE_INSTANCE_UNREADABLE', { at: 'item' });
    const isOpen = header.length === UNDEFINED_LENGTH;
    if (!isOpen && offset + header.length > bytes.length) throw new ExchangeFault('EXCHANGE_INSTANCE_CUT');
    const { elements, end } = readItem(isOpen ? bytes : bytes.subarray(0, offset + header.length), offset, encoding, depth);
    items.push(elements);
    offset = end;
  }
  if (isDelimited) throw new ExchangeFault('EXCHANGE_INSTANCE_CUT');
  return { items, end: offset };
}

function readItem(bytes: Buffer, start: number, encoding: Encoding, depth: number): { readonly elements: readonly Element[]; readonly end: number } {
  const elements: Element[] = [];
  let offset = start;
  while (offset < bytes.length) {
    const header = readHeader(bytes, offset, encoding);
    offset += header.size;
    if (header.tag === ITEM_DELIMITER) return { elements, end: offset };
    const end = header.length === UNDEFINED_LENGTH ? readItems(bytes, offset, true, encodingInside(header, encoding), depth + 1).end : offset + header.length;
    if (end > bytes.length) throw new ExchangeFault('EXCHANGE_INSTANCE_CUT');
    elements.push({ ...header, value: bytes.subarray(offset, end) });
    offset = end;
  }
  return { elements, end: offset };
}
