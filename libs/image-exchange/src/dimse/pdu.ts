import { ExchangeFault } from '../exchange-fault.js';
import { IMPLEMENTATION } from '../dicom/open-instance.js';

/** Types of protocol data units (PS3.8 §9.3). */
export const PDU = { associateRequest: 0x01, associateAccept: 0x02, associateReject: 0x03, data: 0x04, releaseRequest: 0x05, releaseResponse: 0x06, abort: 0x07 } as const;

const APPLICATION_CONTEXT = '1.2.840.10008.3.1.1.1';
const ITEM = { applicationContext: 0x10, proposedContext: 0x20, acceptedContext: 0x21, abstractSyntax: 0x30, transferSyntax: 0x40, userInformation: 0x50, maximumLength: 0x51, implementationClass: 0x52, implementationVersion: 0x55 } as const;
/** What we take in one unit: answers are small. */
export const OUR_MAXIMUM_LENGTH = 64 * 1024;

/** One kind of object in one transfer syntax: an archive cannot choose another than the one in which the object is stored. */
export interface PresentationContext {
  /** Odd, 1 to 255. */
  readonly id: number;
  readonly sopClassUid: string;
  readonly transferSyntaxUids: readonly string[];
}

export interface AssociationTerms {
  /** Longest unit that the peer takes; 0 is any. */
  readonly maximumLength: number;
  /** Accepted contexts by id, with the transfer syntax that was chosen. */
  readonly accepted: ReadonlyMap<number, string>;
}

export function pdu(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(6);
  head[0] = type;
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** A-ASSOCIATE-RQ (PS3.8 §9.3.2). */
export function associateRequest(called: string, calling: string, contexts: readonly PresentationContext[]): Buffer {
  const head = Buffer.alloc(68);
  head.writeUInt16BE(1, 0);
  head.write(called.padEnd(16), 4, 16, 'latin1');
  head.write(calling.padEnd(16), 20, 16, 'latin1');
  const maximum = Buffer.alloc(4);
  maximum.writeUInt32BE(OUR_MAXIMUM_LENGTH);
  return pdu(PDU.associateRequest, Buffer.concat([
    head, item(ITEM.applicationContext, text(APPLICATION_CONTEXT)),
    ...contexts.map(({ id, sopClassUid, transferSyntaxUids }) => item(ITEM.proposedContext, Buffer.concat([Buffer.of(id, 0, 0, 0), item(ITEM.abstractSyntax, text(sopClassUid)), ...transferSyntaxUids.map((uid) => item(ITEM.transferSyntax, text(uid)))]))),
    item(ITEM.userInformation, Buffer.concat([item(ITEM.maximumLength, maximum), item(ITEM.implementationClass, text(IMPLEMENTATION.classUid)), item(ITEM.implementationVersion, text(IMPLEMENTATION.versionName))])),
  ]));
}

/** A-ASSOCIATE-AC (PS3.8 §9.3.3). */
export function readAccept(body: Buffer): AssociationTerms {
  const accepted = new Map<number, string>();
  let maximumLength = 0;
  for (const { type, content } of itemsIn(body.subarray(68))) {
    if (type === ITEM.acceptedContext && content.length >= 4 && content[2] === 0) {
      const [syntax] = itemsIn(content.subarray(4));
      if (syntax?.type === ITEM.transferSyntax) accepted.set(content[0]!, syntax.content.toString('latin1').replace(/[\0 ]+$/, ''));
    } else if (type === ITEM.userInformation) {
      for (const part of itemsIn(content)) if (part.type === ITEM.maximumLength && part.content.length === 4) maximumLength = part.content.readUInt32BE();
    }
  }
  return { maximumLength, accepted };
}

/** One presentation data value in a unit of its own (PS3.8 §9.3.5). */
export function dataUnit(contextId: number, isCommand: boolean, isLast: boolean, fragment: Buffer): readonly [Buffer, Buffer] {
  const head = Buffer.alloc(12);
  head[0] = PDU.data;
  head.writeUInt32BE(fragment.length + 6, 2);
  head.writeUInt32BE(fragment.length + 2, 6);
  head[10] = contextId;
  head[11] = (isCommand ? 1 : 0) + (isLast ? 2 : 0);
  return [head, fragment];
}

/** Bytes of a unit in front of the fragment, which count for the peer's longest unit but for its own six. */
export const FRAGMENT_OVERHEAD = 6;

export interface DataValue {
  readonly isCommand: boolean;
  readonly isLast: boolean;
  readonly fragment: Buffer;
}

export function readDataValues(body: Buffer): readonly DataValue[] {
  const values: DataValue[] = [];
  for (let offset = 0; offset < body.length;) {
    const length = offset + 6 <= body.length ? body.readUInt32BE(offset) : 0;
    if (length < 2 || offset + 4 + length > body.length) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'data value' });
    const control = body[offset + 5]!;
    values.push({ isCommand: (control & 1) !== 0, isLast: (control & 2) !== 0, fragment: body.subarray(offset + 6, offset + 4 + length) });
    offset += 4 + length;
  }
  return values;
}

function item(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head[0] = type;
  head.writeUInt16BE(content.length, 2);
  return Buffer.concat([head, content]);
}

function itemsIn(bytes: Buffer): readonly { readonly type: number; readonly content: Buffer }[] {
  const items: { type: number; content: Buffer }[] = [];
  for (let offset = 0; offset + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(offset + 2);
    if (offset + 4 + length > bytes.length) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'item' });
    items.push({ type: bytes[offset]!, content: bytes.subarray(offset + 4, offset + 4 + length) });
    offset += 4 + length;
  }
  return items;
}

const text = (value: string): Buffer => Buffer.from(value, 'latin1');
