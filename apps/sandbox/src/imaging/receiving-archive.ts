import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DicomMessage } from './dcmjs-repaired.js';
import { textsOf, type DicomDataset } from './dicom-dataset.js';
import { matches, pageOfRows, parseQidoQuery } from './qido-matching.js';

/** Hospitals' own archives, which studies from elsewhere are brought into. */
export interface ReceivingArchive {
  readonly origin: string;
  /** Where the archive of one hospital is. */
  dicomwebUrl(hospitalId: string): string;
  /** What it was given, without pixels, in the order in which it came. */
  headers(hospitalId: string): readonly DicomDataset[];
  stop(): Promise<void>;
}

const MAXIMUM_BYTES = 256 * 1024 * 1024;
const KEEP = 20_000;
const PIXEL_DATA = '7FE00010';
const UNREADABLE = 0xc000;

/**
 * Keeps what it is sent by STOW-RS (PS3.18 §10.5), without the pixels, and says by QIDO-RS what it has. In memory, on the
 * loopback interface, for whoever knows the password.
 */
export async function startReceivingArchive(password: string): Promise<ReceivingArchive> {
  const kept = new Map<string, Map<string, DicomDataset>>();
  const archiveOf = (hospitalId: string): Map<string, DicomDataset> => {
    const known = kept.get(hospitalId) ?? new Map<string, DicomDataset>();
    kept.set(hospitalId, known);
    return known;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://archive.invalid');
    const [, hospitalId, studyUid, below] = /^\/([a-z0-9-]+)\/dicom-web\/studies(?:\/([\d.]+)(\/.*)?)?$/.exec(url.pathname) ?? [];
    if (request.headers.authorization !== `Basic ${Buffer.from(`longview:${password}`).toString('base64')}`) return send(response, 401, []);
    if (hospitalId === undefined) return send(response, 404, []);
    const archive = archiveOf(hospitalId);
    if (request.method === 'POST') return send(response, 200, store(archive, await bodyOf(request), request.headers['content-type'] ?? ''));
    const query = parseQidoQuery(url.searchParams);
    if (!query) return send(response, 400, []);
    const [, seriesUid, instances] = /^\/series(?:\/([\d.]+)(\/instances))?$/.exec(below ?? '') ?? [];
    const level = instances ? '00080018' : below ? '0020000E' : '0020000D';
    const rows = new Map([...archive.values()].filter((header) => (studyUid === undefined || uidOf(header, '0020000D') === studyUid) && (seriesUid === undefined || uidOf(header, '0020000E') === seriesUid)).map((header) => [uidOf(header, level), header]));
    send(response, 200, pageOfRows([...rows.values()].filter((row) => matches(row, query)), query, SHOWN));
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => (response.headersSent ? response.destroy() : send(response, 500, []))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    dicomwebUrl: (hospitalId) => `${origin}/${hospitalId}/dicom-web`,
    headers: (hospitalId) => [...archiveOf(hospitalId).values()],
    async stop() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

const SHOWN = ['00080016', '00080018', '00080050', '00100010', '00100020', '00100021', '00100030', '0020000D', '0020000E'];
const uidOf = (header: DicomDataset, tag: string): string => textsOf(header, tag)[0] ?? '';

/** @returns the answer of PS3.18 table I.1-1: what is kept, and what could not be read. */
function store(archive: Map<string, DicomDataset>, body: Buffer, contentType: string): object {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? '';
  const stored: object[] = [];
  const failed: object[] = [];
  for (const part of partsOf(body, boundary)) {
    try {
      const { dict } = DicomMessage.readFile(part.buffer.slice(part.byteOffset, part.byteOffset + part.length) as ArrayBuffer, { ignoreErrors: true });
      const { [PIXEL_DATA]: _pixels, ...header } = dict as DicomDataset;
      if (archive.size < KEEP) archive.set(uidOf(header, '00080018'), header);
      stored.push({ '00081150': { vr: 'UI', Value: textsOf(header, '00080016') }, '00081155': { vr: 'UI', Value: textsOf(header, '00080018') } });
    } catch {
      failed.push({ '00081197': { vr: 'US', Value: [UNREADABLE] } });
    }
  }
  return { ...(stored.length > 0 && { '00081199': { vr: 'SQ', Value: stored } }), ...(failed.length > 0 && { '00081198': { vr: 'SQ', Value: failed } }) };
}

function* partsOf(body: Buffer, boundary: string): Generator<Buffer> {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  for (let start = body.indexOf(mark); start >= 0;) {
    const end = body.indexOf(mark, start + mark.length);
    if (end < 0) return;
    const blank = body.indexOf('\r\n\r\n', start);
    if (blank >= 0 && blank < end) yield body.subarray(blank + 4, end - 2);
    start = end;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAXIMUM_BYTES) throw new RangeError('What is to be kept is too long.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/dicom+json' }).end(JSON.stringify(body));
}
