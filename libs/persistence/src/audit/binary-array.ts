/** Type numbers of PostgreSQL, the same in every version. */
const TYPE = { bytea: 17, bigint: 20, int: 23, text: 25, timestamptz: 1184 } as const;
/** PostgreSQL counts microseconds from the year 2000. */
const EPOCH_2000_MS = 946_684_800_000;

/**
 * One-dimensional arrays in the binary form of the wire protocol: one parameter for a whole column of a batch, without
 * writing bytes as text for the server to read back.
 */
export const intArray = (values: readonly number[]): Buffer => array(TYPE.int, values, () => 4, (out, value, at) => out.writeInt32BE(value, at));
export const bigintArray = (values: readonly number[]): Buffer => array(TYPE.bigint, values, () => 8, (out, value, at) => out.writeBigInt64BE(BigInt(value), at));
export const instantArray = (valuesMs: readonly number[]): Buffer => array(TYPE.timestamptz, valuesMs, () => 8, (out, value, at) => out.writeBigInt64BE(BigInt(value - EPOCH_2000_MS) * 1_000n, at));
export const bytesArray = (values: readonly Buffer[]): Buffer => array(TYPE.bytea, values, (value) => value.length, (out, value, at) => out.set(value, at));
export const textArray = (values: readonly string[]): Buffer => array(TYPE.text, values, (value) => Buffer.byteLength(value), (out, value, at) => out.write(value, at, 'utf8'));

const HEADER_BYTES = 20;

function array<T>(type: number, values: readonly T[], sizeOf: (value: T) => number, write: (out: Buffer, value: T, at: number) => void): Buffer {
  const sizes = values.map(sizeOf);
  const out = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + size, HEADER_BYTES));
  [1, 0, type, values.length, 1].forEach((field, i) => out.writeInt32BE(field, i * 4));
  let at = HEADER_BYTES;
  for (const [i, value] of values.entries()) {
    out.writeInt32BE(sizes[i]!, at);
    write(out, value, at + 4);
    at += 4 + sizes[i]!;
  }
  return out;
}
