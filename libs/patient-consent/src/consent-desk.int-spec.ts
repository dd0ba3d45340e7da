import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_EXCEPTIONS } from '@longview/consent';
import { createParties, isRefusal, type ChangeRefusal } from '@longview/participants';
import { openTestDatabase } from '@longview/persistence';
import { createSequentialIds, createSettableClock } from '@longview/platform';
import { createConsentDesk, directiveState, type ConsentDesk, type DirectiveInput } from './consent-desk.js';
import { createConsentReader } from './consent-reader.js';
import { takeBegun, type StoredDirective } from './directive-table.js';
import { actor, by, HOUR_MS, pseudonymizer, RememberingLog, somebody } from './spec-support.js';

const { database, close } = await openTestDatabase();
const clock = createSettableClock(Date.parse('2026-11-20T15:00:00Z'));
const ids = createSequentialIds();
const log = new RememberingLog();
const paula = by(actor('paula', 'privacy-contact'));
const colleague = by(actor('pavel', 'privacy-contact'));
const elsewhere = by(actor('petra', 'privacy-contact', 'south'));

let desk: ConsentDesk;
let announced: string[];
let closed: (readonly string[])[];

beforeAll(async () => {
  await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at) values ('north', 'North Hospital', 'Hôpital du Nord', 'active', now(), now()), ('south', 'South Hospital', 'Hôpital du Sud', 'active', now(), now())`);
  await database.query(`insert into person (id, display_name, assurance_level, created_at) values ('dr-a', 'Dr. Ada Example', 2, now()), ('dr-b', 'Dr. Bao Example', 2, now()), ('paula', 'Paula Contact', 2, now())`);
  await database.query(`insert into membership (id, person_id, organization_id, status, status_since, created_at, created_by) values ('m-a', 'dr-a', 'north', 'active', now(), now(), 'x'), ('m-b', 'dr-b', 'south', 'active', now(), now(), 'x')`);
  desk = createConsentDesk({
    database, audit: log, clock, ids, patients: pseudonymizer, parties: createParties(database),
    announce: async (_, keys) => void announced.push(...keys), closeImages: async (keys) => void closed.push(keys),
  });
});
afterAll(close);
beforeEach(() => {
  log.entries = [];
  log.isBroken = false;
  announced = [];
  closed = [];
});

const input = (change: Partial<DirectiveInput> = {}): DirectiveInput => ({ scope: { kind: 'everything' }, exceptions: NO_EXCEPTIONS, startsAtMs: clock.nowMs(), requestedBy: 'patient', ...change });
const entered = async (patient = somebody(), change: Partial<DirectiveInput> = {}, request = paula): Promise<StoredDirective> => {
  const outcome = await desk.enter(request, patient, input(change));
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
};
const refused = async (outcome: Promise<unknown>): Promise<Partial<ChangeRefusal>> => {
  const { kind, ...refusal } = (await outcome) as ChangeRefusal;
  expect(kind).toBe('refused');
  return refusal;
};
const consentOf = async (...patients: Parameters<typeof pseudonymizer.keysOf>) => (await createConsentReader(database, clock).read(patients.map((patient) => pseudonymizer.keysOf(patient))))[0]!;
const everythingStored = async (): Promise<string> => JSON.stringify(await Promise.all(['consent_directive', 'governance_history'].map(async (table) => (await database.query(`select * from ${table}`)).rows)));

describe('a directive that is entered', () => {
  it('has effect at once, by whichever identifier the patient is opened, and for nobody else', async () => {
    const patient = somebody();
    const { id } = await entered(patient);
    expect((await consentOf(patient)).directives).toMatchObject([{ id, scope: { kind: 'everything' } }]);
    expect((await consentOf(patient.atNorth)).directives).toHaveLength(1);
    const [theirs, others] = await createConsentReader(database, clock).read([patient, somebody()].map((one) => pseudonymizer.keysOf(one)));
    expect([theirs!.directives.length, others!.directives.length]).toEqual([1, 0]);
  });

  it('is written down with its instructions, kept in the history, told to every instance and taken to open images', async () => {
    const patient = somebody();
    const { id, patientKeys } = await entered(patient, { scope: { kind: 'custodian-record', custodianId: 'north' }, requestedBy: 'substitute' });
    expect(log.entries).toMatchObject([{ action: 'directive-entered', outcome: 'success', actor: { userId: 'paula' }, patient: { key: pseudonymizer.keysOf(patient)[0] }, details: { scope: 'custodian-record', custodianId: 'north', requestedBy: 'substitute', version: 1 } }]);
    expect(await desk.historyOf(paula, id)).toMatchObject([{ change: 'entered', version: 1, byName: 'Paula Contact' }]);
    expect(announced).toEqual(patientKeys);
    expect(closed).toEqual([patientKeys]);
  });

  it('puts no health number and no name into any table', async () => {
    const patient = somebody();
    await entered(patient);
    const stored = await everythingStored();
    expect(stored).not.toContain(patient.healthNumber);
    expect(stored).not.toContain('Testpatient');
  });

  it('is not there when the log cannot be written', async () => {
    const patient = somebody();
    log.isBroken = true;
    await expect(desk.enter(paula, patient, input())).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    expect((await consentOf(patient)).directives).toEqual([]);
    expect(closed).toEqual([]);
  });

  it('for a later day closes nothing yet, and is told of by one instance when it begins', async () => {
    const { patientKeys } = await entered(somebody(), { startsAtMs: clock.nowMs() + HOUR_MS });
    expect([announced, closed]).toEqual([[], []]);
    expect(await takeBegun(database, clock.nowMs())).toEqual([]);
    clock.advance(HOUR_MS);
    const taken = await Promise.all([1, 2, 3].map(() => database.transaction((connection) => takeBegun(connection, clock.nowMs()))));
    expect(taken.flat()).toEqual([patientKeys]);
  });
});

describe('what a privacy contact may not enter', () => {
  it.each<[string, Partial<DirectiveInput>, object]>([
    ['an end before its start', { endsAtMs: clock.nowMs() - 1 }, { code: 'invalid-input', field: 'endsAt', problem: 'not-after-start' }],
    ['another custodian’s record', { scope: { kind: 'custodian-record', custodianId: 'south' } }, { code: 'invalid-input', field: 'custodianId', problem: 'another-organization' }],
    ['another custodian’s people', { scope: { kind: 'custodian-agents', custodianId: 'south' } }, { code: 'invalid-input', field: 'custodianId', problem: 'another-organization' }],
    ['everything without the patient’s word', { requestedBy: 'custodian' }, { code: 'invalid-input', field: 'requestedBy', problem: 'patient-must-ask' }],
    ['somebody of another custodian without it', { scope: { kind: 'person', userId: 'dr-b' }, requestedBy: 'custodian' }, { code: 'invalid-input', field: 'requestedBy', problem: 'patient-must-ask' }],
    ['somebody whom nobody knows', { scope: { kind: 'person', userId: 'nobody' } }, { code: 'invalid-input', field: 'userId', problem: 'unknown' }],
    ['an exception for an organization that nobody knows', { exceptions: { organizationIds: ['nowhere'], userIds: [] } }, { code: 'invalid-input', field: 'exceptions', problem: 'unknown' }],
    ['a directive against themselves', { scope: { kind: 'person', userId: 'paula' } }, { code: 'not-allowed', rule: 'about-oneself' }],
    ['an exception for themselves', { exceptions: { organizationIds: [], userIds: ['paula'] } }, { code: 'not-allowed', rule: 'about-oneself' }],
  ])('%s', async (_, change, expected) => {
    const patient = somebody();
    expect(await refused(desk.enter(paula, patient, input(change)))).toEqual(expected);
    expect((await consentOf(patient)).directives).toEqual([]);
  });

  it('lets them name somebody of their own, and anybody at the patient’s request', async () => {
    await entered(somebody(), { scope: { kind: 'person', userId: 'dr-a' }, requestedBy: 'custodian' });
    await entered(somebody(), { scope: { kind: 'person', userId: 'dr-b' }, requestedBy: 'patient' });
  });

  it('is for privacy contacts alone', async () => {
    const patient = somebody();
    for (const role of ['physician', 'local-registration-authority', 'privacy-auditor', 'program-office'] as const) {
      expect(await refused(desk.enter(by(actor('other', role)), patient, input()))).toEqual({ code: 'not-allowed', rule: 'role-does-not-permit' });
      expect(await refused(desk.directivesOf(by(actor('other', role)), patient))).toMatchObject({ code: 'not-allowed' });
    }
    expect(log.entries.every(({ outcome }) => outcome === 'refused')).toBe(true);
  });
});

describe('a directive that is there', () => {
  it('is changed by one of two who change it together; the other is told of a conflict', async () => {
    const { id: directiveId, version, startsAtMs } = await entered();
    const change = { exceptions: { organizationIds: ['south'], userIds: [] }, startsAtMs };
    const outcomes = await Promise.all([desk.change(paula, { directiveId, version }, change), desk.change(colleague, { directiveId, version }, change)]);
    expect(outcomes.filter(isRefusal)).toEqual([{ kind: 'refused', code: 'conflict' }]);
    expect((await desk.historyOf(paula, directiveId)) as object[]).toHaveLength(2);
  });

  it('ends when it is withdrawn, keeps every version, and cannot be withdrawn twice', async () => {
    const patient = somebody();
    const { id: directiveId } = await entered(patient);
    clock.advance(1_000);
    const withdrawn = (await desk.withdraw(paula, { directiveId, version: 1 })) as StoredDirective;
    expect(directiveState(withdrawn, clock.nowMs())).toBe('withdrawn');
    expect((await consentOf(patient)).directives).toEqual([]);
    expect(log.entries.at(-1)).toMatchObject({ action: 'directive-ended', details: { version: 2 } });
    expect(await refused(desk.withdraw(paula, { directiveId, version: 2 }))).toEqual({ code: 'conflict' });
    expect(await desk.historyOf(paula, directiveId)).toMatchObject([{ change: 'withdrawn', version: 2 }, { change: 'entered', version: 1 }]);
  });

  it('is confirmed to the patient by a letter, and again after each change', async () => {
    const { id: directiveId, startsAtMs } = await entered();
    expect(await refused(desk.confirm(paula, { directiveId, version: 1 }, '2026-02-30'))).toEqual({ code: 'invalid-input', field: 'on', problem: 'not-a-date' });
    expect(await refused(desk.confirm(paula, { directiveId, version: 1 }, '2027-01-01'))).toEqual({ code: 'invalid-input', field: 'on', problem: 'in-the-future' });
    expect(await desk.confirm(paula, { directiveId, version: 1 }, '2026-11-20')).toMatchObject({ confirmedOn: '2026-11-20', version: 2 });
    const changed = (await desk.change(paula, { directiveId, version: 2 }, { exceptions: NO_EXCEPTIONS, startsAtMs, endsAtMs: clock.nowMs() + HOUR_MS })) as StoredDirective;
    expect(changed.confirmedOn).toBeUndefined();
  });

  it('has a letter in both languages that says what it restricts, for whom, and until when', async () => {
    const { id } = await entered(somebody(), { scope: { kind: 'custodian-record', custodianId: 'north' }, exceptions: { organizationIds: ['south'], userIds: ['dr-a'] }, endsAtMs: Date.parse('2027-03-01T17:00:00Z') });
    const letter = await desk.letterOf(paula, id);
    if ('kind' in letter) throw new Error('No letter.');
    const [en, fr] = (['en', 'fr'] as const).map((language) => [letter.subject, ...letter.paragraphs].map((text) => text[language]).join('\n'));
    for (const words of ['Zebulon', 'North Hospital', 'South Hospital; Dr. Ada Example', 'March 1, 2027', 'Information and Privacy Commissioner']) expect(en).toContain(words);
    for (const words of ['Zebulon', 'Hôpital du Nord', 'Hôpital du Sud; Dr. Ada Example', '1 mars 2027', 'Commissaire à l\'information']) expect(fr).toContain(words);
    expect(log.entries.at(-1)).toMatchObject({ action: 'governance-read', details: { what: 'directive-letter' } });
  });

  it('is not seen, changed or written about by another custodian, unless it is about everything', async () => {
    const patient = somebody();
    const own = await entered(patient, { scope: { kind: 'custodian-record', custodianId: 'north' } });
    const all = await entered(patient);
    expect(((await desk.directivesOf(elsewhere, patient)) as StoredDirective[]).map(({ id }) => id)).toEqual([all.id]);
    expect(((await desk.directivesOf(paula, patient)) as StoredDirective[]).map(({ id }) => id)).toEqual([all.id, own.id]);
    for (const attempt of [desk.withdraw(elsewhere, { directiveId: own.id, version: 1 }), desk.historyOf(elsewhere, own.id), desk.letterOf(elsewhere, own.id)]) expect(await refused(attempt)).toEqual({ code: 'not-allowed', rule: 'no-such-directive' });
  });

  it('names people by words of their name', async () => {
    expect(await desk.findPeople(paula, 'exam bao')).toMatchObject([{ userId: 'dr-b', organizations: [{ id: 'south', name: { fr: 'Hôpital du Sud' } }] }]);
    expect(await desk.findPeople(paula, '100%')).toEqual([]);
    expect(await desk.findPeople(paula, '  ')).toEqual([]);
  });
});
