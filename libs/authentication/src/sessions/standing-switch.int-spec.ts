import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@longview/audit';
import { NO_BASIS } from '@longview/clinical-model';
import { applyMigrations, createDataSource, endWithSessions, openPostgresDatabase, PatientContextStore, SessionEvents, type PostgresDatabase, type SessionEvent } from '@longview/persistence';
import { createSettableClock } from '@longview/platform';
import type { LogIn } from './log-in.js';
import { SessionTable } from './session-table.js';
import { createStandingSwitch } from './standing-switch.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const NOW_MS = Date.UTC(2026, 10, 20, 15);
const HOUR_MS = 3_600_000;

let database: PostgresDatabase;
let dataSource: ReturnType<typeof createDataSource>;
let events: SessionEvents;
let heard: SessionEvent[];
let written: AuditEntry[];

const standing = (append = async (entry: AuditEntry) => { written.push(entry); return 'event'; }) => createStandingSwitch({
  audit: { append }, clock: createSettableClock(NOW_MS),
  endWithSessions: async (connection, sessionIds, atMs) => (await endWithSessions(connection, sessionIds, atMs)).map(({ id, userId, sessionId }) => ({ action: 'launch-ended', outcome: 'success', actor: { userId, displayName: '', roles: [] }, sessionId, objects: [id] })),
});

async function signIn(sessionId: string, userId: string, organizationId?: string, providerSessionId = `p-${sessionId}`): Promise<void> {
  const logIn: LogIn = { sessionId, userId, identityProviderId: 'idp', subject: `s-${userId}`, providerSessionId, sealedIdToken: 'sealed', ...(organizationId && { organizationId }), signedInAtMs: NOW_MS, expiresAtMs: NOW_MS + HOUR_MS, lastActiveAtMs: NOW_MS };
  await database.query(`insert into session (sid, sess, expire) values ($1, $2, now() + interval '1 hour')`, [`cookie-${sessionId}`, JSON.stringify({ cookie: {}, logIn })]);
  if (!organizationId) return;
  await new PatientContextStore(dataSource).insert([{ id: `patient-${sessionId}`, kind: 'opened', sessionId, userId, organizationId, purposeOfUse: 'TREAT', sealedPayload: 'sealed', basis: NO_BASIS, createdAtMs: NOW_MS, expiresAtMs: NOW_MS + HOUR_MS }]);
  await database.query(
    `insert into study_grant (id, session_id, user_id, organization_id, patient_key, audit_patient_key, audit_patient_sealed, study_instance_uid, source_id, custodian_id, purpose_of_use, created_at, expires_at, sealed_display)
     values ($1, $2, $3, $4, 'patient', 'key', 'sealed', '1.2.3', 'source', 'custodian', 'TREAT', $5, $6, 'sealed')`, [`grant-${sessionId}`, sessionId, userId, organizationId, new Date(NOW_MS), new Date(NOW_MS + HOUR_MS)]);
}
const left = async () => ({
  sessions: (await database.query<{ id: string }>(`select sess->'logIn'->>'sessionId' as id from session order by 1`)).rows.map(({ id }) => id),
  patients: (await database.query<{ id: string }>('select session_id as id from patient_context where ended_at is null order by 1')).rows.map(({ id }) => id),
  grants: (await database.query<{ id: string }>('select session_id as id from study_grant where ended_at is null order by 1')).rows.map(({ id }) => id),
});
const ended = async (count: number): Promise<readonly string[]> => {
  while (heard.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
  return heard.map(({ kind, sessionId }) => `${kind} ${sessionId}`).sort();
};

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  database = openPostgresDatabase(runtimeUrl, { poolSize: 2 });
  dataSource = await createDataSource(runtimeUrl).initialize();
  events = new SessionEvents(runtimeUrl);
  events.on('event', (event) => heard.push(event));
  await events.start();
});
beforeEach(async () => {
  const owner = openPostgresDatabase(ownerUrl, { poolSize: 1 });
  await owner.query('truncate session, patient_context, study_grant, person cascade');
  await owner.query(`insert into person (id, display_name, assurance_level, created_at) values ('okafor', 'Dr. Okafor', 2, now()), ('roy', 'Camille Roy', 2, now())`);
  await owner.close();
  heard = [];
  written = [];
  await signIn('a', 'okafor', 'clinic');
  await signIn('b', 'okafor', 'hospital');
  await signIn('c', 'okafor');
  await signIn('d', 'roy', 'clinic');
});
afterAll(async () => {
  await events.stop();
  await dataSource.destroy();
  await database.close();
});

describe('the one switch', () => {
  it('stops a person everywhere, with what they had opened, and tells every instance', async () => {
    await database.transaction((connection) => standing().stopUser(connection, 'okafor', 'privacy-case'));
    expect(await left()).toEqual({ sessions: ['d'], patients: ['d'], grants: ['d'] });
    expect(await ended(3)).toEqual(['ended a', 'ended b', 'ended c']);
    expect(written.map(({ action, sessionId, details }) => [action, sessionId, details?.['because']]).sort()).toEqual([
      ['launch-ended', 'a', undefined], ['launch-ended', 'b', undefined], ['sign-out', 'a', 'privacy-case'], ['sign-out', 'b', 'privacy-case'], ['sign-out', 'c', 'privacy-case']]);
    expect(written.find(({ action }) => action === 'sign-out')!.actor.displayName).toBe('Dr. Okafor');
  });

  it('stops a membership and leaves what the person does for another organization', async () => {
    await database.transaction((connection) => standing().stopMemberships(connection, [{ personId: 'okafor', organizationId: 'clinic' }, { personId: 'roy', organizationId: 'hospital' }], 'not-attested'));
    expect(await left()).toEqual({ sessions: ['b', 'c', 'd'], patients: ['b', 'd'], grants: ['b', 'd'] });
    expect(await ended(1)).toEqual(['ended a']);
  });

  it('stops everybody who acts for an organization', async () => {
    await database.transaction((connection) => standing().stopOrganization(connection, 'clinic', 'departed'));
    expect(await left()).toEqual({ sessions: ['b', 'c'], patients: ['b'], grants: ['b'] });
    expect(await ended(2)).toEqual(['ended a', 'ended d']);
  });

  it('stops nobody when the change behind it does not stand, or the log cannot be written', async () => {
    const all = await left();
    await expect(database.transaction(async (connection) => {
      await standing().stopUser(connection, 'okafor', 'left');
      throw new Error('somebody else was quicker');
    })).rejects.toThrow('somebody else was quicker');
    await expect(database.transaction((connection) => standing(() => Promise.reject(new Error('no log'))).stopUser(connection, 'okafor', 'left'))).rejects.toThrow('no log');
    expect(await left()).toEqual(all);
    await database.transaction((connection) => standing().stopOrganization(connection, 'hospital', 'departed'));
    expect(await ended(1)).toEqual(['ended b']);
  });
});

describe('a log-out at the identity provider', () => {
  it('ends the one session that it names, or every one of the user', async () => {
    const table = new SessionTable(database);
    expect((await table.endByProvider('idp', { providerSessionId: 'p-a' })).map(({ sessionId }) => sessionId)).toEqual(['a']);
    expect((await table.endByProvider('idp', { subject: 's-okafor' })).map(({ sessionId }) => sessionId).sort()).toEqual(['b', 'c']);
    expect((await left()).sessions).toEqual(['d']);
  });
});
