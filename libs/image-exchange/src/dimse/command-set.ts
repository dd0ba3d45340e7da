import { ExchangeFault } from '../exchange-fault.js';
import { IMPLICIT_LITTLE_ENDIAN } from '../dicom/encoding.js';
import { readHeader, writeElement } from '../dicom/element.js';

/** Elements of command sets (PS3.7 annex E). */
export const COMMAND = { groupLength: 0x00000000, affectedSopClass: 0x00000002, field: 0x00000100, messageId: 0x00000110, respondedTo: 0x00000120, priority: 0x00000700, dataSetType: 0x00000800, status: 0x00000900, affectedSopInstance: 0x00001000 } as const;
export const FIELD = { storeRequest: 0x0001, storeResponse: 0x8001, findRequest: 0x0020, findResponse: 0x8020 } as const;
const NO_DATA_SET = 0x0101;

export type CommandValues = Readonly<Record<number, number | string>>;

/** Always implicit little endian (PS3.7 §6.3.1). Numbers are US. */
export function writeCommand(values: CommandValues, hasDataSet: boolean): Buffer {
  const all: CommandValues = { ...values, [COMMAND.dataSetType]: hasDataSet ? 0x0001 : NO_DATA_SET };
  const elements = Buffer.concat(Object.entries(all).map(([tag, value]) => [Number(tag), value] as const).sort(([a], [b]) => a - b).map(([tag, value]) => {
    if (typeof value === 'string') return writeElement(tag, 'UI', Buffer.from(value, 'latin1'), IMPLICIT_LITTLE_ENDIAN);
    const number = Buffer.alloc(2);
    number.writeUInt16LE(value);
    return writeElement(tag, 'US', number, IMPLICIT_LITTLE_ENDIAN);
  }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(elements.length);
  return Buffer.concat([writeElement(COMMAND.groupLength, 'UL', length, IMPLICIT_LITTLE_ENDIAN), elements]);
}

/** What a peer answered. */
export class CommandSet {
  readonly #values = new Map<number, Buffer>();

  constructor(bytes: Buffer) {
    for (let offset = 0; offset < bytes.length;) {
      const { tag, length, size } = readHeader(bytes, offset, IMPLICIT_LITTLE_ENDIAN);
      if (offset + size + length > bytes.length) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'command' });
      this.#values.set(tag, bytes.subarray(offset + size, offset + size + length));
      offset += size + length;
    }
  }

  number(tag: number): number {
    const value = this.#values.get(tag);
    if (value?.length !== 2) throw new ExchangeFault('EXCHANGE_PACS_MALFORMED', { at: 'command' });
    return value.readUInt16LE();
  }

  text(tag: number): string {
    return (this.#values.get(tag)?.toString('latin1') ?? '').replace(/[\0 ]+$/, '');
  }

  get hasDataSet(): boolean {
    return this.number(COMMAND.dataSetType) !== NO_DATA_SET;
  }
}
