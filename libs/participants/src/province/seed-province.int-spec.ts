import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@longview/audit';
import { openTestDatabase } from '@longview/persistence';
import { createIdSource, type Clock } from '@longview/platform';
import { createParticipantDirectory } from '../directory/participant-directory.js';
import { isOpen } from '../directory/participant.js';
import { seedProvince, type ProvinceSeed } from './seed-province.js';

const { database, owner, close } = await openTestDatabase();
const DAY_MS = 86_400_000;
let nowMs = Date.UTC(2026, 10, 20, 15);
const clock: Clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
const ids = createIdSource(clock);

/** Fictitious. */
const FACTS: ProvinceSeed = {
  organizations: [
    { id: 'clinic', name: { en: 'Clinic', fr: 'Clinique' }, isActive: true, isContributing: false, phone: '555-0100', email: 'privacy@clinic.example', sourceIds: ['hospital', 'archive'] },
    { id: 'closed', name: { en: 'Closed', fr: 'Fermée' }, isActive: false, isContributing: false, sourceIds: ['hospital'] },
  ],
  people: [
    { id: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', isActive: true, assuranceLevel: 2, identities: [{ identityProviderId: 'idp', subject: 's-1' }], memberships: [
      { organizationId: 'clinic', roles: ['physician', 'privacy-contact'], sourceIds: ['hospital', 'archive'] }, { organizationId: 'closed', roles: ['physician'], sourceIds: ['hospital'] }] },
    { id: 'lra-roy', displayName: 'Camille Roy', isActive: true, assuranceLevel: 2, identities: [{ identityProviderId: 'idp', subject: 's-2' }], memberships: [{ organizationId: 'clinic', roles: ['local-registration-authority'], sourceIds: [] }] },
  ],
};

let written: AuditEntry[];
const audit = { append: async (entry: AuditEntry) => { written.push(entry); return 'event'; } };
const seed = (facts: ProvinceSeed = FACTS) => seedProvince({ database, audit, clock, ids }, facts);
const directory = () => createParticipantDirectory({ database, clock, ids });
const clinicOf = async (userId: string) => (await directory().findById(userId))!.memberships.find(({ organizationId }) => organizationId === 'clinic')!;

beforeEach(async () => {
  await owner.query('truncate organization, person cascade');
  await owner.query('truncate governance_history');
  written = [];
  nowMs = Date.UTC(2026, 10, 20, 15);
});
afterAll(close);

describe('the province file, applied to the database', () => {
  it('brings organizations with an agreement, verified people, identities, entitlements and offices, once', async () => {
    const outcomes = await Promise.all([seed(), seed(), seed()]);
    expect(outcomes.filter(({ people }) => people === 2)).toHaveLength(1);
    expect(written).toMatchObject([{ action: 'configuration-applied', details: { organizations: 2, people: 2, memberships: 3, entitlements: 3, offices: 2, identities: 2, sources: 3 } }]);
    const doctor = (await directory().findByIdentity('idp', 's-1'))!;
    expect(doctor).toEqual(await directory().findById('dr-okafor'));
    expect(doctor).toMatchObject({ displayName: 'Dr. Ngozi Okafor', isActive: true, assuranceLevel: 2 });
    expect(doctor.memberships.map((membership) => [membership.organizationId, membership.status, isOpen(membership), membership.isOrganizationAgreementInForce, membership.roles, [...membership.entitledSourceIds].sort()])).toEqual([
      ['clinic', 'active', true, true, ['physician', 'privacy-contact'], ['archive', 'hospital']],
      ['closed', 'active', false, false, ['physician'], ['hospital']],
    ]);
    expect(await directory().findByIdentity('another', 's-1')).toBeUndefined();
    expect(await directory().contactsOf(['clinic'])).toEqual([{ organizationId: 'clinic', phone: '555-0100', email: 'privacy@clinic.example', registrationAuthorities: ['Camille Roy'] }]);
    expect(await directory().registrationOf('dr-okafor')).toEqual({ email: '', college: '', licenceNumber: '', verifiedAtMs: nowMs, identities: [{ identityProviderId: 'idp', linkedAtMs: nowMs }] });
    expect((await database.query('select family_name, given_name from person order by id')).rows).toEqual([{ family_name: 'Okafor', given_name: 'Ngozi' }, { family_name: 'Roy', given_name: 'Camille' }]);
  });

  it('renames what the file renames and follows its sources, and adds who is new', async () => {
    await seed();
    const [clinic, closed] = FACTS.organizations;
    await seed({ organizations: [{ ...clinic!, name: { en: 'The Clinic', fr: 'La Clinique' }, sourceIds: ['hospital', 'second'] }, closed!], people: [{ ...FACTS.people[0]!, memberships: [{ organizationId: 'clinic', roles: ['physician'], sourceIds: ['hospital', 'second'] }] }] });
    expect(await clinicOf('dr-okafor')).toMatchObject({ organizationName: { en: 'The Clinic', fr: 'La Clinique' }, entitledSourceIds: new Set(['hospital', 'second']) });
    expect(written.at(-1)).toMatchObject({ details: { renamedOrganizations: 1, sources: 1, removedSources: 1, entitlements: 1 } });
  });

  it('never undoes what people changed', async () => {
    await seed();
    const { membershipId } = await clinicOf('dr-okafor');
    await database.query(`update membership set status = 'suspended', status_reason = 'left', roles = '{nurse}' where id = $1`, [membershipId]);
    await database.query('delete from entitlement where membership_id = $1', [membershipId]);
    await database.query(`insert into governance_history (id, subject_kind, subject_id, occurred_at, by_user_id, change) values ('h', 'membership', $1, $2, 'lra-roy', 'suspended')`, [membershipId, new Date(nowMs)]);
    await database.query(`update role_holder set status = 'ended', ended_at = $1 where person_id = 'lra-roy'`, [new Date(nowMs)]);
    await database.query(`update organization set status = 'departed' where id = 'clinic'`);
    written = [];
    await seed();
    expect(written).toEqual([]);
    expect(await clinicOf('dr-okafor')).toMatchObject({ status: 'suspended', statusReason: 'left', roles: ['nurse', 'privacy-contact'], entitledSourceIds: new Set(), organizationStatus: 'departed' });
    expect((await clinicOf('lra-roy')).roles).toEqual([]);
  });

  it('stands not at all when the access log cannot be written', async () => {
    await expect(seedProvince({ database, clock, ids, audit: { append: () => Promise.reject(new Error('no log')) } }, FACTS)).rejects.toThrow('no log');
    expect(await directory().findById('dr-okafor')).toBeUndefined();
  });
});

describe('standing, as a request finds it', () => {
  beforeEach(() => seed());

  it('ends with the day on which an agreement ends, and at once when it is ended', async () => {
    await database.query(`update organization_agreement set effective_to = '2026-11-22'`);
    nowMs = Date.UTC(2026, 10, 23, 3);
    expect((await clinicOf('dr-okafor')).isOrganizationAgreementInForce).toBe(true);
    nowMs = Date.UTC(2026, 10, 23, 6);
    expect((await clinicOf('dr-okafor')).isOrganizationAgreementInForce).toBe(false);
    await database.query('update organization_agreement set effective_to = null, ended_at = $1', [new Date(nowMs)]);
    expect((await clinicOf('dr-okafor')).isOrganizationAgreementInForce).toBe(false);
  });

  it('leaves out an entitlement that has run out and a source that the organization no longer has', async () => {
    await database.query(`update entitlement set expires_at = $1 where source_id = 'archive'`, [new Date(nowMs + DAY_MS)]);
    expect((await clinicOf('dr-okafor')).entitledSourceIds).toEqual(new Set(['archive', 'hospital']));
    nowMs += DAY_MS;
    expect((await clinicOf('dr-okafor')).entitledSourceIds).toEqual(new Set(['hospital']));
    await database.query(`delete from organization_source where organization_id = 'clinic' and source_id = 'hospital'`);
    expect((await clinicOf('dr-okafor')).entitledSourceIds).toEqual(new Set());
  });

  it('trusts an identity no longer than the documents that proved it', async () => {
    await database.query(`update person set assurance_level = 3, verified_until = '2026-11-20'`);
    expect(await directory().findById('dr-okafor')).toMatchObject({ assuranceLevel: 3 });
    nowMs += DAY_MS;
    expect(await directory().findById('dr-okafor')).toMatchObject({ assuranceLevel: 1 });
    await database.query('update person set verified_until = null, verified_at = null');
    expect(await directory().findById('dr-okafor')).toMatchObject({ assuranceLevel: 1 });
  });

  it('remembers when somebody last worked for an organization, and how many patients they opened', async () => {
    await directory().noteUse('dr-okafor', 'clinic');
    nowMs += DAY_MS;
    await Promise.all([directory().notePatientOpened('dr-okafor', 'clinic'), directory().notePatientOpened('dr-okafor', 'clinic')]);
    const { rows } = await database.query<{ used: Date | null; opened: number }>(`select last_used_at as used, patients_opened as opened from membership where person_id = 'dr-okafor' order by organization_id`);
    expect(rows).toEqual([{ used: new Date(nowMs), opened: 2 }, { used: null, opened: 0 }]);
  });

  it('counts an office only while it is in force', async () => {
    await database.query(`update role_holder set status = 'proposed' where person_id = 'dr-okafor'`);
    expect((await clinicOf('dr-okafor')).roles).toEqual(['physician']);
  });

  it('asks the organization once to wake somebody who fell asleep', async () => {
    expect(await directory().requestReturn('dr-okafor')).toEqual([]);
    await database.query(`update membership set status = 'suspended', status_reason = 'idle', status_since = $1 where person_id = 'dr-okafor' and organization_id = 'clinic'`, [new Date(nowMs)]);
    expect(await directory().awaitedReturnsOf('dr-okafor')).toEqual([]);
    nowMs += DAY_MS;
    expect((await Promise.all([directory().requestReturn('dr-okafor'), directory().requestReturn('dr-okafor')])).flat()).toEqual(['clinic']);
    expect((await database.query('select subject_kind, change, organization_id, by_user_id from governance_history')).rows).toEqual([{ subject_kind: 'membership', change: 'return-requested', organization_id: 'clinic', by_user_id: 'dr-okafor' }]);
    expect(await directory().awaitedReturnsOf('dr-okafor')).toEqual(['clinic']);
    await database.query('update membership set status_since = $1', [new Date(nowMs + DAY_MS)]);
    nowMs += 2 * DAY_MS;
    expect(await directory().requestReturn('dr-okafor')).toEqual(['clinic']);
  });

  it('is found through keys alone', async () => {
    await owner.query(`insert into person (id, display_name, assurance_level, created_at) select 'p' || n, 'Fictitious', 2, now() from generate_series(1, 20000) n`);
    await owner.query(`insert into membership (id, person_id, organization_id, status, status_since, created_at, created_by) select 'm' || n, 'p' || n, 'clinic', 'active', now(), now(), 'test' from generate_series(1, 20000) n`);
    await owner.query('analyze person, membership');
    const plans: string[] = [];
    const explaining: typeof database = { ...database, query: async (text, values) => { plans.push(JSON.stringify((await owner.query(`explain (format json) ${text}`, values)).rows)); return { rows: [], rowCount: 0 }; } };
    const reader = createParticipantDirectory({ database: explaining, clock, ids });
    await reader.findById('dr-okafor');
    await reader.findByIdentity('idp', 's-1');
    expect(plans).toHaveLength(2);
    for (const plan of plans) {
      expect(plan).not.toMatch(/"Node Type":\s*"Seq Scan"[^}]*"Relation Name":\s*"(person|membership)"/);
    }
  });
});
