import { crc32, deflateSync } from 'node:zlib';

/** Encodes an 8-bit greyscale picture as PNG. */
export function greyscalePng(grey: Uint8Array, columns: number, rows: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const lines = Buffer.alloc(rows * (columns + 1));
  for (let row = 0; row < rows; row++) lines.set(grey.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The linear window of PS3.3 C.11.2.1.2, to 8 bits. */
export function windowed(pixels: ArrayLike<number>, { center, width }: { readonly center: number; readonly width: number }): Uint8Array {
  const grey = new Uint8Array(pixels.length);
  const lowest = center - width / 2;
  for (let index = 0; index < grey.length; index++) {
    grey[index] = Math.min(255, Math.max(0, ((pixels[index]! - lowest) / width) * 255));
  }
  return grey;
}
