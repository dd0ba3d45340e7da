import { ExchangeFault } from '../exchange-fault.js';

/** How the elements of a data set are written (PS3.5 §7.1, §10). */
export interface Encoding {
  readonly isExplicit: boolean;
  readonly isLittleEndian: boolean;
}

export const IMPLICIT_LITTLE_ENDIAN: Encoding = { isExplicit: false, isLittleEndian: true };
export const EXPLICIT_LITTLE_ENDIAN: Encoding = { isExplicit: true, isLittleEndian: true };
const EXPLICIT_BIG_ENDIAN: Encoding = { isExplicit: true, isLittleEndian: false };

export const TRANSFER_SYNTAX = { implicitLittleEndian: '1.2.840.10008.1.2', explicitLittleEndian: '1.2.840.10008.1.2.1', deflated: '1.2.840.10008.1.2.1.99', explicitBigEndian: '1.2.840.10008.1.2.2' } as const;

/**
 * How a transfer syntax writes the header. Every compressed one is explicit little endian (PS3.5 §A.4).
 * @throws ExchangeFault `EXCHANGE_ENCODING_UNKNOWN` for a private one: nobody knows how it writes anything.
 */
export function encodingOf(transferSyntaxUid: string): Encoding {
  switch (transferSyntaxUid) {
    case TRANSFER_SYNTAX.implicitLittleEndian: return IMPLICIT_LITTLE_ENDIAN;
    case TRANSFER_SYNTAX.explicitBigEndian: return EXPLICIT_BIG_ENDIAN;
    default:
      if (!transferSyntaxUid.startsWith('1.2.840.10008.1.2.')) throw new ExchangeFault('EXCHANGE_ENCODING_UNKNOWN');
      return EXPLICIT_LITTLE_ENDIAN;
  }
}

export const readUInt16 = (bytes: Buffer, offset: number, { isLittleEndian }: Encoding): number => (isLittleEndian ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset));
export const readUInt32 = (bytes: Buffer, offset: number, { isLittleEndian }: Encoding): number => (isLittleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));

export function writeUInt16(bytes: Buffer, value: number, offset: number, { isLittleEndian }: Encoding): void {
  if (isLittleEndian) bytes.writeUInt16LE(value, offset);
  else bytes.writeUInt16BE(value, offset);
}

export function writeUInt32(bytes: Buffer, value: number, offset: number, { isLittleEndian }: Encoding): void {
  if (isLittleEndian) bytes.writeUInt32LE(value, offset);
  else bytes.writeUInt32BE(value, offset);
}
