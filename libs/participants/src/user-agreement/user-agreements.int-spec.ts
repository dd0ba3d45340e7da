import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '@longview/access-policy';
import type { AuditEntry } from '@longview/audit';
import { openTestDatabase } from '@longview/persistence';
import { createIdSource, type Clock } from '@longview/platform';
import { readFirstAgreement } from './first-agreement.js';
import { createUserAgreements } from './user-agreements.js';

const { database, owner, close } = await openTestDatabase();
const START_MS = Date.UTC(2026, 10, 20, 15);
const DAY_MS = 86_400_000;
let nowMs = START_MS;
const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
const FACTS = { requestId: 'request' };

let written: AuditEntry[];
const audit = { append: async (entry: AuditEntry) => { written.push(entry); return 'event'; } };
const agreements = (log = audit) => createUserAgreements({ database, audit: log, clock, ids: createIdSource(clock) });

/** Fictitious. */
const actor = (roles: readonly Role[] = ['nurse']): Actor => ({
  userId: 'nurse-vuong', displayName: 'Thi Vuong', roles, organizationId: 'riverbend', isOrganizationActive: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true, isUserActive: true, isAttested: true,
  hasAcceptedAgreement: true, assuranceLevel: 2, entitledSourceIds: new Set(), purposeOfUse: 'TREAT', sessionId: 'session',
});
const office = { actor: actor(['program-office']), facts: FACTS };

beforeEach(async () => {
  nowMs = START_MS;
  written = [];
  await owner.query('truncate user_agreement, person cascade');
  await owner.query(`insert into person (id, display_name, assurance_level, created_at) values ('nurse-vuong', 'Thi Vuong', 2, now())`);
});
afterAll(close);

describe('the user agreement', () => {
  it('comes in both languages, once, however many instances start together', async () => {
    const text = await readFirstAgreement();
    await Promise.all([1, 2, 3].map(() => agreements().publishFirst(text)));
    expect(await agreements().toRead('nurse-vuong', 'fr')).toMatchObject({ version: 1, because: 'first-time', runs: [{ kind: 'same', text: text.fr }] });
    expect(text.en.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(text.fr.split('\n').filter((line) => line.startsWith('# ')).length);
  });

  it('is in force for a year from its acceptance, which is written down first', async () => {
    await agreements().publishFirst({ en: 'English', fr: 'Français' });
    expect(await agreements().standingOf('nurse-vuong')).toEqual({ isInForce: false });
    expect(await agreements().accept(actor(), FACTS, 1, 'fr')).toBe(true);
    expect(written).toMatchObject([{ action: 'agreement-accepted', outcome: 'success', actor: { userId: 'nurse-vuong' }, details: { version: 1, language: 'fr' } }]);
    const expiresAtMs = Date.UTC(2027, 10, 20, 15);
    expect(await agreements().standingOf('nurse-vuong')).toEqual({ isInForce: true, expiresAtMs });
    nowMs = expiresAtMs;
    expect(await agreements().standingOf('nurse-vuong')).toEqual({ isInForce: false, expiresAtMs });
    expect(await agreements().toRead('nurse-vuong', 'en')).toMatchObject({ because: 'expired', acceptedVersion: 1 });
  });

  it('is not accepted when the log cannot be written', async () => {
    await agreements().publishFirst({ en: 'English', fr: 'Français' });
    await expect(agreements({ append: () => Promise.reject(new Error('no log')) }).accept(actor(), FACTS, 1, 'en')).rejects.toThrow('no log');
    expect(await agreements().acceptedBy('nurse-vuong')).toEqual([]);
  });

  it('is asked for again when it changes, from its first day, with what changed in the reader’s language', async () => {
    await agreements().publishFirst({ en: 'You lock the screen.', fr: 'Vous verrouillez l’écran.' });
    await agreements().accept(actor(), FACTS, 1, 'en');
    expect(await agreements().publish(office, { textEn: 'You always lock the screen.', textFr: 'Vous verrouillez toujours l’écran.', effectiveFromMs: nowMs + DAY_MS })).toEqual({ kind: 'published', version: 2 });
    expect(await agreements().standingOf('nurse-vuong')).toMatchObject({ isInForce: true });
    nowMs += DAY_MS;
    expect(await agreements().standingOf('nurse-vuong')).toMatchObject({ isInForce: false });
    expect(await agreements().toRead('nurse-vuong', 'fr')).toMatchObject({ version: 2, because: 'new-version', acceptedVersion: 1, runs: expect.arrayContaining([{ kind: 'added', text: expect.stringContaining('toujours') }]) });
    expect(await agreements().accept(actor(), FACTS, 1, 'en')).toBe(false);
    expect(await agreements().accept(actor(), FACTS, 2, 'en')).toBe(true);
    expect((await agreements().acceptedBy('nurse-vuong')).map(({ version, text }) => [version, text])).toEqual([[2, 'You always lock the screen.'], [1, 'You lock the screen.']]);
  });

  it('is published by the program office only, whole, and not into the past', async () => {
    const draft = { textEn: 'English', textFr: 'Français', effectiveFromMs: nowMs };
    expect(await agreements().publish({ actor: actor(), facts: FACTS }, draft)).toEqual({ kind: 'refused', code: 'not-allowed', rule: 'role-does-not-permit' });
    expect(written).toMatchObject([{ outcome: 'refused', rule: 'role-does-not-permit' }]);
    expect(await agreements().publish(office, { ...draft, textFr: ' ' })).toMatchObject({ code: 'invalid-input', field: 'textFr', problem: 'missing' });
    expect(await agreements().publish(office, { ...draft, effectiveFromMs: nowMs - DAY_MS })).toMatchObject({ field: 'effectiveFromMs', problem: 'in-the-past' });
    expect(await agreements().toRead('nurse-vuong', 'en')).toBeUndefined();
    expect((await Promise.all([1, 2, 3].map(() => agreements().publish(office, draft)))).map((one) => ('version' in one ? one.version : one))).toEqual(expect.arrayContaining([1, 2, 3]));
  });
});
