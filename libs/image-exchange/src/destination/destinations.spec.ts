import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { AuthorizedHttpClient, createIdSource, systemClock } from '@longview/platform';
import { TRANSFER_SYNTAX } from '../dicom/encoding.js';
import { COMMAND, CommandSet, FIELD, writeCommand } from '../dimse/command-set.js';
import { dataUnit, pdu, PDU, readDataValues } from '../dimse/pdu.js';
import { createDimseDestination } from './dimse-destination.js';
import type { Destination, OutgoingInstance } from './destination.js';
import { createStowDestination } from './stow-destination.js';

const stay = new AbortController().signal;
const CLASS = '1.2.840.10008.5.1.4.1.1.2';
const ends: (() => unknown)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

const instanceOf = (sopInstanceUid = '2.25.1', dataset: () => AsyncIterable<Buffer> = async function* () { yield Buffer.alloc(300_000, 1); }): OutgoingInstance =>
  ({ studyInstanceUid: '2.25.9', sopClassUid: CLASS, sopInstanceUid, transferSyntaxUid: TRANSFER_SYNTAX.explicitLittleEndian, dataset: dataset() });
const faultOf = (work: Promise<unknown>): Promise<string> => work.then((value) => JSON.stringify(value), ({ code, message }: { code?: string; message: string }) => code ?? message);
async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(200_000, 1);
  throw Object.assign(new Error('The source is gone.'), { code: 'SOURCE_GONE' });
}

/** An archive that speaks as much DIMSE as it is told to. */
async function startPeer(answer: (unit: { readonly type: number; readonly body: Buffer }, socket: Socket) => void): Promise<Destination> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let held = Buffer.alloc(0);
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 6 && held.length >= 6 + held.readUInt32BE(2)) {
        const unit = { type: held[0]!, body: held.subarray(6, 6 + held.readUInt32BE(2)) };
        held = held.subarray(6 + unit.body.length);
        answer(unit, socket);
      }
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  ends.push(() => { for (const socket of sockets) socket.destroy(); server.close(); });
  const { port } = server.address() as AddressInfo;
  return createDimseDestination({ canFind: false, entity: async () => ({ host: '127.0.0.1', port, calledAeTitle: 'PEER', callingAeTitle: 'LONGVIEW', connectTimeoutMs: 2_000, answerTimeoutMs: 500 }) });
}

/** A-ASSOCIATE-AC that answers every proposed context alike. */
function accept(request: Buffer, result: number, maximumLength = 16_384): Buffer {
  const item = (type: number, content: Buffer): Buffer => { const head = Buffer.alloc(4); head[0] = type; head.writeUInt16BE(content.length, 2); return Buffer.concat([head, content]); };
  const contexts: Buffer[] = [];
  for (let at = 68; at + 4 <= request.length;) {
    const length = request.readUInt16BE(at + 2);
    const content = request.subarray(at + 4, at + 4 + length);
    if (request[at] === 0x20) contexts.push(item(0x21, Buffer.concat([Buffer.of(content[0]!, 0, result, 0), item(0x40, Buffer.from(TRANSFER_SYNTAX.explicitLittleEndian, 'latin1'))])));
    at += 4 + length;
  }
  const maximum = Buffer.alloc(4);
  maximum.writeUInt32BE(maximumLength);
  return pdu(PDU.associateAccept, Buffer.concat([Buffer.alloc(68), ...contexts, item(0x50, item(0x51, maximum))]));
}

/** Keeps what comes and answers each C-STORE with `status`. */
const storing = (status: number, kept: { readonly bytes: number; readonly longest: number }[] = [], result = 0) => {
  let command: CommandSet | undefined;
  let bytes = 0;
  let longest = 0;
  return ({ type, body }: { readonly type: number; readonly body: Buffer }, socket: Socket): void => {
    if (type === PDU.associateRequest) socket.write(accept(body, result));
    if (type === PDU.releaseRequest) socket.end(pdu(PDU.releaseResponse, Buffer.alloc(4)));
    if (type !== PDU.data) return;
    longest = Math.max(longest, body.length);
    for (const value of readDataValues(body)) {
      if (value.isCommand) command = new CommandSet(value.fragment);
      else bytes += value.fragment.length;
      if (value.isCommand || !value.isLast) continue;
      kept.push({ bytes, longest });
      bytes = 0;
      const answer = writeCommand({ [COMMAND.affectedSopClass]: CLASS, [COMMAND.field]: FIELD.storeResponse, [COMMAND.respondedTo]: command!.number(COMMAND.messageId), [COMMAND.status]: status, [COMMAND.affectedSopInstance]: command!.text(COMMAND.affectedSopInstance) }, false);
      for (const piece of dataUnit(body[4]!, true, true, answer)) socket.write(piece);
    }
  };
};

describe('an archive that is sent instances by C-STORE', () => {
  it('gets each whole, in units no longer than it takes, over one association', async () => {
    const kept: { bytes: number; longest: number }[] = [];
    let associations = 0;
    const answer = storing(0, kept);
    const peer = await startPeer((unit, socket) => { if (unit.type === PDU.associateRequest) associations += 1; answer(unit, socket); });
    const lane = peer.openLane([CLASS]);
    for (const uid of ['2.25.1', '2.25.2']) expect(await lane.store(instanceOf(uid), stay)).toEqual({ kind: 'stored' });
    expect(await lane.store(instanceOf('2.25.3', async function* () { /* nothing */ }), stay)).toEqual({ kind: 'stored' });
    await lane.close();
    expect(kept.map(({ bytes }) => bytes)).toEqual([300_000, 300_000, 0]);
    expect(Math.max(...kept.map(({ longest }) => longest))).toBeLessThanOrEqual(16_384);
    expect(associations).toBe(1);
  });

  it.each([
    [0x0000, 'stored'], [0xb000, 'stored'], [0x0111, 'stored'], [0xa700, 'EXCHANGE_PACS_BUSY'], [0x0110, 'EXCHANGE_PACS_BUSY'], [0xa900, 'refused'], [0xc123, 'refused'], [0x0122, 'refused'],
  ])('says by status %i what became of one', async (status, expected) => {
    const lane = (await startPeer(storing(status))).openLane([CLASS]);
    expect(await faultOf(lane.store(instanceOf(), stay))).toContain(expected);
    await lane.close();
  });

  it('that does not take a transfer syntax is not sent anything in it', async () => {
    const kept: { bytes: number; longest: number }[] = [];
    const lane = (await startPeer(storing(0, kept, 4))).openLane([CLASS]);
    expect(await lane.store(instanceOf(), stay)).toEqual({ kind: 'refused', code: 'transfer-syntax' });
    expect(kept).toEqual([]);
    await lane.close();
  });

  it.each<[string, Buffer, string]>([
    ['refuses for good', pdu(PDU.associateReject, Buffer.of(0, 1, 1, 7)), 'EXCHANGE_PACS_REFUSED'], ['is full at the moment', pdu(PDU.associateReject, Buffer.of(0, 2, 3, 1)), 'EXCHANGE_PACS_BUSY'],
    ['aborts', pdu(PDU.abort, Buffer.alloc(4)), 'EXCHANGE_PACS_UNREACHABLE'], ['speaks nonsense', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'EXCHANGE_PACS_MALFORMED'], ['never ends a unit', Buffer.of(2, 0, 0xff, 0xff, 0xff, 0xff), 'EXCHANGE_PACS_MALFORMED'],
  ])('that %s is a fault with a name', async (_, bytes, code) => {
    const lane = (await startPeer((_unit, socket) => void socket.write(bytes))).openLane([CLASS]);
    expect(await faultOf(lane.store(instanceOf(), stay))).toBe(code);
    await lane.close();
  });

  it('that falls silent is given up, and one that is not there is named', async () => {
    const lane = (await startPeer(() => undefined)).openLane([CLASS]);
    expect(await faultOf(lane.store(instanceOf(), stay))).toBe('EXCHANGE_PACS_UNREACHABLE');
    const nobody = createDimseDestination({ canFind: false, entity: async () => ({ host: '127.0.0.1', port: 1, calledAeTitle: 'A', callingAeTitle: 'B', connectTimeoutMs: 2_000, answerTimeoutMs: 500 }) });
    expect(await faultOf(nobody.openLane([CLASS]).store(instanceOf(), stay))).toBe('EXCHANGE_PACS_UNREACHABLE');
  });

  it('is never left with half an instance: when the source breaks, so does the association, and the next one has its own', async () => {
    const kept: { bytes: number; longest: number }[] = [];
    const lane = (await startPeer(storing(0, kept))).openLane([CLASS]);
    expect(await faultOf(lane.store(instanceOf('2.25.1', broken), stay))).toBe('SOURCE_GONE');
    expect(kept).toEqual([]);
    expect(await lane.store(instanceOf('2.25.2'), stay)).toEqual({ kind: 'stored' });
    await lane.close();
  });

  it('is left at once when the work is called off', async () => {
    const off = new AbortController();
    const lane = (await startPeer(({ type, body }, socket) => { if (type === PDU.associateRequest) socket.write(accept(body, 0)); else off.abort(); })).openLane([CLASS]);
    expect(await faultOf(lane.store(instanceOf(), off.signal))).toBe('EXCHANGE_STOPPED');
  });
});

describe('an archive that is sent instances by STOW-RS', () => {
  const startArchive = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Destination> => {
    const server = createHttpServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const http = new AuthorizedHttpClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web` }, { method: 'none' }, { clock: systemClock, ids: createIdSource(systemClock), readSecret: async () => '' });
    ends.push(async () => { await http.close(); server.closeAllConnections(); server.close(); });
    return createStowDestination(http);
  };
  const answering = (status: number, body: object | string) => (request: IncomingMessage, response: ServerResponse): void => {
    request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/dicom+json' }).end(typeof body === 'string' ? body : JSON.stringify(body)));
  };
  const about = (tag: string, reason?: number, uid = '2.25.1') => ({ [tag]: { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: [uid] }, ...(reason !== undefined && { '00081197': { vr: 'US', Value: [reason] } }) }] } });

  it.each<[string, number, object | string, string]>([
    ['has kept it', 200, about('00081199'), '{"kind":"stored"}'], ['has it already', 409, about('00081198', 0x0111), '{"kind":"stored"}'], ['refuses it', 409, about('00081198', 0xa900), '{"kind":"refused","code":"A900"}'],
    ['kept another', 200, about('00081199', undefined, '2.25.77'), 'EXCHANGE_PACS_MALFORMED'], ['says nothing of it', 200, {}, 'EXCHANGE_PACS_MALFORMED'], ['answers no JSON', 200, '<html>', 'EXCHANGE_PACS_MALFORMED'],
    ['does not take such a thing', 415, {}, '{"kind":"refused","code":"HTTP-415"}'], ['is busy', 503, {}, 'EXCHANGE_PACS_BUSY'], ['fails', 500, {}, 'EXCHANGE_PACS_UNREACHABLE'], ['does not know us', 401, {}, 'EXCHANGE_PACS_UNREACHABLE'],
  ])('that %s is understood', async (_, status, body, expected) => {
    const archive = await startArchive(answering(status, body));
    expect(await faultOf(archive.openLane([CLASS]).store(instanceOf(), stay))).toBe(expected);
  });

  it('never gets the end of an instance whose source broke, and the source’s fault is what is told', async () => {
    const ended: string[] = [];
    const archive = await startArchive((request) => void request.resume().on('end', () => ended.push('whole')).on('error', () => ended.push('broken')));
    expect(await faultOf(archive.openLane([CLASS]).store(instanceOf('2.25.1', broken), stay))).toBe('SOURCE_GONE');
    while (ended.length === 0) await delay(5);
    expect(ended).toEqual(['broken']);
  });

  it('that ignores what it is asked by is not believed about other studies', async () => {
    const rows = [{ '0020000D': { vr: 'UI', Value: ['2.25.8'] }, '00100020': { vr: 'LO', Value: ['SOMEBODY'] } }];
    const archive = await startArchive(answering(200, rows));
    expect(await archive.holdings('2.25.9', stay)).toEqual({ sopInstanceUids: new Set(), patientIds: new Set() });
  });
});
