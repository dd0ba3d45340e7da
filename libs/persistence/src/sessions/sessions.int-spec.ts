import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { applyMigrations } from '../apply-migrations.js';
import { createDataSource } from '../data-source.js';
import { PatientContextStore, type PatientContext } from './patient-context-store.js';
import { SessionDirectory } from './session-directory.js';
import { SessionEvents, type SessionEvent } from './session-events.js';
import { PostgresStudyGrantStore, type StoredStudyGrant } from './study-grant-store.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const NOW_MS = Date.UTC(2026, 10, 20, 15, 0, 0);
const HOUR_MS = 3_600_000;

const context = (id: string, change: Partial<PatientContext> = {}): PatientContext => ({
  id, kind: 'opened', sessionId: 'session-one', userId: 'dr-okafor', organizationId: 'erieshore', purposeOfUse: 'TREAT', basis: { relationship: 'missing' }, sealedPayload: 'sealed', createdAtMs: NOW_MS, expiresAtMs: NOW_MS + HOUR_MS, ...change,
});
const grant = (id: string, change: Partial<StoredStudyGrant> = {}): StoredStudyGrant => ({
  id, sessionId: 'session-one', userId: 'dr-okafor', organizationId: 'erieshore', patientKey: 'opened-one', studyInstanceUid: '1.2.3', sourceId: 'lakehead', custodianId: 'lakehead-general', purposeOfUse: 'TREAT', basis: { relationship: 'found', kind: 'roster' },
  createdAtMs: NOW_MS, expiresAtMs: NOW_MS + HOUR_MS, sealedDisplay: 'sealed', auditPatient: { key: 'patient-one', sealed: 'sealed' }, patientKeys: ['patient-one', 'patient-one-at-lakehead'], ...change,
});

let dataSource: DataSource;
let owner: pg.Client;

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  dataSource = await createDataSource(runtimeUrl).initialize();
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
});
beforeEach(async () => { await owner.query('truncate patient_context, study_grant'); });
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});

describe('opened patients', () => {
  it('are found by their own session, as what they are, while they live', async () => {
    const store = new PatientContextStore(dataSource);
    await store.insert([context('a'), context('b', { kind: 'candidate' }), context('old', { expiresAtMs: NOW_MS - 1 })]);
    expect(await store.findLive('a', 'opened', 'session-one', NOW_MS)).toEqual(context('a'));
    expect(await store.findLive('a', 'candidate', 'session-one', NOW_MS)).toBeUndefined();
    expect(await store.findLive('a', 'opened', 'session-two', NOW_MS)).toBeUndefined();
    expect(await store.findLive('old', 'opened', 'session-one', NOW_MS)).toBeUndefined();
    expect(await store.findLive('a', 'opened', 'session-one', NOW_MS + HOUR_MS)).toBeUndefined();
  });

  it('are ended once, by their own session only, and forgotten after they expired', async () => {
    const store = new PatientContextStore(dataSource);
    await store.insert([context('a'), context('old', { expiresAtMs: NOW_MS - 1 })]);
    expect(await store.end('a', 'session-two', NOW_MS)).toBe(false);
    expect(await store.end('a', 'session-one', NOW_MS)).toBe(true);
    expect(await store.end('a', 'session-one', NOW_MS + 1)).toBe(false);
    expect(await store.findLive('a', 'opened', 'session-one', NOW_MS)).toBeUndefined();
    expect(await store.deleteExpired(NOW_MS)).toBe(1);
  });

  it('keep why somebody is with the patient, and the purpose that goes with it', async () => {
    const store = new PatientContextStore(dataSource);
    await store.insert([context('a'), context('b', { kind: 'candidate' })]);
    expect(await store.explain('a', 'session-two', { relationship: 'stated', reason: 'patient-asked' }, 'PATRQT')).toBe(false);
    expect(await store.explain('b', 'session-one', { relationship: 'stated', reason: 'patient-asked' }, 'PATRQT')).toBe(false);
    expect(await store.explain('a', 'session-one', { relationship: 'stated', reason: 'patient-asked' }, 'PATRQT')).toBe(true);
    expect(await store.findLive('a', 'opened', 'session-one', NOW_MS)).toEqual(context('a', { basis: { relationship: 'stated', reason: 'patient-asked' }, purposeOfUse: 'PATRQT' }));
  });

  it('are kept all or none', async () => {
    const store = new PatientContextStore(dataSource);
    await store.insert([context('a')]);
    await expect(store.insert([context('b'), context('a')])).rejects.toThrow();
    expect(await store.findLive('b', 'opened', 'session-one', NOW_MS)).toBeUndefined();
    await store.insert([]);
  });
});

describe('study grants', () => {
  it('come back as they were granted', async () => {
    const store = new PostgresStudyGrantStore(dataSource);
    await store.insert(grant('a'));
    expect(await store.find('a', 'session-one')).toEqual(grant('a'));
    expect(await store.find('a', 'session-two')).toBeUndefined();
    await expect(store.insert(grant('a'))).rejects.toThrow();
  });

  it('are live until they expire or end', async () => {
    const store = new PostgresStudyGrantStore(dataSource);
    await store.insert(grant('a'));
    await store.insert(grant('b', { expiresAtMs: NOW_MS }));
    await store.insert(grant('c', { sessionId: 'session-two' }));
    expect((await store.findLive('session-one', NOW_MS)).map(({ id }) => id)).toEqual(['a']);
    expect((await store.end({ id: 'a' }, NOW_MS + 5)).map(({ id, endedAtMs }) => [id, endedAtMs])).toEqual([['a', NOW_MS + 5]]);
    expect(await store.findLive('session-one', NOW_MS)).toEqual([]);
    expect(await store.find('a', 'session-one')).toEqual(grant('a', { endedAtMs: NOW_MS + 5 }));
  });

  it('note the first time that images were shown', async () => {
    const store = new PostgresStudyGrantStore(dataSource);
    await store.insert(grant('a'));
    await store.noteImagesShown('a', NOW_MS + 1);
    await store.noteImagesShown('a', NOW_MS + 2);
    expect((await store.find('a', 'session-one'))?.imagesShownAtMs).toBe(NOW_MS + 1);
  });

  it.each([
    ['a session', { sessionId: 'session-one' }, ['a', 'b']],
    ['a user', { userId: 'dr-okafor' }, ['a', 'b', 'c']],
    ['a patient in everybody\'s sessions', { auditPatientKey: 'patient-one' }, ['a', 'c']],
    ['a patient by another identifier of theirs', { auditPatientKey: 'patient-one-at-lakehead' }, ['a', 'c']],
    ['a patient in one session', { auditPatientKey: 'patient-one', sessionId: 'session-one' }, ['a']],
    ['nobody', { userId: 'nobody' }, []],
  ])('end together for %s', async (_, which, ids) => {
    const store = new PostgresStudyGrantStore(dataSource);
    await store.insert(grant('a'));
    await store.insert(grant('b', { auditPatient: { key: 'patient-two', sealed: 'sealed' }, patientKeys: ['patient-two'] }));
    await store.insert(grant('c', { sessionId: 'session-two' }));
    await store.insert(grant('expired', { expiresAtMs: NOW_MS - 1 }));
    expect((await store.end(which, NOW_MS)).map(({ id }) => id).toSorted()).toEqual(ids);
    expect(await store.end(which, NOW_MS)).toEqual([]);
  });

  it('are not ended by a selection that selects nothing', async () => {
    const store = new PostgresStudyGrantStore(dataSource);
    await expect(store.end({}, NOW_MS)).rejects.toThrow(TypeError);
    await expect(store.end({ userId: undefined }, NOW_MS)).rejects.toThrow(TypeError);
  });
});

describe('the end of a session', () => {
  const until = async (condition: () => boolean): Promise<void> => {
    for (let i = 0; i < 300 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(condition()).toBe(true);
  };

  it('takes everything that hangs on it, tells every instance, and leaves other sessions alone', async () => {
    const instances = [new SessionEvents(runtimeUrl), new SessionEvents(runtimeUrl)];
    const heard: SessionEvent[] = [];
    for (const instance of instances) {
      instance.on('event', (event) => heard.push(event));
      await instance.start();
    }
    await new PatientContextStore(dataSource).insert([context('a'), context('b', { sessionId: 'session-two' })]);
    await new PostgresStudyGrantStore(dataSource).insert(grant('g'));
    const directory = new SessionDirectory(dataSource);
    expect(await directory.end('session-one', NOW_MS)).toEqual({ patientContextIds: ['a'], studyGrantIds: ['g'] });
    expect(await directory.end('session-one', NOW_MS)).toEqual({ patientContextIds: [], studyGrantIds: [] });
    await until(() => heard.length === 4);
    expect(heard).toEqual(Array(4).fill({ kind: 'ended', sessionId: 'session-one' }));
    expect(await new PatientContextStore(dataSource).findLive('b', 'opened', 'session-two', NOW_MS)).toBeDefined();
    await Promise.all(instances.map((instance) => instance.stop()));
  });

  it('reaches an instance again after its connection was lost, and says that something may have been missed', async () => {
    const [speaker, listener] = [new SessionEvents(runtimeUrl), new SessionEvents(runtimeUrl)];
    const heard: SessionEvent[] = [];
    let resumed = 0;
    listener.on('event', (event) => heard.push(event));
    listener.on('resumed', () => resumed++);
    await listener.start();
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'longview-session-events' and datname = current_database()`);
    await until(() => resumed === 1);
    expect(listener.isListening).toBe(true);
    await speaker.start();
    await speaker.publish({ kind: 'grant-ended', sessionId: 'session-one', subjectId: 'g' });
    await until(() => heard.length === 1);
    expect(heard).toEqual([{ kind: 'grant-ended', sessionId: 'session-one', subjectId: 'g' }]);
    await Promise.all([speaker.stop(), listener.stop()]);
    expect(listener.isListening).toBe(false);
    await expect(speaker.publish({ kind: 'ended', sessionId: 'x' })).rejects.toThrow('not connected');
  });

  it('says at the start when there is no database to listen to', async () => {
    const nowhere = new URL(runtimeUrl);
    nowhere.port = '1';
    await expect(new SessionEvents(nowhere.href).start()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
