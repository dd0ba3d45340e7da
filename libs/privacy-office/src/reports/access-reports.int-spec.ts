import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyMigrations, LogConnections, openPostgresDatabase, PostgresAuditReader, PostgresAuditStore, PostgresEventSpans, PostgresLogFollower, type PostgresDatabase } from '@longview/persistence';
import type { ChangeRefusal } from '@longview/participants';
import type { AccessDetail, PageInput, ReportPage } from './access-reports.js';
import { patientList } from './patient-list/patient-list.js';
import { actor, asks, createWorld, HOUR_MS, items, keyOf, ORLA, seedPeople, START_MS, ZEBULON, type World } from './reports.spec-support.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;

const doctor = actor('doctor', 'physician');
const nurse = actor('nurse', 'nurse', 'north');
const nobody = { ...actor('visitor', 'physician'), organizationId: undefined };
const CLINIC = asks(actor('clinic-contact', 'privacy-contact'));
const NORTH = asks(actor('north-auditor', 'privacy-auditor', 'north'));
const SOUTH = asks(actor('south-auditor', 'privacy-auditor', 'south'));
const OFFICE = asks(actor('officer', 'program-office', 'office'));
const PHYSICIAN = asks(doctor);
const WHOLE_DAY = { fromMs: START_MS, untilMs: START_MS + 24 * HOUR_MS, limit: 50 } as const;

let owner: PostgresDatabase;
let database: PostgresDatabase;
let connections: LogConnections;
let reader: PostgresAuditReader;
let world: World;

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  owner = openPostgresDatabase(ownerUrl);
  database = openPostgresDatabase(runtimeUrl);
  connections = new LogConnections(runtimeUrl);
  reader = new PostgresAuditReader(connections);
  await seedPeople(owner);
  world = createWorld({ database, store: new PostgresAuditStore(runtimeUrl), spans: new PostgresEventSpans(connections), follower: () => new PostgresLogFollower(connections, 'access-index', 'first') });
  await tell();
  await world.catchUp();
});
afterAll(async () => {
  await world?.close();
  await connections?.close();
  await database?.close();
  await owner?.close();
});

/** A day: a doctor looks at Zebulon's record, overrides, prints; a nurse at Zebulon's at home; somebody for nobody; a refusal. */
async function tell(): Promise<void> {
  await world.look(doctor, 'patient-search', ZEBULON, { details: { by: 'identifier' } });
  await world.look(doctor, 'patient-opened', ZEBULON, { details: { relationship: 'found', relationshipKind: 'roster' } });
  await world.look(doctor, 'records-shown', ZEBULON, {
    custodians: [items('north', 7, 'clinic'), items('south', 3, 'clinic'), items('clinic', 2, 'clinic')], objects: [], details: { itemCount: 12, kinds: 'report lab', hiddenCount: 4, relationship: 'found', relationshipKind: 'roster' }, consentBlockedSourceIds: ['closed-fhir'],
  });
  await world.look(doctor, 'report-opened', ZEBULON, { custodians: [items('north', 1, 'clinic')], objects: ['north-fhir/report/r-1'] });
  await world.look(doctor, 'override-started', ZEBULON, { purposeOfUse: 'BTG', custodians: [{ ...items('south', 0, 'clinic'), sourceId: 'south-closed' }], details: { ground: 'harm-to-patient' } });
  await world.look(doctor, 'printed', ZEBULON, { objects: ['item-of-north', 'item-of-south'] });
  await world.look(nurse, 'patient-opened', ZEBULON, { details: { relationship: 'stated', statedReason: 'direct-care' } });
  await world.look(nurse, 'records-shown', ZEBULON, { custodians: [items('north', 7, 'north')], details: { kinds: 'imaging-study' } });
  await world.look(nobody, 'records-shown', ORLA, { custodians: [items('north', 1, undefined)] });
  await world.look(doctor, 'access-refused', ORLA, { outcome: 'refused', rule: 'reason-required', details: { attempted: 'view-timeline' } });
  await world.look(actor('clinic-contact', 'privacy-contact'), 'governance-read', ZEBULON);
}

const page = async (request: typeof CLINIC, input: Partial<PageInput> & Pick<PageInput, 'kind'>): Promise<ReportPage> => {
  const answer = await world.reports.page(request, { ...WHOLE_DAY, ...input });
  if ('code' in answer) throw new Error(JSON.stringify(answer));
  return answer;
};
const summary = ({ lines }: ReportPage) => lines.map(({ actor: { userId }, collectedItemCount, usedItemCount, marks }) => ({ userId, collectedItemCount, usedItemCount, marks }));
const reading = async (userId: string) => reader.find({ about: { userId }, action: 'access-log-read', fromMs: 0, untilMs: world.clock.nowMs() + 1, limit: 1 }).then(([event]) => event);

describe('the reports of one day', () => {
  it('tell the collecting organization what its people collected and what they used', async () => {
    const answer = await page(CLINIC, { kind: 'collections' });
    expect(summary(answer)).toEqual([
      { userId: 'doctor', collectedItemCount: 0, usedItemCount: 0, marks: ['refused'] },
      { userId: 'doctor', collectedItemCount: 11, usedItemCount: 2, marks: ['override', 'printed', 'report'] },
    ]);
    expect(answer).toMatchObject({ total: 2, isTotalExact: true, asOfMs: expect.any(Number) });
    expect(answer.lines[1]).toMatchObject({ relationship: 'found', relationshipKind: 'roster', overrideGround: 'harm-to-patient', withheldCount: 4, purposes: ['TREAT', 'BTG'], clientAddresses: ['192.0.2.1'] });
    expect(answer.lines[0]).toMatchObject({ rules: ['reason-required'] });
    expect(JSON.stringify(answer.lines)).not.toContain('south-closed');
    expect((await page(CLINIC, { kind: 'disclosures' })).lines).toEqual([]);
  });

  it('tell a custodian what of its records others saw, and nothing of anybody else’s', async () => {
    const answer = await page(NORTH, { kind: 'disclosures' });
    expect(summary(answer)).toEqual([{ userId: 'visitor', collectedItemCount: 1, usedItemCount: 0, marks: [] }, { userId: 'doctor', collectedItemCount: 8, usedItemCount: 0, marks: ['override', 'printed', 'report'] }]);
    const text = JSON.stringify(answer.lines.map(({ shown, events }) => [shown, events.map(({ shown: some, objects }) => [some, objects])]));
    expect(text).not.toContain('south');
    expect(text).not.toContain('item-of');
    expect(text).toContain('north-fhir/report/r-1');
    expect(summary(await page(NORTH, { kind: 'collections' }))).toEqual([{ userId: 'nurse', collectedItemCount: 0, usedItemCount: 7, marks: [] }]);
    expect((await page(SOUTH, { kind: 'disclosures' })).lines[0]!.shown).toEqual([{ ...items('south', 3, 'clinic') }, { custodianId: 'south', sourceId: 'south-closed', itemCount: 0, use: 'collection' }]);
  });

  it('tell a custodian of somebody who was refused its record, and the refused person’s organization not whose it was', async () => {
    const stranger = actor('stranger-at-clinic', 'clerk');
    await world.look(stranger, 'access-refused', ORLA, { outcome: 'refused', rule: 'consent-blocked', custodians: [{ ...items('south', 0, 'clinic') }], details: { attempted: 'open-report' } });
    await world.catchUp();
    const theirs = await page(SOUTH, { kind: 'disclosures', userId: 'stranger-at-clinic' });
    expect(summary(theirs)).toEqual([{ userId: 'stranger-at-clinic', collectedItemCount: 0, usedItemCount: 0, marks: ['refused'] }]);
    const ours = await page(CLINIC, { kind: 'collections', userId: 'stranger-at-clinic' });
    expect(ours.lines).toMatchObject([{ marks: ['refused'], shown: [] }]);
    expect(JSON.stringify(ours.lines)).not.toContain('south');
    expect((await page(NORTH, { kind: 'disclosures', userId: 'stranger-at-clinic' })).lines).toEqual([]);
  });

  it('are both the program office’s, of one organization or by patient, user, custodian and source', async () => {
    expect(summary(await page(OFFICE, { kind: 'disclosures', organizationId: 'north' })).map(({ userId }) => userId)).toEqual(['visitor', 'doctor']);
    expect(summary(await page(OFFICE, { kind: 'collections', patientKey: keyOf(ZEBULON) })).map(({ userId, collectedItemCount, usedItemCount }) => [userId, collectedItemCount, usedItemCount])).toEqual([['nurse', 0, 7], ['doctor', 11, 2]]);
    expect(summary(await page(OFFICE, { kind: 'collections', userId: 'visitor' }))).toHaveLength(1);
    expect(summary(await page(OFFICE, { kind: 'collections', custodianId: 'north' })).map(({ userId }) => userId)).toEqual(['visitor', 'doctor']);
    expect(summary(await page(OFFICE, { kind: 'collections', sourceId: 'south-fhir' })).map(({ userId }) => userId)).toEqual(['doctor']);
    // Whose records an override merely opened is for that custodian.
    expect(await page(OFFICE, { kind: 'collections', sourceId: 'south-closed' })).toMatchObject({ lines: [], total: 0 });
    expect(await page(CLINIC, { kind: 'collections', sourceId: 'south-closed' })).toMatchObject({ lines: [], total: 0 });
    expect(await world.reports.page(OFFICE, { ...WHOLE_DAY, kind: 'collections' })).toEqual({ kind: 'refused', code: 'invalid-input', field: 'organizationId', problem: 'missing' });
  });

  it('are narrowed by what stands out, by period and by a name that nobody has', async () => {
    expect(summary(await page(CLINIC, { kind: 'collections', marks: ['override', 'printed'] }))).toHaveLength(1);
    expect(summary(await page(NORTH, { kind: 'disclosures', marks: ['override'] }))).toHaveLength(1);
    expect(summary(await page(CLINIC, { kind: 'collections', marks: ['exported'] }))).toEqual([]);
    // The report that was opened was North's: South finds nothing by it.
    expect(summary(await page(NORTH, { kind: 'disclosures', marks: ['report', 'printed'] }))).toHaveLength(1);
    expect(summary(await page(SOUTH, { kind: 'disclosures', marks: ['printed'] }))).toHaveLength(1);
    expect(await page(SOUTH, { kind: 'disclosures', marks: ['report'] })).toMatchObject({ lines: [], total: 0 });
    expect(await page(SOUTH, { kind: 'disclosures', patientKey: keyOf(ZEBULON), marks: ['report'] })).toMatchObject({ lines: [], total: 0 });
    expect(await page(CLINIC, { kind: 'collections', fromMs: START_MS - HOUR_MS, untilMs: START_MS })).toMatchObject({ lines: [], total: 0 });
    expect(await page(CLINIC, { kind: 'collections', userId: 'no-such-person' })).toMatchObject({ lines: [], total: 0 });
    expect(await page(CLINIC, { kind: 'collections', after: "1'; drop table access" })).toMatchObject({ lines: [] });
  });

  it('page without gap or repetition, by every way to them', async () => {
    for (const input of [{ kind: 'collections', patientKey: keyOf(ZEBULON) }, { kind: 'collections', custodianId: 'north' }] as const) {
      const whole = (await page(OFFICE, input)).lines.map(({ accessId }) => accessId);
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const one = await page(OFFICE, { ...input, limit: 1, ...(after !== undefined && { after }) });
        paged.push(...one.lines.map(({ accessId }) => accessId));
        after = one.next;
      } while (after !== undefined);
      expect(paged).toEqual(whole);
    }
  });

  it('name people as the log did, and how they stand now', async () => {
    const { lines, names } = await page(CLINIC, { kind: 'collections', marks: ['printed'] });
    expect(lines[0]!.actor).toMatchObject({ displayName: 'Fictitious doctor' });
    expect(names.standing('doctor', 'clinic')).toBe('suspended');
    expect([names.organization('south').fr, names.organization('gone').en, names.source('north-fhir').en, names.reason('direct-care').fr]).toEqual(['Hôpital du Sud', 'gone', 'North records', 'Je soigne ce patient']);
    expect(world.reports.personOf(lines[0]!)).toEqual({ name: 'Zebulon Testpatient', birthDate: '1971-02-03' });
  });

  it('show one access with its events to whom it concerns; to everybody else it does not exist', async () => {
    const accessId = (await page(CLINIC, { kind: 'collections', marks: ['printed'] })).lines[0]!.accessId;
    const detail = async (request: typeof CLINIC, kind: 'collections' | 'disclosures'): Promise<AccessDetail | ChangeRefusal> => world.reports.detail(request, { kind, accessId });
    expect((await detail(CLINIC, 'collections') as AccessDetail).line.events.map(({ event }) => event.action)).toEqual(['patient-search', 'patient-opened', 'records-shown', 'report-opened', 'override-started', 'printed']);
    expect((await detail(NORTH, 'disclosures') as AccessDetail).line.events.map(({ event }) => event.action)).toEqual(['patient-opened', 'records-shown', 'report-opened', 'override-started', 'printed']);
    const refused = { kind: 'refused', code: 'not-allowed', rule: 'no-such-access' };
    expect(await detail(NORTH, 'collections')).toEqual(refused);
    expect(await detail(CLINIC, 'disclosures')).toEqual(refused);
    expect(await world.reports.detail(CLINIC, { kind: 'collections', accessId: 'nonsense' })).toEqual(refused);
  });
});

describe('whoever reads a report', () => {
  it('is written down with what they asked before they get an answer, and gets none when that cannot be written', async () => {
    await page(CLINIC, { kind: 'collections', patientKey: keyOf(ZEBULON), marks: ['printed'] });
    expect(await reading('clinic-contact')).toMatchObject({ outcome: 'success', patient: { key: keyOf(ZEBULON) }, details: { what: 'access-report', report: 'collections', side: 'clinic', patientKey: keyOf(ZEBULON), marks: 'printed', count: 1 } });
    world.audit.isBroken = true;
    try {
      await expect(page(CLINIC, { kind: 'collections' })).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    } finally {
      world.audit.isBroken = false;
    }
  });

  it('needs the duty, for the organization they act for, and is refused their own accesses', async () => {
    const ask = (request: typeof CLINIC, input: Partial<PageInput>) => world.reports.page(request, { ...WHOLE_DAY, kind: 'collections', ...input });
    expect(await ask(PHYSICIAN, {})).toMatchObject({ code: 'not-allowed', rule: 'role-does-not-permit' });
    expect(await ask(CLINIC, { organizationId: 'north' })).toMatchObject({ code: 'not-allowed', rule: 'another-organization' });
    expect(await ask(CLINIC, { userId: 'clinic-contact' })).toMatchObject({ code: 'not-allowed', rule: 'about-oneself' });
    expect(await reading('clinic-contact')).toMatchObject({ outcome: 'refused', rule: 'about-oneself', details: { report: 'collections', userId: 'clinic-contact' } });
    expect(await ask(CLINIC, { fromMs: 2, untilMs: 2 })).toMatchObject({ code: 'invalid-input', field: 'until' });
    expect(await ask(CLINIC, { limit: 201 })).toMatchObject({ code: 'invalid-input', field: 'limit' });
  });

  it('finds a patient by a number that is written down nowhere, and learns a name from their own side only', async () => {
    const [identifier] = ZEBULON.identifiers;
    expect(await world.reports.findPatient(NORTH, identifier!)).toEqual({ patientKey: keyOf(ZEBULON), isKnown: true, name: 'Zebulon Testpatient', birthDate: '1971-02-03' });
    expect(await world.reports.findPatient(asks(actor('stranger', 'privacy-contact', 'office')), identifier!)).toEqual({ patientKey: keyOf(ZEBULON), isKnown: false });
    expect(await reading('stranger')).toMatchObject({ patient: { key: keyOf(ZEBULON) }, details: { what: 'access-patient', isKnown: false } });
    const { rows } = await owner.query<{ found: boolean }>(`select exists(select from audit_event where encode(payload, 'escape') like '%9000000001%') as found`);
    expect(rows[0]!.found).toBe(false);
  });
});

describe('the patient’s own list', () => {
  const listFor = async (request: typeof CLINIC, language: 'en' | 'fr') => {
    const list = await patientList(world.reports, world.clock, request, { patientKey: keyOf(ZEBULON), language, fromMs: START_MS, untilMs: START_MS + 24 * HOUR_MS });
    if ('code' in list) throw new Error(JSON.stringify(list));
    return list;
  };

  it('says in plain words who looked at what and why, in both languages', async () => {
    const english = await listFor(CLINIC, 'en');
    expect(english.heading).toContain('Zebulon Testpatient');
    expect(english.lines).toHaveLength(1);
    expect(english.lines[0]!.sentences).toEqual([
      expect.stringMatching(/^On November 20, 2026.*, Fictitious doctor \(physician, Cedar Clinic\) looked at your record\.$/),
      'They saw a list of your records (reports and lab results), held by North Hospital; South Hospital; Cedar Clinic.', 'They opened and read 1 report, held by North Hospital.', 'They printed something from your record.',
      'You are on the list of patients of their practice.', expect.stringMatching(/went past that restriction.*significant risk of serious bodily harm to you/),
    ]);
    const french = await listFor(CLINIC, 'fr');
    expect(french.lines[0]!.sentences[0]).toMatch(/^Le 20 novembre 2026.*, Fictitious doctor \(médecin, Clinique des Cèdres\) a consulté votre dossier\.$/);
    expect(french.lines[0]!.sentences).toHaveLength(english.lines[0]!.sentences.length);
  });

  it('gives a custodian’s patient both sides of it, without what others hold and without a word from inside', async () => {
    const list = await listFor(NORTH, 'en');
    expect(list.lines.map(({ sentences }) => sentences[0])).toEqual([expect.stringContaining('Fictitious nurse'), expect.stringContaining('Fictitious doctor')]);
    expect(list.lines[0]!.sentences).toContain('The reason they gave: I am treating this patient.');
    const text = JSON.stringify(list);
    for (const inside of ['South', 'north-fhir', 'doctor"', keyOf(ZEBULON), 'session', '192.0.2', 'roster', 'TREAT', '9000000001']) expect(text).not.toContain(inside);
  });
});
