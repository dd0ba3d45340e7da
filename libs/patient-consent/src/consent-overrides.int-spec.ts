import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_EXCEPTIONS, type ConsentOverride, type DirectiveScope } from '@longview/consent';
import { createParties, isRefusal } from '@longview/participants';
import { openTestDatabase } from '@longview/persistence';
import { createSealer, createSequentialIds, createSettableClock } from '@longview/platform';
import { createConsentNotices, type ConsentNotices, type NoticePage } from './consent-notices.js';
import { createConsentOverrides, type ConsentOverrides, type OverrideStart } from './consent-overrides.js';
import { createConsentReader } from './consent-reader.js';
import { insertDirective } from './directive-table.js';
import { actor, by, HOUR_MS, pseudonymizer, RememberingLog, somebody, source } from './spec-support.js';

const { database, close } = await openTestDatabase();
const clock = createSettableClock(Date.parse('2026-11-20T15:00:00Z'));
const ids = createSequentialIds();
const log = new RememberingLog();
const ada = actor('dr-a', 'physician', 'north');
const paula = by(actor('paula', 'privacy-contact', 'north'));
const facts = { requestId: 'request', basis: { relationship: 'found', kind: 'encounter' } as const };

let notices: ConsentNotices;
let announced: string[];
let told: string[];

const overridesWith = (...sources: ReturnType<typeof source>[]): ConsentOverrides => createConsentOverrides({
  database, audit: log, clock, ids, sealer: createSealer('x'.repeat(32)), patients: pseudonymizer, reader: createConsentReader(database, clock), sources,
  announce: async (_, keys) => void announced.push(...keys), tellCustodian: async (_, organizationId) => void told.push(organizationId),
});
let overrides: ConsentOverrides;

beforeAll(async () => {
  await database.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at) values ('north', 'North Hospital', 'Hôpital du Nord', 'active', now(), now())`);
  overrides = overridesWith(source('north'), source('south', { grounds: ['express-consent', 'harm-to-patient'], durationMs: HOUR_MS }), source('closed', { grounds: [] }));
  notices = createConsentNotices({ database, audit: log, clock, ids, patients: pseudonymizer, parties: createParties(database) });
});
afterAll(close);
beforeEach(() => {
  log.entries = [];
  log.isBroken = false;
  announced = [];
  told = [];
});

async function restricted(scope: DirectiveScope = { kind: 'everything' }) {
  const patient = somebody();
  const { key, sealed } = pseudonymizer.pseudonymize(patient);
  await insertDirective(database, {
    id: ids.newId(), scope, exceptions: NO_EXCEPTIONS, startsAtMs: clock.nowMs() - HOUR_MS, version: 1, requestedBy: 'patient', enteredAtMs: clock.nowMs(),
    enteredBy: { userId: 'paula', displayName: 'Paula', organizationId: 'north' }, patientKeys: [key], patientSealed: sealed,
  }, true);
  return patient;
}
const inEffect = async (patient: Parameters<typeof pseudonymizer.keysOf>[0]) => (await createConsentReader(database, clock).read([pseudonymizer.keysOf(patient)]))[0]!.overrides;
const started = async (patient: Awaited<ReturnType<typeof restricted>>, start: OverrideStart = { ground: 'harm-to-patient' }): Promise<ConsentOverride> => {
  const outcome = await overrides.start(ada, patient, start, facts);
  if ('kind' in outcome) throw new Error(JSON.stringify(outcome));
  return outcome;
};
const noticesFor = async (isDone = false): Promise<NoticePage> => {
  const page = await notices.list(paula, { isDone, offset: 0, limit: 100 });
  if (isRefusal(page)) throw new Error(JSON.stringify(page));
  return page as NoticePage;
};

describe('breaking the glass', () => {
  it('opens for the shortest time that a source it opens allows, and is written down before it does', async () => {
    const patient = await restricted();
    const override = await started(patient);
    expect(override).toMatchObject({ ground: 'harm-to-patient', userId: 'dr-a', organizationId: 'north', expiresAtMs: clock.nowMs() + HOUR_MS });
    expect(await inEffect(patient)).toEqual([override]);
    expect(await inEffect(patient.atNorth)).toEqual([override]);
    expect(log.entries).toMatchObject([{ action: 'override-started', outcome: 'success', purposeOfUse: 'BTG', patient: { key: pseudonymizer.keysOf(patient)[0] }, details: { ground: 'harm-to-patient', notices: 'custodian patient', collectingCustodian: 'north' } }]);
    // Who discloses, of those that can be opened: never told to the person who asks.
    expect(log.entries[0]!.custodians!.map(({ custodianId, use }) => [custodianId, use])).toEqual([['north', 'use'], ['south', 'collection']]);
  });

  it('opens nothing when the log cannot be written: neither override nor notice nor letter', async () => {
    const patient = await restricted();
    const before = (await noticesFor()).total;
    log.isBroken = true;
    expect(await overrides.start(ada, patient, { ground: 'harm-to-patient' }, facts)).toEqual({ kind: 'audit-unavailable' });
    log.isBroken = false;
    expect(await inEffect(patient)).toEqual([]);
    expect((await noticesFor()).total).toBe(before);
  });

  it('names its substitute without leaving the name in the table', async () => {
    const patient = await restricted();
    const { id } = await started(patient, { ground: 'express-consent', substitute: { name: ' Quentin Substitute ', relationship: 'child-or-parent' } });
    expect(log.entries).toMatchObject([{ details: { substituteRelationship: 'child-or-parent' } }]);
    const { rows } = await database.query('select * from consent_override where id = $1', [id]);
    expect(JSON.stringify(rows)).not.toMatch(/Quentin|Testpatient|9000/);
    expect(JSON.stringify(log.entries)).not.toContain('Quentin');
  });

  it.each<[string, OverrideStart, object]>([
    ['a substitute without a name', { ground: 'express-consent', substitute: { name: ' ', relationship: 'sibling' } }, { code: 'invalid-input', field: 'substitute.name', problem: 'missing' }],
    ['a substitute who did not consent', { ground: 'harm-to-patient', substitute: { name: 'Q', relationship: 'sibling' } }, { code: 'invalid-input', field: 'substitute', problem: 'express-consent-only' }],
  ])('asks again for %s', async (_, start, refusal) => {
    const patient = await restricted();
    expect(await overrides.start(ada, patient, start, facts)).toMatchObject(refusal);
    expect(await inEffect(patient)).toEqual([]);
  });

  it.each([
    ['a ground that no closed source accepts', 'ground-not-accepted', ada, { ...facts }, { kind: 'custodian-record', custodianId: 'south' } as DirectiveScope],
    ['somebody who has not said why they are there', 'reason-required', ada, { requestId: 'r' }, { kind: 'everything' } as DirectiveScope],
    ['a clerk', 'role-does-not-permit', actor('c', 'clerk'), facts, { kind: 'everything' } as DirectiveScope],
    ['whoever looks after the images', 'consent-blocked', actor('p', 'pacs-administrator'), facts, { kind: 'everything' } as DirectiveScope],
    ['somebody suspended', 'user-not-active', { ...ada, isUserActive: false }, facts, { kind: 'everything' } as DirectiveScope],
  ])('is refused to %s', async (_, rule, who, given, scope) => {
    const patient = await restricted(scope);
    expect(await overrides.start(who, patient, { ground: 'harm-to-others' }, given)).toEqual({ kind: 'refused', code: 'not-allowed', rule });
    expect(log.entries).toMatchObject([{ action: 'access-refused', outcome: 'refused', rule, details: { attempted: 'override' } }]);
    expect(await inEffect(patient)).toEqual([]);
  });

  it('is refused where nothing is restricted, and where no source accepts any ground', async () => {
    expect(await overrides.start(ada, somebody(), { ground: 'harm-to-patient' }, facts)).toMatchObject({ rule: 'ground-not-accepted' });
    expect(await overridesWith(source('closed', { grounds: [] })).start(ada, await restricted(), { ground: 'harm-to-patient' }, facts)).toMatchObject({ rule: 'consent-blocked' });
  });

  it('is for the source alone that can be told, where only the source restricts', async () => {
    const telling = overridesWith({ ...source('north'), canBeToldOfOverride: true });
    expect(await telling.start(ada, somebody(), { ground: 'harm-to-patient' }, facts)).toMatchObject({ ground: 'harm-to-patient' });
  });
});

describe('an override that ends', () => {
  beforeEach(async () => {
    clock.advance(4 * HOUR_MS);
    await overrides.endExpired();
    log.entries = [];
    announced = [];
  });

  it('is ended once by time, however many instances look, and every instance is told', async () => {
    const patient = await restricted();
    await started(patient);
    clock.advance(HOUR_MS - 1);
    expect(await overrides.endExpired()).toBe(0);
    clock.advance(1);
    expect(await inEffect(patient)).toEqual([]);
    log.entries = [];
    const ended = await Promise.all([1, 2, 3].map(() => overrides.endExpired()));
    expect(ended.toSorted()).toEqual([0, 0, 1]);
    expect(log.entries).toMatchObject([{ action: 'override-ended', details: { reason: 'expired', ground: 'harm-to-patient' } }]);
    expect(announced).toEqual(pseudonymizer.keysOf(patient));
  });

  it('is looked at again when its end could not be written down', async () => {
    const patient = await restricted();
    await started(patient);
    clock.advance(HOUR_MS);
    log.isBroken = true;
    await expect(overrides.endExpired()).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED' });
    log.isBroken = false;
    expect(await inEffect(patient)).toEqual([]);
    expect(await overrides.endExpired()).toBe(1);
  });

  it('is ended by hand by whoever made it, and by nobody else', async () => {
    const patient = await restricted();
    const { id } = await started(patient);
    expect(await overrides.end(actor('dr-b', 'physician'), id, facts)).toBeUndefined();
    expect(await inEffect(patient)).toHaveLength(1);
    expect(await overrides.end(ada, id, facts)).toEqual(pseudonymizer.keysOf(patient));
    expect(await inEffect(patient)).toEqual([]);
    expect(await overrides.end(ada, id, facts)).toBeUndefined();
    expect(log.entries.filter(({ action }) => action === 'override-ended')).toMatchObject([{ details: { reason: 'by-hand' } }]);
  });
});

describe('the notices of an override', () => {
  it('are there at once: for the custodian, who is written to, and the patient; for harm to others also for the Commissioner', async () => {
    const before = (await noticesFor()).total;
    const patient = await restricted({ kind: 'custodian-record', custodianId: 'north' });
    await started(patient, { ground: 'harm-to-others' });
    const page = await noticesFor();
    expect(page.total).toBe(before + 3);
    expect(page.notices.slice(0, 3).map(({ kind, ground, byName, patientName }) => [kind, ground, byName, patientName]).toSorted()).toEqual(
      ['commissioner', 'custodian', 'patient'].map((kind) => [kind, 'harm-to-others', 'dr-a of north', patient.names[0]!.given.concat('Testpatient').join(' ')]));
    expect(told).toEqual(['north']);
  });

  it('have words in both languages; the Commissioner is not told whose record it was', async () => {
    const patient = await restricted({ kind: 'custodian-record', custodianId: 'north' });
    await started(patient, { ground: 'harm-to-others' });
    for (const { id, kind } of (await noticesFor()).notices.slice(0, 3)) {
      const letter = await notices.letterOf(paula, id);
      if ('kind' in letter) throw new Error('No letter.');
      for (const language of ['en', 'fr'] as const) {
        const text = [letter.subject, ...letter.paragraphs].map((one) => one[language]).join('\n');
        expect(text).toContain(language === 'en' ? 'North Hospital' : 'Hôpital du Nord');
        expect(text.includes('Zebulon')).toBe(kind !== 'commissioner');
        expect(text).not.toContain(patient.healthNumber);
      }
    }
  });

  it('are done once; the second to say so is told of a conflict', async () => {
    await started(await restricted());
    const [{ id }] = (await noticesFor()).notices as [NoticePage['notices'][number]];
    const outcomes = await Promise.all([notices.noteDone(paula, id), notices.noteDone(by(actor('pavel', 'privacy-contact', 'north')), id)]);
    expect(outcomes.map((outcome) => ('code' in outcome ? outcome.code : outcome.kind)).toSorted()).toEqual(['conflict', 'noted']);
    expect((await noticesFor(true)).notices).toContainEqual(expect.objectContaining({ id, doneOn: new Date(clock.nowMs()).toLocaleDateString('sv', { timeZone: 'America/Toronto' }) }));
  });

  it('are for the privacy contact of that custodian alone', async () => {
    await started(await restricted());
    const [{ id }] = (await noticesFor()).notices as [NoticePage['notices'][number]];
    expect(await notices.list(by(actor('petra', 'privacy-contact', 'south')), { isDone: false, offset: 0, limit: 10 })).toEqual({ notices: [], total: 0 });
    expect(await notices.letterOf(by(actor('petra', 'privacy-contact', 'south')), id)).toMatchObject({ code: 'not-allowed' });
    expect(await notices.list(by(ada), { isDone: false, offset: 0, limit: 10 })).toMatchObject({ code: 'not-allowed', rule: 'role-does-not-permit' });
  });
});
