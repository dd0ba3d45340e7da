import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ArchiveLinkRewriter } from './archive-links.js';
import { FirstPart, multipartBoundary } from './single-part.js';

/** The same bytes, cut wherever the network might cut them. */
function inPieces(bytes: Buffer, cuts: readonly number[]): Readable {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return Readable.from([0, ...ends].map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length)).filter((piece) => piece.length > 0));
}
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('links of an archive', () => {
  const given = '[{"00420011":{"vr":"OB","BulkDataURI":"http://pacs.internal:8042/dicom-web/studies/1.2/series/1.3/bulk/00420011"},"00081190":{"vr":"UR","Value":["https://pacs/x/rs/studies/1.2"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"Lév\u00e9squ\u00e9^Zo\u00eb"}]},"00080050":{"vr":"SH","BulkDataURI":"../bulk/1"}}]';
  const wanted = given.replace('http://pacs.internal:8042/dicom-web', '/dicom-web').replace('https://pacs/x/rs', '/dicom-web');

  it('become links of the gate, wherever the bytes are cut', async () => {
    await fc.assert(fc.asyncProperty(cuts, async (at) => {
      expect((await buffer(inPieces(Buffer.from(given), at).pipe(new ArchiveLinkRewriter()))).toString('utf8')).toBe(wanted);
    }), { numRuns: 300 });
  });

  it('leave every other byte alone', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), cuts, async (bytes, at) => {
      expect(await buffer(inPieces(Buffer.from(bytes), at).pipe(new ArchiveLinkRewriter()))).toEqual(Buffer.from(bytes));
    }));
  });
});

describe('bulk data in one part', () => {
  it('reads the boundary, quoted or not', () => {
    expect(multipartBoundary('multipart/related; type="application/octet-stream"; boundary=ab-cd')).toBe('ab-cd');
    expect(multipartBoundary('multipart/related;boundary="a b"')).toBe('a b');
    expect(multipartBoundary('application/pdf')).toBeUndefined();
  });

  it('is the value alone, wherever the bytes are cut and whatever they are', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), cuts, async (value, at) => {
      const message = Buffer.concat([Buffer.from('--b42\r\nContent-Type: application/octet-stream\r\nContent-Length: 1\r\n\r\n'), value, Buffer.from('\r\n--b42--\r\n')]);
      expect(await buffer(inPieces(message, at).pipe(new FirstPart('b42')))).toEqual(Buffer.from(value));
    }), { numRuns: 300 });
  });

  it('fails when it is cut short, and never looks whole', async () => {
    await expect(buffer(Readable.from([Buffer.from('--b\r\n\r\nvalue that brea')]).pipe(new FirstPart('b')))).rejects.toThrow('ended before');
  });
});
