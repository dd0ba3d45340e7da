import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createDicomwebGate, type DicomwebGate } from './dicomweb-gate.js';
import { InMemoryStudyGrants } from './in-memory-study-grants.js';
import { NO_DIRECTIVES, NO_EXCEPTIONS, type ConsentOverride, type PatientConsent } from '@longview/consent';
import { actor, answer, archive, clock, consentsOf, grant, RecordingAuditLog, serveGate, type GateServer, type ScriptedArchive } from './spec-fixtures.js';
import type { StudyGrant } from './study-grant.js';

const FRAME = '/dicom-web/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/1';
const ANY_SYNTAX = 'multipart/related; type=application/octet-stream; transfer-syntax=*';

let server: GateServer | undefined;
afterEach(async () => server?.close());

interface House { gate: DicomwebGate; server: GateServer; grants: InMemoryStudyGrants; audit: RecordingAuditLog; warnings: unknown[] }

async function house(archives: readonly ScriptedArchive[], given: readonly StudyGrant[] = [grant()], accelerateThrough?: string, consent: PatientConsent = NO_DIRECTIVES): Promise<House> {
  const grants = new InMemoryStudyGrants();
  for (const one of given) await grants.insert(one);
  const audit = new RecordingAuditLog();
  const warnings: unknown[] = [];
  const gate = createDicomwebGate({
    archives: new Map(archives.map((one) => [one.definition.id, one])), grants, audit, consents: consentsOf(consent), clock,
    logger: { warn: (...line: unknown[]) => void warnings.push(line) }, ...(accelerateThrough !== undefined && { accelerateThrough }),
  });
  server = await serveGate(gate);
  return { gate, server, grants, audit, warnings };
}

const pixels = (bytes = 'pixels') => archive('hospital', { retrieve: () => answer(200, bytes, { 'content-type': 'multipart/related; boundary=x', 'content-length': String(bytes.length), 'set-cookie': 'a=b', server: 'Archive/1' }) });

describe('who gets pixels', () => {
  it('is the holder of a live grant, with the archive’s type and nothing else of its headers', async () => {
    const { server, audit } = await house([pixels()]);
    const { status, headers, body } = await server.get(FRAME, { accept: ANY_SYNTAX });
    expect([status, body.toString()]).toEqual([200, 'pixels']);
    expect(headers).toMatchObject({ 'content-type': 'multipart/related; boundary=x', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['set-cookie'] ?? headers.server).toBeUndefined();
    expect(audit.actions()).toEqual(['images-shown success']);
  });

  it('is nobody without a session', async () => {
    const { server, audit } = await house([pixels()]);
    expect((await server.get(FRAME, { actor: undefined })).status).toBe(401);
    expect(audit.entries).toEqual([]);
  });

  it.each<[string, Partial<StudyGrant>]>([
    ['of another study', { studyInstanceUid: '1.2.9' }], ['of another session', { sessionId: 's-2' }], ['of another user', { userId: 'u-2' }],
    ['for another organization', { organizationId: 'elsewhere' }], ['that has ended', { endedAtMs: 1 }], ['that has expired', { expiresAtMs: clock.nowMs() }], ['for a source that is gone', { sourceId: 'closed' }],
  ])('is nobody with a grant %s: not found, and written down', async (_, fields) => {
    const { server, audit } = await house([pixels()], [grant(fields)]);
    const { status, body } = await server.get(FRAME);
    expect([status, body.length]).toEqual([404, 0]);
    expect(audit.entries).toMatchObject([{ action: 'images-refused', outcome: 'refused', objects: ['1.2.3'], actor: { userId: 'u-1' } }]);
  });

  it('is nobody whom policy refuses by now, and the rule is written down', async () => {
    const { server, audit } = await house([pixels()]);
    expect((await server.get(FRAME, { actor: { ...actor, entitledSourceIds: new Set() } })).status).toBe(404);
    expect(audit.entries).toMatchObject([{ action: 'images-refused', rule: 'not-entitled-to-source' }]);
  });

  it.each(['/dicom-web/studies/1.2.3/../1.2.9', '/dicom-web/studies/1.2.3%2Fseries', '/dicom-web/instances'])('is nobody who asks for %s', async (target) => {
    const hospital = pixels();
    const { server, audit } = await house([hospital]);
    expect((await server.get(target)).status).toBe(404);
    expect(hospital.asked).toEqual([]);
    expect(audit.entries).toMatchObject([{ action: 'images-refused', rule: 'path-not-allowed' }]);
  });

  it('is nobody who stores or deletes', async () => {
    const hospital = pixels();
    const { server } = await house([hospital]);
    for (const method of ['POST', 'DELETE', 'PUT']) expect((await server.get('/dicom-web/studies/1.2.3', { method })).status).toBe(404);
    expect(hospital.asked).toEqual([]);
  });
});

describe('the access log and the pixels', () => {
  it('has one event for a launch, however many frames come at once', async () => {
    const { server, audit, grants } = await house([pixels()]);
    await Promise.all(Array.from({ length: 6 }, () => server.get(FRAME)));
    clock.advance(1_500);
    await server.get(FRAME);
    expect(audit.actions()).toEqual(['images-shown success']);
    expect(grants.all.get('g-1')?.imagesShownAtMs).toBeDefined();
  });

  it('waits with the first byte until the event is durable', async () => {
    const { server, audit } = await house([pixels()]);
    let makeDurable = (): void => undefined;
    audit.delay = new Promise((resolve) => (makeDurable = resolve));
    let hasAnswered = false;
    const pending = server.get(FRAME).then((given) => {
      hasAnswered = true;
      return given;
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(hasAnswered).toBe(false);
    makeDurable();
    expect((await pending).status).toBe(200);
  });

  it('shows nothing while the log cannot be written, and works again when it can', async () => {
    const { server, audit } = await house([pixels()]);
    audit.isBroken = true;
    const { status, body } = await server.get(FRAME);
    expect([status, body.length]).toEqual([503, 0]);
    audit.isBroken = false;
    expect((await server.get(FRAME)).status).toBe(200);
    expect(audit.actions()).toEqual(['images-shown success']);
  });

  it('has no event when the archive had nothing to show', async () => {
    const { server, audit } = await house([archive('hospital', { retrieve: () => answer(404) })]);
    expect((await server.get(FRAME)).status).toBe(502);
    expect(audit.entries).toEqual([]);
  });
});

describe('access that ends', () => {
  it('stops the next request at once when this instance is told', async () => {
    const { server, gate, grants } = await house([pixels()]);
    expect((await server.get(FRAME)).status).toBe(200);
    await grants.end({ sessionId: 's-1' }, clock.nowMs());
    gate.revoke({ sessionId: 's-1' });
    expect((await server.get(FRAME)).status).toBe(404);
  });

  it('stops within a second when another instance ended it', async () => {
    const { server, grants } = await house([pixels()]);
    expect((await server.get(FRAME)).status).toBe(200);
    await grants.end({ userId: 'u-1' }, clock.nowMs());
    clock.advance(1_000);
    expect((await server.get(FRAME)).status).toBe(404);
  });

  it('breaks off a transfer that is under way', async () => {
    const endless = new Readable({ read() { setTimeout(() => this.push(Buffer.alloc(1_000)), 5); } });
    const { server, gate, grants } = await house([archive('hospital', { retrieve: () => answer(200, endless, { 'content-type': 'application/octet-stream' }) })]);
    const pending = server.get(FRAME);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await grants.end({ auditPatientKey: 'k-1' }, clock.nowMs());
    gate.revoke({ auditPatientKey: 'k-1' });
    const { isComplete, status } = await pending;
    expect([status, isComplete]).toEqual([200, false]);
    // Waits until the archive's side is let go, or fails by the test's own limit.
    if (!endless.destroyed) await once(endless, 'close');
    expect(endless.destroyed).toBe(true);
  });

  it('is told to a viewer that asks, without a question to the archive and without an event', async () => {
    const hospital = pixels();
    const { server, gate, grants, audit } = await house([hospital]);
    expect((await server.get('/dicom-web/studies/1.2.3/access')).status).toBe(204);
    await grants.end({ id: 'g-1' }, clock.nowMs());
    gate.revoke({ id: 'g-1' });
    expect((await server.get('/dicom-web/studies/1.2.3/access')).status).toBe(404);
    expect([hospital.asked, audit.entries]).toEqual([[], []]);
  });
});

describe('a search for studies', () => {
  const row = (uid: string, patientId: string) => ({ '0020000D': { vr: 'UI', Value: [uid] }, '00100020': { vr: 'LO', Value: [patientId] }, '00081190': { vr: 'UR', Value: [`http://pacs.internal/dicom-web/studies/${uid}`] } });
  const searchable = (id: string, rows: readonly object[]) => archive(id, { retrieve: () => answer(200, JSON.stringify(rows), { 'content-type': 'application/dicom+json' }) });
  const read = ({ body }: { body: Buffer }) => (JSON.parse(body.toString()) as Record<string, { Value: string[] }>[]).map((one) => one['0020000D']?.Value[0]);

  it('is answered for the granted study alone, asked by its UID and cleared of the archive’s address', async () => {
    const hospital = searchable('hospital', [row('1.2.3', 'MRN1'), row('1.2.9', 'MRN2')]);
    const { server } = await house([hospital]);
    const given = await server.get('/dicom-web/studies?StudyInstanceUID=1.2.3&limit=101&fuzzymatching=false&includefield=00081030');
    expect(read(given)).toEqual(['1.2.3']);
    expect(given.body.toString()).toContain('"/dicom-web/studies/1.2.3"');
    expect(hospital.asked).toMatchObject([{ path: '/studies', query: new Map([['StudyInstanceUID', '1.2.3'], ['includefield', '00081030']]) }]);
  });

  it('for another study is not found and written down', async () => {
    const hospital = searchable('hospital', [row('1.2.9', 'MRN1')]);
    const { server, audit } = await house([hospital]);
    expect((await server.get('/dicom-web/studies?0020000D=1.2.9')).status).toBe(404);
    expect(hospital.asked).toEqual([]);
    expect(audit.entries).toMatchObject([{ action: 'images-refused', objects: ['1.2.9'] }]);
  });

  it('by PatientID is answered with that patient’s granted studies', async () => {
    const { server } = await house([searchable('hospital', [row('1.2.3', 'MRN1')]), searchable('repository', [row('1.2.4', 'MRN1')])], [grant(), grant({ id: 'g-2', studyInstanceUid: '1.2.4', sourceId: 'repository' })]);
    expect(read(await server.get('/dicom-web/studies?00100020=MRN1'))).toEqual(['1.2.3', '1.2.4']);
    expect(read(await server.get('/dicom-web/studies?00100020=MRN2'))).toEqual([]);
  });

  it('by a record number that two opened patients share never mixes them', async () => {
    const archives = [searchable('hospital', [row('1.2.3', 'MRN7788')]), searchable('repository', [row('1.2.4', 'MRN7788')])];
    const { server } = await house(archives, [grant(), grant({ id: 'g-2', studyInstanceUid: '1.2.4', sourceId: 'repository', patientKey: 'p-2' })]);
    expect(read(await server.get('/dicom-web/studies?00100020=MRN7788'))).toEqual([]);
    expect(read(await server.get('/dicom-web/studies?00100020=MRN7788', { windowStudyUid: '1.2.4' }))).toEqual(['1.2.4']);
  });

  it('by anything else is answered with nothing, and asks nobody', async () => {
    const hospital = searchable('hospital', [row('1.2.3', 'MRN1')]);
    const { server } = await house([hospital]);
    for (const query of ['', '?PatientName=DOE*', '?limit=100', '?StudyDate=20260101-']) expect(read(await server.get(`/dicom-web/studies${query}`))).toEqual([]);
    expect(hospital.asked).toEqual([]);
  });
});

describe('what archives do differently', () => {
  it.each([400, 406, 500])('is evened out: pixels in plain syntax where %s answers any other', async (status) => {
    const hospital = archive('hospital', { retrieve: ({ accept }) => (accept.includes('transfer-syntax=*') ? answer(status) : answer(200, 'plain')) });
    const { server } = await house([hospital]);
    expect((await server.get(FRAME, { accept: ANY_SYNTAX })).body.toString()).toBe('plain');
    expect(hospital.asked.map(({ accept }) => accept)).toEqual(['multipart/related; type="application/octet-stream"; transfer-syntax=*', 'multipart/related; type="application/octet-stream"; transfer-syntax=1.2.840.10008.1.2.1']);
  });

  it('is evened out: a bulk value in one part where the archive sends several only', async () => {
    const hospital = archive('hospital', { retrieve: () => answer(200, '--b\r\nContent-Type: application/octet-stream\r\n\r\nwaveform\r\n--b--', { 'content-type': 'multipart/related; boundary=b', 'content-length': '63' }) });
    const { server } = await house([hospital]);
    const { body, headers } = await server.get('/dicom-web/studies/1.2.3/series/1.2.4/instances/1.2.5/bulk/54000100', { accept: 'application/octet-stream' });
    expect([body.toString(), headers['content-type'], headers['content-length']]).toEqual(['waveform', 'application/octet-stream', undefined]);
  });

  it('is evened out: links in metadata lead to the gate', async () => {
    const hospital = archive('hospital', { retrieve: () => answer(200, '[{"00420011":{"vr":"OB","BulkDataURI":"http://pacs/dicom-web/studies/1.2.3/bulk/1"}}]', { 'content-type': 'application/dicom+json', etag: '"1"' }) });
    const { server } = await house([hospital]);
    const { body, headers } = await server.get('/dicom-web/studies/1.2.3/metadata', { accept: 'text/html' });
    expect(body.toString()).toContain('"BulkDataURI":"/dicom-web/studies/1.2.3/bulk/1"');
    expect(headers.etag).toBeUndefined();
    expect(hospital.asked[0]?.accept).toBe('application/dicom+json');
  });

  it('is evened out: no content is an empty answer to a search', async () => {
    const { server } = await house([archive('hospital', { retrieve: () => answer(204) })]);
    expect((await server.get('/dicom-web/studies/1.2.3/series')).body.toString()).toBe('[]');
  });

  it('never looks like the end of access: an archive’s own 401 and 404 are its failure', async () => {
    for (const status of [301, 401, 403, 404]) {
      const { server } = await house([archive('hospital', { retrieve: () => answer(status) })]);
      expect((await server.get(FRAME)).status).toBe(502);
      await server.close();
    }
  });

  it('is a failure in words for the log, and none for the browser, when it cannot be reached', async () => {
    const { server, warnings } = await house([archive('hospital', { retrieve: () => Promise.reject(new Error('no route')) })]);
    const { status, body } = await server.get(FRAME);
    expect([status, body.length, warnings.length]).toEqual([502, 0, 1]);
  });

  it('comes no faster than the viewer reads, and whole', async () => {
    const [pieces, bytes] = [512, 64 * 1024];
    let given = 0;
    const body = function* (): Generator<Buffer> { for (; given < pieces; given++) yield Buffer.alloc(bytes, given); };
    const { server } = await house([archive('hospital', { retrieve: () => answer(200, Readable.from(body()), { 'content-length': String(pieces * bytes) }) })]);
    const incoming = await server.open(FRAME);
    for (let before = -1; before !== given; await new Promise((resolve) => setTimeout(resolve, 50))) before = given;
    expect(given).toBeLessThan(pieces);
    const [arrived, sent] = [createHash('sha256'), createHash('sha256')];
    for await (const chunk of incoming as AsyncIterable<Buffer>) arrived.update(chunk);
    for (let i = 0; i < pieces; i++) sent.update(Buffer.alloc(bytes, i));
    expect(arrived.digest('hex')).toBe(sent.digest('hex'));
  });

  it('breaks the answer where the archive broke off', async () => {
    const breaking = Readable.from((function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    })());
    const { server } = await house([archive('hospital', { retrieve: () => answer(200, breaking, { 'content-length': '100' }) })]);
    expect((await server.get(FRAME)).isComplete).toBe(false);
  });
});

describe('with nginx carrying the bytes', () => {
  it('decides and writes the event first, then hands over', async () => {
    const hospital = pixels();
    const { server, audit } = await house([hospital], [grant()], '/_archive');
    const { status, headers, body } = await server.get(FRAME);
    expect([status, body.length, headers['x-accel-redirect']]).toEqual([200, 0, '/_archive/hospital/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/1']);
    expect([audit.actions(), hospital.asked]).toEqual([['images-shown success'], []]);
  });

  it('hands nothing over without a grant or without a log', async () => {
    const { server, audit } = await house([pixels()], [grant()], '/_archive');
    expect((await server.get(FRAME.replace('1.2.3', '1.2.9'))).headers['x-accel-redirect']).toBeUndefined();
    audit.isBroken = true;
    const { status, headers } = await server.get(FRAME);
    expect([status, headers['x-accel-redirect']]).toEqual([503, undefined]);
  });
});

describe('a patient who restricts the record', () => {
  const directives: PatientConsent['directives'] = [{ id: 'd-1', scope: { kind: 'everything' }, exceptions: NO_EXCEPTIONS, startsAtMs: 0 }];
  const QUESTIONS = [FRAME, '/dicom-web/studies/1.2.3/metadata', '/dicom-web/studies/1.2.3/access'];

  it.each(QUESTIONS)('closes %s although the grant is live', async (target) => {
    const { server } = await house([pixels()], [grant()], undefined, { directives, overrides: [] });
    expect((await server.get(target)).status).toBe(404);
  });

  it('closes what nginx would carry, and the search for the study', async () => {
    const { server } = await house([pixels()], [grant()], '/_archive', { directives, overrides: [] });
    const frame = await server.get(FRAME);
    expect([frame.status, frame.headers['x-accel-redirect']]).toEqual([404, undefined]);
    expect(JSON.parse((await server.get('/dicom-web/studies?StudyInstanceUID=1.2.3')).body.toString())).toEqual([]);
  });

  it('writes the refusal with its rule', async () => {
    const { server, audit } = await house([pixels()], [grant()], undefined, { directives, overrides: [] });
    await server.get(FRAME);
    expect(audit.entries).toMatchObject([{ action: 'images-refused', rule: 'consent-blocked-overridable' }]);
  });

  it('is overridden for as long as the override lasts, to the millisecond', async () => {
    const override: ConsentOverride = { id: 'o-1', ground: 'harm-to-patient', userId: 'u-1', organizationId: 'clinic', startedAtMs: clock.nowMs(), expiresAtMs: clock.nowMs() + 1_000 };
    const { server } = await house([pixels()], [grant({ expiresAtMs: clock.nowMs() + 60_000 })], undefined, { directives, overrides: [override] });
    expect((await server.get(FRAME)).status).toBe(200);
    clock.advance(999);
    expect((await server.get(FRAME)).status).toBe(200);
    clock.advance(1);
    expect((await server.get(FRAME)).status).toBe(404);
  });
});
