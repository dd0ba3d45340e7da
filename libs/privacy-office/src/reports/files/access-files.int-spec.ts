import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyMigrations, LogConnections, openPostgresDatabase, PostgresAuditReader, PostgresAuditStore, PostgresEventSpans, PostgresLogFollower, type PostgresDatabase } from '@longview/persistence';
import { actor, asks, createWorld, HOUR_MS, items, keyOf, seedPeople, START_MS, ZEBULON, type World } from '../reports.spec-support.js';
import type { FileRequest, OpenedFile } from './access-files.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const doctor = { ...actor('doctor', 'physician'), displayName: '=cmd|calc Exemple' };
const NORTH = asks(actor('north-contact', 'privacy-contact', 'north'));
const ANOTHER_SESSION = asks({ ...NORTH.actor, sessionId: 'another' });
const DISCLOSURES = { fileKind: 'complete-record', format: 'ndjson', language: 'en', report: { kind: 'disclosures', fromMs: START_MS, untilMs: START_MS + 24 * HOUR_MS } } as const satisfies FileRequest;
/** More than fits in any page, many times over: accesses, and events of each. */
const COPIES = 21_000;
const EVENTS = 10;

let owner: PostgresDatabase;
let database: PostgresDatabase;
let connections: LogConnections;
let reader: PostgresAuditReader;
let world: World;

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  owner = openPostgresDatabase(ownerUrl, { statementTimeoutMs: 120_000 });
  database = openPostgresDatabase(runtimeUrl);
  connections = new LogConnections(runtimeUrl);
  reader = new PostgresAuditReader(connections);
  await seedPeople(owner);
  world = createWorld({ database, store: new PostgresAuditStore(runtimeUrl), spans: new PostgresEventSpans(connections), follower: () => new PostgresLogFollower(connections, 'access-index', 'first') });
  await world.look(doctor, 'patient-opened', ZEBULON, { details: { relationship: 'found', relationshipKind: 'roster' } });
  await world.look(doctor, 'records-shown', ZEBULON, { custodians: [items('north', 2, 'clinic'), items('south', 1, 'clinic')] });
  await world.look(actor('nurse', 'nurse', 'north'), 'records-shown', ZEBULON, { custodians: [items('north', 4, 'north')] });
  await world.catchUp();
});
afterAll(async () => {
  await world?.close();
  await connections?.close();
  await database?.close();
  await owner?.close();
});

const issue = async (file: FileRequest, request = NORTH): Promise<string> => {
  const ticket = await world.files.issue(request, file);
  if ('code' in ticket) throw new Error(JSON.stringify(ticket));
  return ticket.token;
};
const open = async (file: FileRequest, request = NORTH): Promise<OpenedFile> => {
  const opened = await world.files.open(request, await issue(file, request));
  if (!opened || 'code' in opened) throw new Error(JSON.stringify(opened));
  return opened;
};
const read = async ({ chunks }: OpenedFile): Promise<string> => {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
};
const readings = async () => (await reader.find({ about: { userId: 'north-contact' }, action: 'access-log-read', fromMs: 0, untilMs: world.clock.nowMs() + 1, limit: 20 })).map(({ outcome, details }) => ({ outcome, ...details }));

describe('a ticket for a file', () => {
  it('is good once, for the session that asked, for a minute', async () => {
    const token = await issue(DISCLOSURES);
    expect(await world.files.open(ANOTHER_SESSION, token)).toBeUndefined();
    expect(await world.files.open(NORTH, token)).toMatchObject({ contentType: 'application/x-ndjson; charset=utf-8', fileName: expect.stringMatching(/^complete-record-2026-11-20T\d{4}Z\.ndjson$/) });
    expect(await world.files.open(NORTH, token)).toBeUndefined();
    const late = await issue(DISCLOSURES);
    world.clock.advance(60_001);
    expect(await world.files.open(NORTH, late)).toBeUndefined();
    expect(await world.files.open(NORTH, 'no-such-ticket')).toBeUndefined();
  });

  it('is given to nobody without the duty, and asks again when the file is fetched', async () => {
    expect(await world.files.issue(asks(doctor), DISCLOSURES)).toMatchObject({ code: 'not-allowed' });
    expect(await world.files.issue(NORTH, { ...DISCLOSURES, report: { ...DISCLOSURES.report, organizationId: 'south' } })).toMatchObject({ code: 'not-allowed' });
    expect(await world.files.issue(NORTH, { ...DISCLOSURES, fileKind: 'patient-list' })).toMatchObject({ code: 'invalid-input', field: 'report.patientKey' });
    const token = await issue(DISCLOSURES);
    expect(await world.files.open(asks({ ...NORTH.actor, roles: ['nurse'] }), token)).toMatchObject({ code: 'not-allowed' });
  });
});

describe('a file', () => {
  it('says at its head who asked for what and when, and at its end that it is whole; begin and end are in the log', async () => {
    const lines = (await read(await open(DISCLOSURES))).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ type: 'head', reports: 'disclosures', asked_by: 'Fictitious north-contact', asked_for: 'North Hospital', asked_at: new Date(world.clock.nowMs()).toISOString(), side: 'North Hospital', as_of: expect.any(String) });
    expect(lines.slice(1, -1)).toMatchObject([{ type: 'event', action: 'patient-opened', user_id: 'doctor', standing_now: 'suspended', patient: 'Zebulon Testpatient' }, { action: 'records-shown', shown: 'north/north-fhir: 2 collection', objects: '' }]);
    expect(lines.at(-1)).toEqual({ type: 'end', rows: 2 });
    expect((await readings()).slice(0, 2)).toMatchObject([{ outcome: 'success', what: 'access-file-ended', rows: 2, isWhole: true }, { outcome: 'success', what: 'access-file-begun', file: 'complete-record', format: 'ndjson', report: 'disclosures', side: 'north' }]);
  });

  it('of one patient’s complete record holds both sides of the custodian', async () => {
    const text = await read(await open({ ...DISCLOSURES, report: { ...DISCLOSURES.report, kind: 'collections', patientKey: keyOf(ZEBULON) } }));
    const rows = text.trimEnd().split('\n').slice(1, -1).map((line) => JSON.parse(line) as { report: string; user_id: string; shown: string });
    expect(rows.map(({ report, user_id: userId }) => [report, userId])).toEqual([['collections', 'nurse'], ['disclosures', 'doctor'], ['disclosures', 'doctor']]);
    expect(text).not.toContain('south');
    expect(text).not.toContain('9000000001');
  });

  it('is no program to a spreadsheet and no markup to a browser', async () => {
    const csv = await read(await open({ ...DISCLOSURES, format: 'csv', fileKind: 'report' }));
    expect(csv).toContain(`,'=cmd|calc Exemple,`);
    expect(csv).not.toContain(',=cmd');
    expect(csv).toMatch(/\r\nend,1\r\n$/);
    const html = await read(await open({ ...DISCLOSURES, format: 'html', language: 'fr' }));
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('Divulgations de nos dossiers');
    expect(html).toMatch(/<thead>\n<tr class="head"><td colspan="8">.*Demandé par Fictitious north-contact, Hôpital du Nord, le /);
    expect(html).not.toMatch(/<script|onload/);
    expect(html).toMatch(/, médecin, /);
    expect(html).not.toMatch(/physician|role:/);
  });

  it('for a patient is sealed, in both forms and languages', async () => {
    for (const [format, language] of [['csv', 'en'], ['html', 'fr']] as const) {
      const file = await read(await open({ fileKind: 'patient-list', format, language, report: { ...DISCLOSURES.report, patientKey: keyOf(ZEBULON) } }));
      expect(world.openSealed(file)).toMatchObject({ name: 'test/patient-list' });
      expect(world.openSealed(file.replace('Zebulon', 'Zebulun'))).toBeUndefined();
    }
  });

  it('of very many rows is never in memory, and ends when nobody reads it any more', async () => {
    const busy = actor('busy', 'physician');
    for (let n = 0; n < EVENTS; n++) await world.look(busy, 'records-shown', ZEBULON, { custodians: [items('north', 1, 'clinic')] });
    await world.catchUp();
    await copyAccesses();
    const file = await open({ ...DISCLOSURES, format: 'csv' });
    let rows = 0;
    let longest = 0;
    for await (const chunk of file.chunks) {
      rows += chunk.split('\r\n').length - 1;
      longest = Math.max(longest, chunk.length);
    }
    expect(rows).toBeGreaterThan(COPIES * EVENTS);
    // A page of accesses at a time, whatever the whole is.
    expect(longest).toBeLessThan(2_000_000);
    expect((await readings())[0]).toMatchObject({ what: 'access-file-ended', isWhole: true });

    const left = await open(DISCLOSURES);
    await left.chunks.next();
    await left.chunks.next();
    await left.chunks.return(undefined);
    expect((await readings())[0]).toMatchObject({ outcome: 'failure', what: 'access-file-ended', isWhole: false });
  }, 120_000);
});

/** One access again and again, of another patient and a little later each time, in log and index alike: as if it had been a busy day. */
async function copyAccesses(): Promise<void> {
  const later = `n * interval '3 seconds'`;
  await owner.query(
    `insert into audit_event (occurred_at, sequence, lane, action, user_code, organization_code, hash, patient_key, payload)
     select e.occurred_at + ${later}, e.sequence + n * 100, e.lane, e.action, e.user_code, e.organization_code, e.hash, 'copy' || n, e.payload
       from audit_event e, generate_series(1, ${COPIES}) n where e.user_code = (select code from audit_term where value = 'busy')`);
  await owner.query(
    `insert into access select a.access_id + n * 100, a.started_at + ${later}, a.first_at + ${later}, a.ended_at + ${later}, a.session_hash, a.user_code, a.organization_code, a.marks, a.event_count, 'copy' || n
       from access a, generate_series(1, ${COPIES}) n where a.user_code = (select code from audit_term where value = 'busy')`);
  await owner.query(
    `insert into access_custodian select c.access_id + n * 100, c.started_at + ${later}, c.custodian_code, c.source_code, c.item_count, c.is_use, c.marks
       from access_custodian c join access a on a.access_id = c.access_id, generate_series(1, ${COPIES}) n where a.user_code = (select code from audit_term where value = 'busy') and a.patient_key not like 'copy%'`);
}
