import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '@longview/persistence';
import { addGroup, addOrganizations, asking, brokenPacs, HOUR_MS, imagesOf, smallExchange, STUDY, ZOE, type SmallExchange } from '../small-exchange.fixture.js';
import { sendUnfinished } from './import-jobs.js';
import { runImport } from './run-import.js';
import { StudyImports, type ImportOutcome } from './study-imports.js';
import type { ImportRow } from './import-row.js';

const { database, owner, close } = await openTestDatabase();
const nadia = asking('nadia', 'lake', 'pacs-administrator');
const INPUT = { patient: ZOE, studyInstanceUid: STUDY, sourceId: 'east' };
const stay = new AbortController().signal;

let exchange: SmallExchange;
let imports: StudyImports;

afterAll(close);
beforeEach(async () => {
  await owner.query('truncate organization, query_group cascade');
  exchange = smallExchange(database);
  imports = new StudyImports(exchange);
  await addOrganizations(database, 'lake', 'shore', 'east-general');
  await addGroup(database, 'lake', 'shore', 'east-general');
});

const rowOf = (outcome: ImportOutcome): ImportRow => {
  if (outcome.kind !== 'import') throw new Error(`It is ${outcome.kind}.`);
  return outcome.row;
};
const reread = async (id: string): Promise<ImportRow> => {
  const listed = await imports.list(nadia, undefined, { offset: 0, limit: 200 });
  return (listed as { rows: readonly ImportRow[] }).rows.find((row) => row.id === id)!;
};
const faultOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', ({ code }: { code: string }) => code);
const phases = (): readonly unknown[] => exchange.events.map(({ details, outcome }) => (outcome === 'success' ? details?.['phase'] : outcome));

describe('a study to be brought into the own archive', () => {
  it('begins by itself when it is certainly the patient’s, arrives whole under the local number, and is written down', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    expect(asked).toMatchObject({ state: 'waiting', match: 'certain', instanceCount: null });
    expect(exchange.queued).toEqual([{ queue: 'image-import', data: { importId: asked.id } }]);
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'imported', instanceCount: 6, arrivedCount: 6 });
    expect(exchange.destination.handed.sort()).toEqual(imagesOf(6).map(({ sopInstanceUid }) => sopInstanceUid));
    expect(new Set([...exchange.destination.kept.values()].map(({ patientId }) => patientId))).toEqual(new Set(['L-100']));
    expect(phases()).toEqual(['requested', 'begun', 'completed']);
    expect(exchange.events.at(-1)).toMatchObject({ action: 'study-imported', objects: [STUDY], custodians: [{ custodianId: 'east-general', sourceId: 'east', itemCount: 6, use: 'collection' }], details: { instances: 6 } });
  });

  it('keeps no number and no name in clear', async () => {
    rowOf(await imports.request(nadia, INPUT));
    const { rows } = await owner.query<{ text: string }>('select row_to_json(m)::text as text from image_import m');
    for (const secret of ['9876543217', 'L-100', 'Z7788', 'Test^', 'Zo']) expect(rows[0]!.text).not.toContain(secret);
    expect(JSON.stringify(exchange.queued)).not.toContain('L-100');
  });

  it('is asked for once, however often it is', async () => {
    const first = rowOf(await imports.request(nadia, INPUT));
    expect(rowOf(await imports.request(nadia, INPUT)).id).toBe(first.id);
    expect(await imports.request(nadia, { ...INPUT, patient: { ...ZOE, identifiers: [{ system: 'urn:lake', value: 'L-200' }, ZOE.identifiers[0]!] } })).toEqual({ kind: 'refused', code: 'conflict' });
    expect(exchange.queued).toHaveLength(1);
  });

  it('sends nothing that the archive holds already', async () => {
    for (const { sopInstanceUid } of imagesOf(4)) exchange.destination.kept.set(sopInstanceUid, { patientId: 'L-100', accession: '' });
    const asked = rowOf(await imports.request(nadia, INPUT));
    await runImport(exchange, asked.id, stay);
    expect(exchange.destination.handed.sort()).toEqual(['2.25.94', '2.25.95']);
    expect(await reread(asked.id)).toMatchObject({ state: 'imported', arrivedCount: 6 });
  });

  it('goes on where it broke off, with nothing sent twice and nothing left out', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    let kept = 0;
    exchange.destination.onKept = async () => { if (++kept === 3) brokenPacs(); };
    expect(await faultOf(runImport(exchange, asked.id, stay))).toBe('EXCHANGE_PACS_UNREACHABLE');
    expect(await reread(asked.id)).toMatchObject({ state: 'running' });
    exchange.destination.onKept = async () => undefined;
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'imported', arrivedCount: 6 });
    expect(exchange.destination.handed.sort()).toEqual(imagesOf(6).map(({ sopInstanceUid }) => sopInstanceUid));
  });

  it('goes by the answers of an archive that cannot be asked', async () => {
    exchange.destination.canBeAsked = false;
    const asked = rowOf(await imports.request(nadia, INPUT));
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'imported', arrivedCount: 6 });
    expect(exchange.destination.handed).toHaveLength(6);
  });

  it('is not called imported while the archive does not hold what it said to keep', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    exchange.destination.instead = (uid) => (uid === '2.25.92' ? { kind: 'stored' } : undefined);
    expect(await faultOf(runImport(exchange, asked.id, stay))).toBe('EXCHANGE_NOT_COMPLETE');
    exchange.destination.instead = () => undefined;
    await runImport(exchange, asked.id, stay);
    expect(exchange.destination.handed.filter((uid) => uid === '2.25.92')).toHaveLength(2);
    expect(await reread(asked.id)).toMatchObject({ state: 'imported', arrivedCount: 6 });
  });

  it('leaves the archive to one run at a time: the earlier one ends at its next step', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const { promise: goOn, resolve: release } = Promise.withResolvers<void>();
    let isFirst = true;
    exchange.destination.onKept = async () => { if (isFirst) { isFirst = false; reach(); await goOn; } };
    const earlier = faultOf(runImport(exchange, asked.id, stay));
    await reached;
    await runImport(exchange, asked.id, stay);
    release();
    expect(await earlier).toBe('EXCHANGE_STOPPED');
    expect(await reread(asked.id)).toMatchObject({ state: 'imported', arrivedCount: 6 });
  });

  it('asks anew for what lost its job, until it came to its end', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    await sendUnfinished(exchange);
    expect(exchange.queued).toHaveLength(2);
    await runImport(exchange, asked.id, stay);
    await sendUnfinished(exchange);
    expect(exchange.queued).toHaveLength(2);
  });
});

describe('whose a study is', () => {
  it('is said by somebody where it is not certain, by both sides’ words', async () => {
    exchange.source.subject = { ...exchange.source.subject, identifiers: [{ system: 'urn:east', value: 'Z7788', type: 'MR' }] };
    const asked = rowOf(await imports.request(nadia, INPUT));
    expect(asked).toMatchObject({ state: 'awaiting-confirmation', match: null });
    await runImport(exchange, asked.id, stay);
    expect(exchange.destination.handed).toEqual([]);
    expect(await imports.review(nadia, asked.id)).toMatchObject({ local: { names: ZOE.names }, localNumber: 'L-100', source: { birthDate: '1961-04-09' }, sourceNumber: { value: 'Z7788' } });
    expect(await imports.confirm(nadia, asked.id, asked.version + 1)).toEqual({ kind: 'refused', code: 'conflict' });
    expect(rowOf(await imports.confirm(nadia, asked.id, asked.version))).toMatchObject({ state: 'waiting', match: 'confirmed', confirmedBy: 'nadia' });
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'imported' });
    expect(phases()).toEqual(['awaiting-confirmation', 'reviewed', 'confirmed', 'begun', 'completed']);
  });

  it('needs the patient’s number in the own archive, which somebody says', async () => {
    const elsewhere = { ...ZOE, identifiers: [ZOE.identifiers[0]!] };
    const asked = rowOf(await imports.request(nadia, { ...INPUT, patient: elsewhere }));
    expect(asked.state).toBe('awaiting-confirmation');
    expect(await imports.confirm(nadia, asked.id, asked.version)).toEqual({ kind: 'refused', code: 'invalid-input', field: 'localNumber', problem: 'missing' });
    rowOf(await imports.confirm(nadia, asked.id, asked.version, 'L-300'));
    await runImport(exchange, asked.id, stay);
    expect(new Set([...exchange.destination.kept.values()].map(({ patientId }) => patientId))).toEqual(new Set(['L-300']));
  });

  it('is never confirmed for another person: the study looks as if it were not there', async () => {
    exchange.source.subject = { names: [{ family: 'Okafor-Test', given: ['Ben'] }], identifiers: [{ system: 'urn:east', value: 'Z7788' }] };
    exchange.source.images = imagesOf(2, { name: 'Okafor-Test^Ben' });
    expect(await imports.request(nadia, INPUT)).toEqual({ kind: 'not-found' });
    expect(exchange.events).toMatchObject([{ outcome: 'refused', rule: 'identity-mismatch' }]);
  });

  it.each([
    ['another number', { patientId: 'B1' }, 'another-patient'], ['another name', { name: 'Okafor-Test^Ben' }, 'another-patient'], ['no number', { patientId: '' }, 'another-patient'],
    ['another study', { studyInstanceUid: '2.25.112' }, 'unreadable-instance'], ['another instance', { sopInstanceUid: '2.25.95' }, 'unreadable-instance'],
  ])('stops it in the middle when an instance has %s, and that instance never leaves', async (_, change, reason) => {
    exchange.destination.canBeAsked = true;
    const [, , third] = exchange.source.images;
    exchange.source.swapped.set(third!.sopInstanceUid, { ...third!, ...change });
    const asked = rowOf(await imports.request(nadia, INPUT));
    await runImport(exchange, asked.id, stay);
    const stopped = await reread(asked.id);
    expect(stopped).toMatchObject({ state: 'stopped', stopReason: reason });
    expect(exchange.destination.handed).not.toContain(third!.sopInstanceUid);
    expect(exchange.events.at(-1)).toMatchObject({ outcome: 'failure', details: { phase: 'stopped', reason } });
    expect((await imports.resume(nadia, asked.id, stopped.version)).kind).toBe(reason === 'another-patient' ? 'refused' : 'import');
  });

  it('is not decided over the archive’s head: one that files the study under another patient gets nothing', async () => {
    exchange.destination.kept.set('2.25.99', { patientId: 'L-999', accession: '' });
    const asked = rowOf(await imports.request(nadia, INPUT));
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'stopped', stopReason: 'filed-under-another-patient' });
    expect(exchange.destination.handed).toEqual([]);
  });
});

describe('an import that cannot come to a good end', () => {
  it('brings what it can and names how many instances the archive refused; put right, it goes on with those alone', async () => {
    exchange.destination.instead = (uid) => (uid === '2.25.91' ? { kind: 'refused', code: 'C000' } : undefined);
    const asked = rowOf(await imports.request(nadia, INPUT));
    await runImport(exchange, asked.id, stay);
    const stopped = await reread(asked.id);
    expect(stopped).toMatchObject({ state: 'stopped', stopReason: 'instances-refused', arrivedCount: 5, refusedCount: 1 });
    exchange.destination.instead = () => undefined;
    rowOf(await imports.resume(nadia, asked.id, stopped.version));
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'imported', arrivedCount: 6 });
    expect(exchange.destination.handed.filter((uid) => uid !== '2.25.91')).toHaveLength(5);
  });

  it('is given up after a day, not before', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    exchange.source.isDown = true;
    expect(await faultOf(runImport(exchange, asked.id, stay))).toBe('EXCHANGE_SOURCE_FAILED');
    exchange.clock.advance(25 * HOUR_MS);
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'stopped', stopReason: 'gave-up' });
  });

  it('ends when the patient closes the study, also between two runs', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    exchange.closed.add('east-general');
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'stopped', stopReason: 'no-longer-permitted' });
    expect(exchange.destination.handed).toEqual([]);
    expect(await imports.request(nadia, INPUT)).toEqual({ kind: 'not-found' });
  });

  it('ends within two seconds when the patient closes the study while it comes, or who asked for it is stopped', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    const close = async (): Promise<void> => { exchange.closed.add('east-general'); exchange.clock.advance(2_000); };
    exchange.destination.onKept = close;
    await runImport(exchange, asked.id, stay);
    const stopped = await reread(asked.id);
    expect(stopped).toMatchObject({ state: 'stopped', stopReason: 'no-longer-permitted' });
    expect(exchange.destination.handed.length).toBeLessThan(6);
    exchange.closed.clear();
    exchange.destination.onKept = async () => undefined;
    await database.query(`insert into person (id, display_name, family_name, given_name, email, assurance_level, created_at) values ('nadia', 'Test Nadia', 'Nadia', 'Test', '', 2, now()) on conflict do nothing`);
    await database.query(`insert into membership (id, person_id, organization_id, status, status_since, roles, job_title, created_at, created_by) values ('n', 'nadia', 'lake', 'suspended', now(), '{pacs-administrator}', '', now(), 'test')`);
    rowOf(await imports.resume(nadia, asked.id, stopped.version));
    await runImport(exchange, asked.id, stay);
    expect(await reread(asked.id)).toMatchObject({ state: 'stopped', stopReason: 'no-longer-permitted' });
  });

  it('ends at its next step when somebody cancels it', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    const lake = exchange.archives.get('lake')!;
    exchange = { ...exchange, archives: new Map([['lake', { ...lake, lanes: 1 }]]) };
    let kept = 0;
    exchange.destination.onKept = async () => { if (++kept === 2) rowOf(await imports.cancel(nadia, asked.id, 0)); };
    expect(await faultOf(runImport(exchange, asked.id, stay))).toBe('EXCHANGE_STOPPED');
    expect(await reread(asked.id)).toMatchObject({ state: 'cancelled' });
    expect(exchange.destination.handed).toHaveLength(2);
  });

  it('does not begin when the log cannot be written', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    const silent = { ...exchange, audit: { append: () => Promise.reject(Object.assign(new Error('no log'), { code: 'AUDIT_APPEND_FAILED' })) } };
    expect(await faultOf(runImport(silent, asked.id, stay))).toBe('AUDIT_APPEND_FAILED');
    expect(exchange.source.opened).toEqual([]);
    expect(await faultOf(new StudyImports(silent).request(nadia, INPUT))).toBe('AUDIT_APPEND_FAILED');
  });
});

describe('who may import', () => {
  it('is who cares for patients or keeps the archive, for an organization that has one', async () => {
    for (const role of ['physician', 'nurse', 'pacs-administrator'] as const) expect((await imports.request(asking('one', 'lake', role), INPUT)).kind).toBe('import');
    for (const role of ['allied-health', 'clerk', 'privacy-contact', 'program-office', 'local-registration-authority'] as const) expect(await imports.request(asking('one', 'lake', role), INPUT)).toMatchObject({ kind: 'refused', code: 'not-allowed', rule: 'role-does-not-permit' });
    expect(await imports.request(asking('one', 'shore', 'physician'), INPUT)).toMatchObject({ kind: 'refused', code: 'invalid-input', field: 'organization' });
  });

  it('needs the entitlement to the source and a reason to be with the patient', async () => {
    expect(await imports.request({ ...nadia, actor: { ...nadia.actor, entitledSourceIds: new Set() } }, INPUT)).toMatchObject({ kind: 'refused', rule: 'not-entitled-to-source' });
    expect(await imports.request({ ...nadia, facts: { requestId: 'r' } }, INPUT)).toMatchObject({ kind: 'refused', rule: 'reason-required' });
  });

  it('sees, confirms and cancels nothing of another organization', async () => {
    const asked = rowOf(await imports.request(nadia, INPUT));
    const other = asking('sam', 'shore', 'pacs-administrator');
    expect(await imports.list(other, undefined, { offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] });
    for (const outcome of [await imports.review(other, asked.id), await imports.confirm(other, asked.id, asked.version), await imports.cancel(other, asked.id, asked.version), await imports.resume(other, asked.id, asked.version)]) expect(outcome).toMatchObject({ kind: 'refused', code: 'not-allowed' });
    expect(await imports.list(asking('cora', 'lake', 'clerk'), undefined, { offset: 0, limit: 10 })).toMatchObject({ kind: 'refused' });
  });
});
