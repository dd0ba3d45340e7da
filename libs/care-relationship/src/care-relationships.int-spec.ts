import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Actor } from '@longview/access-policy';
import { AuditAppendFailed, PatientPseudonymizer, type AuditEntry } from '@longview/audit';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import type { Disclosure } from '@longview/disclosure';
import { openTestDatabase } from '@longview/persistence';
import { createIdSource, createSettableClock } from '@longview/platform';
import { createCareRelationships, type CareRelationships } from './care-relationships.js';
import { loadRoster, type RosterOutcome } from './roster/load-roster.js';

const { database, owner, close } = await openTestDatabase();
const clock = createSettableClock(Date.UTC(2026, 10, 20, 15));
const ids = createIdSource(clock);
const HOUR_MS = 3_600_000;

// Fictitious people; the numbers only have a right check digit.
const patientOf = (...numbers: string[]): SubjectIdentity => ({ names: [{ family: 'Testpatient', given: ['Zebulon'] }], identifiers: numbers.map((value) => ({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value, type: 'JHN' as const })) });
const ZEBULON = '9876543217';
const OTHER = '1234567897';
const physician = {
  userId: 'dr-one', displayName: 'Dr. One Example', roles: ['physician'], organizationId: 'clinic', isOrganizationActive: true, isUserActive: true, isAttested: true, hasAcceptedAgreement: true, isOrganizationAgreementInForce: true, isOrganizationViewing: true,
  assuranceLevel: 2, entitledSourceIds: new Set<string>(), purposeOfUse: 'TREAT', sessionId: 's-1',
} satisfies Actor;
const facts = { requestId: 'r-1', signal: new AbortController().signal };
const by = { userId: 'operator', displayName: 'Operator', roles: [] };

let entries: AuditEntry[];
let isLogBroken: boolean;
let sought: Awaited<ReturnType<Disclosure['seekRelationship']>>;
let relationships: CareRelationships;
const pseudonymizer = new PatientPseudonymizer({ indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) });
const audit = {
  append: async (entry: AuditEntry): Promise<string> => {
    if (isLogBroken) throw new AuditAppendFailed();
    return String(entries.push(entry));
  },
};

const load = (text: string): Promise<RosterOutcome> => loadRoster({ database, audit, clock, ids, keyOf: pseudonymizer.keyOf.bind(pseudonymizer) }, 'clinic', text, by);

beforeEach(async () => {
  await owner.query('truncate roster_patient, stated_reason');
  entries = [];
  isLogBroken = false;
  sought = { kind: 'sought', found: undefined, isComplete: true };
  relationships = createCareRelationships({
    database, audit, pseudonymizer, clock, ids, disclosure: { seekRelationship: async () => sought },
    settings: {
      reasonValidForMs: 12 * HOUR_MS, encounterWithinDays: 365, searchWithinMs: 1_000,
      reasons: [
        { code: 'treating', label: { en: 'Treating', fr: 'Traitement' }, purposeOfUse: 'TREAT' }, { code: 'asked', label: { en: 'Asked', fr: 'Demande' }, purposeOfUse: 'PATRQT' },
        { code: 'quality', label: { en: 'Quality', fr: 'Qualité' }, purposeOfUse: 'HOPERAT' },
      ],
    },
  });
});
afterAll(close);

describe('what explains that somebody is with a patient', () => {
  it('is nothing for a patient whom nobody knows', async () => {
    expect(await relationships.find(physician, patientOf(ZEBULON))).toBeUndefined();
    expect(await relationships.search(physician, patientOf(ZEBULON), facts)).toEqual({ kind: 'nothing', isComplete: true });
    sought = { kind: 'sought', found: undefined, isComplete: false };
    expect(await relationships.search(physician, patientOf(ZEBULON), facts)).toEqual({ kind: 'nothing', isComplete: false });
  });

  it('is the roster of the organization that they act for', async () => {
    await load(`healthNumber\n${ZEBULON}\n`);
    expect(await relationships.find(physician, patientOf(ZEBULON))).toEqual({ basis: { relationship: 'found', kind: 'roster' }, purposeOfUse: 'TREAT' });
    expect(await relationships.find(physician, patientOf(OTHER, ZEBULON))).toMatchObject({ basis: { kind: 'roster' } });
    expect(await relationships.find({ ...physician, organizationId: 'other-clinic' }, patientOf(ZEBULON))).toBeUndefined();
    expect(await relationships.find(physician, patientOf(OTHER))).toBeUndefined();
  });

  it('is what their organization’s own records say, or the refusal to ask them', async () => {
    sought = { kind: 'sought', found: 'encounter', isComplete: false };
    expect(await relationships.search(physician, patientOf(ZEBULON), facts)).toEqual({ basis: { relationship: 'found', kind: 'encounter' }, purposeOfUse: 'TREAT' });
    sought = { kind: 'audit-unavailable' };
    expect(await relationships.search(physician, patientOf(ZEBULON), facts)).toEqual({ kind: 'audit-unavailable' });
  });

  it('is a reason that they gave a short time ago, for the purpose that goes with it', async () => {
    expect(await relationships.state(physician, patientOf(ZEBULON), 'asked', facts)).toEqual({ basis: { relationship: 'stated', reason: 'asked' }, purposeOfUse: 'PATRQT' });
    expect(await relationships.find(physician, patientOf(ZEBULON))).toEqual({ basis: { relationship: 'found', kind: 'earlier-reason', reason: 'asked' }, purposeOfUse: 'PATRQT' });
    for (const other of [{ userId: 'dr-two' }, { organizationId: 'other-clinic' }]) expect(await relationships.find({ ...physician, ...other }, patientOf(ZEBULON))).toBeUndefined();
    expect(await relationships.find(physician, patientOf(OTHER))).toBeUndefined();
    await relationships.forgetExpired();
    expect(await relationships.find(physician, patientOf(ZEBULON))).toBeDefined();
    clock.advance(12 * HOUR_MS);
    expect(await relationships.find(physician, patientOf(ZEBULON))).toBeUndefined();
    await relationships.forgetExpired();
    expect((await owner.query('select * from stated_reason')).rows).toEqual([]);
  });
});

describe('a stated reason', () => {
  it('is offered only where its purpose opens something to the person', () => {
    expect(relationships.choices(physician).map(({ code }) => code)).toEqual(['treating', 'asked']);
    expect(relationships.choices({ ...physician, roles: ['pacs-administrator'] }).map(({ code }) => code)).toEqual(['treating', 'quality']);
    expect(relationships.choices({ ...physician, roles: ['clerk'] })).toEqual([]);
  });

  it('is written down with what was said, and the patient only under a pseudonym', async () => {
    await relationships.state(physician, patientOf(ZEBULON), 'treating', facts);
    expect(entries).toMatchObject([{ action: 'relationship-stated', purposeOfUse: 'TREAT', details: { relationship: 'stated', statedReason: 'treating' }, actor: { userId: 'dr-one', organizationId: 'clinic' } }]);
    expect(JSON.stringify([entries, (await owner.query('select * from stated_reason')).rows])).not.toContain(ZEBULON);
  });

  it('is refused when it was not offered, and counts for nothing while the log cannot be written', async () => {
    expect(await relationships.state(physician, patientOf(ZEBULON), 'quality', facts)).toEqual({ kind: 'unknown-reason' });
    isLogBroken = true;
    expect(await relationships.state(physician, patientOf(ZEBULON), 'treating', facts)).toEqual({ kind: 'audit-unavailable' });
    expect(await relationships.find(physician, patientOf(ZEBULON))).toBeUndefined();
  });
});

describe('a roster', () => {
  it('is replaced by the file that is loaded, and the database never holds a number', async () => {
    expect(await load(`Health number;Name\n9876-543-217 AB;Example\n${OTHER};Example\n`)).toEqual({ kind: 'loaded', patientCount: 2, addedCount: 2, removedCount: 0 });
    expect(await load(`${OTHER}\n`)).toEqual({ kind: 'loaded', patientCount: 1, addedCount: 0, removedCount: 1 });
    expect(await relationships.find(physician, patientOf(ZEBULON))).toBeUndefined();
    expect(entries.map(({ action, details }) => [action, details?.['patientCount']])).toEqual([['configuration-applied', 2], ['configuration-applied', 1]]);
    expect(JSON.stringify([entries, (await owner.query('select * from roster_patient')).rows])).not.toMatch(/\d{10}/);
  });

  it('changes nothing, and writes nothing down, when it is the same again', async () => {
    await load(`${ZEBULON}\n`);
    expect(await load(`${ZEBULON}\n`)).toEqual({ kind: 'loaded', patientCount: 1, addedCount: 0, removedCount: 0 });
    expect(entries).toHaveLength(1);
  });

  it('is loaded whole or not at all: a wrong line, or a log that cannot be written, leaves the one before', async () => {
    await load(`${ZEBULON}\n`);
    expect(await load(`healthNumber\n${OTHER}\n1234567890\n\nnobody\n`)).toEqual({ kind: 'problems', problems: [{ line: 3, problem: 'not-a-health-number' }, { line: 5, problem: 'not-a-health-number' }] });
    isLogBroken = true;
    await expect(load(`${OTHER}\n`)).rejects.toThrow(AuditAppendFailed);
    expect(await relationships.find(physician, patientOf(ZEBULON))).toMatchObject({ basis: { kind: 'roster' } });
    expect(await relationships.find(physician, patientOf(OTHER))).toBeUndefined();
  });
});
