import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { addExchangeOrganizations, askingForLake, EAST_PATIENTS, exchangeParts, LAKE_PATIENTS, startChild, startTestDatabase, type RunningChild, type TestDatabase } from '@longview/test-support';

// Fictitious.
const patient: SubjectIdentity = {
  names: [{ family: 'Nemo-Test', given: ['Nia'] }], birthDate: '1961-04-09',
  identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }, { system: EAST_PATIENTS, value: 'Z1', type: 'MR' }, { system: LAKE_PATIENTS, value: 'L-100', type: 'MR' }],
};
const STUDY = '2.25.100', SERIES = '2.25.200', CLASS = '1.2.840.10008.5.1.4.1.1.2';
const UIDS = Array.from({ length: 40 }, (_, index) => `2.25.3${String(index).padStart(3, '0')}1`);
const PATIENCE_MS = 60_000;

const element = (tag: string, vr: string, text: string): Buffer => {
  const value = Buffer.from(text.length % 2 === 0 ? text : text + (vr === 'UI' ? '\0' : ' '), 'latin1');
  const isLong = vr === 'OW' || vr === 'OB';
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(parseInt(tag.slice(0, 4), 16), 0);
  head.writeUInt16LE(parseInt(tag.slice(4), 16), 2);
  head.write(vr, 4);
  if (isLong) head.writeUInt32LE(value.length, 8);
  else head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
};
const fileOf = (uid: string): Buffer => Buffer.concat([
  Buffer.alloc(128), Buffer.from('DICM'), element('00020010', 'UI', '1.2.840.10008.1.2.1'), element('00080016', 'UI', CLASS), element('00080018', 'UI', uid), element('00100010', 'PN', 'Nemo-Test^Nia'), element('00100020', 'LO', 'Z1'),
  element('00100021', 'LO', 'EAST'), element('00100030', 'DA', '19610409'), element('0020000D', 'UI', STUDY), element('0020000E', 'UI', SERIES), element('7FE00010', 'OW', 'x'.repeat(50_000)),
]);
const row = (values: Readonly<Record<string, string>>): object => Object.fromEntries(Object.entries(values).map(([tag, value]) => [tag, { vr: tag === '00100010' ? 'PN' : 'UI', Value: [tag === '00100010' ? { Alphabetic: value } : value] }]));
const PERSON = { '00100020': 'Z1', '00100021': 'EAST', '00100010': 'Nemo-Test^Nia', '00100030': '19610409' };

function json(response: ServerResponse, rows: readonly object[]): void {
  response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(JSON.stringify(rows));
}

/** The archive that the study comes from. */
function answerAsSource(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url!, 'http://source.invalid');
  const uid = UIDS.find((one) => pathname.includes(one));
  if (pathname.endsWith('/studies')) return json(response, [row({ ...PERSON, '0020000D': STUDY })]);
  if (pathname.endsWith('/series')) return json(response, [row({ '0020000E': SERIES })]);
  if (pathname.endsWith('/instances')) return json(response, UIDS.map((one) => row({ '00080018': one, '00080016': CLASS })));
  if (pathname.endsWith('/metadata')) return json(response, [row({ ...PERSON, '00080018': uid! })]);
  response.writeHead(200, { 'content-type': 'multipart/related; type="application/dicom"; boundary=part' });
  response.end(Buffer.concat([Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'), fileOf(uid!), Buffer.from('\r\n--part--\r\n')]));
}

/** The archive that it goes to: counts how often it was given what, and can keep an instance without ever saying so. */
class CountingArchive {
  readonly given: string[] = [];
  /** Told of each instance that was kept; one that is held gets no answer. */
  hold: (soFar: number) => boolean = () => false;

  answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === 'POST') return void this.keep(request, response);
    const { pathname } = new URL(request.url!, 'http://archive.invalid');
    if (this.given.length === 0) return json(response, []);
    if (pathname.endsWith('/studies')) return json(response, [row({ '0020000D': STUDY, '00100020': 'L-100' })]);
    if (pathname.endsWith('/series')) return json(response, [row({ '0020000E': SERIES })]);
    json(response, [...new Set(this.given)].map((uid) => row({ '00080018': uid })));
  };

  private async keep(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece as Buffer);
    } catch {
      return;
    }
    const body = Buffer.concat(pieces);
    const uid = UIDS.find((one) => body.includes(one))!;
    if (!body.includes('L-100') || !body.includes('x'.repeat(50_000))) throw new Error('It is not the instance that was sent.');
    this.given.push(uid);
    if (this.hold(this.given.length)) return;
    response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(JSON.stringify({ '00081199': { vr: 'SQ', Value: [row({ '00081155': uid })] } }));
  }
}

describe('an import whose workers are killed', () => {
  const archive = new CountingArchive();
  const workers = new Set<RunningChild>();
  const servers: Server[] = [];
  let database: TestDatabase;
  let owner: pg.Client;

  const listen = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
  };
  const until = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
    for (const deadlineMs = Date.now() + PATIENCE_MS - 5_000; !(await condition()); await delay(20)) if (Date.now() > deadlineMs) throw new Error('It did not come to its end.');
  };
  beforeAll(async () => {
    database = await startTestDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  }, PATIENCE_MS);
  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    for (const server of servers) { server.closeAllConnections(); server.close(); }
    await owner?.end();
    await database?.stop();
  });

  it('ends with every instance in the archive exactly once, though two workers died while the archive kept what they had sent', async () => {
    const [source, target] = [await listen(answerAsSource), await listen(archive.answer)];
    const startWorker = async (): Promise<RunningChild> => {
      const worker = startChild('test/gateway-e2e/dist/import-worker.fixture.js', [], { WORKER_DATABASE_URL: database.runtimeUrl, SOURCE_URL: source, ARCHIVE_URL: target });
      workers.add(worker);
      await worker.untilLine((line) => line === 'working');
      return worker;
    };
    const { deps, imports, close } = await exchangeParts({ runtimeUrl: database.runtimeUrl, source: { baseUrl: source }, archive: { by: 'stow', baseUrl: target } });
    await addExchangeOrganizations(deps);
    const asked = await imports.request(askingForLake(), { patient, studyInstanceUid: STUDY, sourceId: 'east' });
    if (asked.kind !== 'import') throw new Error(`It is ${JSON.stringify(asked)}.`);
    await close();

    for (const share of [10, 25]) {
      let isHeld = false;
      archive.hold = (soFar) => (isHeld ||= soFar >= share);
      const victim = await startWorker();
      await until(() => isHeld);
      process.kill(victim.pid, 'SIGKILL');
      workers.delete(victim);
      await until(async () => (await owner.query(`select from image_import where state = 'running'`)).rowCount === 1);
      // A minute passes without a sign of life.
      await owner.query(`update job.job set heartbeat_on = heartbeat_on - interval '1 minute' where name = 'image-import' and state = 'active'`);
    }
    archive.hold = () => false;
    await Promise.all([startWorker(), startWorker()]);
    await until(async () => (await owner.query(`select from image_import where state = 'imported'`)).rowCount === 1);
    expect([...archive.given].sort()).toEqual(UIDS);
    expect((await owner.query(`select count(*)::int as arrived from image_import_instance where state in ('sent', 'present')`)).rows).toEqual([{ arrived: UIDS.length }]);
  }, PATIENCE_MS);
});
