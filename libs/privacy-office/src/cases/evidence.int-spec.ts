import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditSealer, GroupCommitAuditLog, readEventPartProof, readEventProof, verifyEventPartProof, verifyEventProof } from '@longview/audit';
import { isRefusal, type ChangeRefusal } from '@longview/participants';
import { applyMigrations, openPostgresDatabase, PostgresAuditProofs, PostgresAuditStore, PostgresSealStore, type PostgresDatabase } from '@longview/persistence';
import { addOrganization, asking, caseOffice, DAY_MS, looked, MORNING_MS, ZEBULON, type CaseOffice } from './case-office.fixture.js';
import { freezeEvidence } from './evidence.js';
import { createFlagCases } from './flag-cases.js';
import { createPrivacyCases, type PrivacyCases } from './privacy-cases.js';
import type { PrivacyCase } from './read-case.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ada = asking('ada', 'hospital', 'privacy-contact');
const elsewhere = asking('eve', 'lakeside', 'privacy-contact');
const programOffice = asking('pat', 'program', 'program-office');

let database: PostgresDatabase;
let owner: PostgresDatabase;
let log: GroupCommitAuditLog;
let sealStore: PostgresSealStore;
let sealer: AuditSealer;
let proofs: PostgresAuditProofs;
let office: CaseOffice;
let cases: PrivacyCases;

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  database = openPostgresDatabase(runtimeUrl);
  owner = openPostgresDatabase(ownerUrl);
  let nowMs = MORNING_MS - DAY_MS;
  const clock = { nowMs: () => (nowMs += 1_000) };
  log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), clock);
  sealStore = new PostgresSealStore(runtimeUrl);
  sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', ...clock });
  proofs = new PostgresAuditProofs(runtimeUrl);
});
afterAll(async () => {
  await log.close();
  await sealStore.close();
  await proofs.close();
  await database.close();
  await owner.close();
});
beforeEach(async () => {
  await owner.query('truncate organization, person cascade');
  office = await caseOffice(database, log, (eventId) => proofs.proveInclusion(...(eventId.split('-').map(Number) as [number, number])));
  cases = createPrivacyCases(office);
  await addOrganization(database, 'hospital', [{ id: 'ada', offices: ['privacy-contact'] }, { id: 'nora' }]);
  await addOrganization(database, 'lakeside', [{ id: 'eve', offices: ['privacy-contact'] }]);
  await addOrganization(database, 'program', [{ id: 'pat', offices: ['program-office'] }]);
});

async function sealed(...entries: readonly Parameters<GroupCommitAuditLog['append']>[0][]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const entry of entries) ids.push(await log.append(entry));
  await sealer.sealNow();
  return ids;
}
function done(outcome: PrivacyCase | ChangeRefusal): PrivacyCase {
  if (isRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome as PrivacyCase;
}

describe('the evidence of a case', () => {
  it('keeps of others\' people only the part of an event that is about its own records, with the hash that the signed log holds', async () => {
    const both = { ...looked('nora', 'hospital', ZEBULON), custodians: ['lakeside', 'riverside'].map((custodianId) => ({ custodianId, sourceId: `${custodianId}-records`, itemCount: 3, use: 'collection' as const })), objects: ['Report/of-riverside'] };
    const [shared, others] = await sealed(both, { ...both, custodians: both.custodians.slice(1) });
    expect(await cases.open(elsewhere, { origin: 'manual', summary: 'Theirs', eventIds: [others!] })).toMatchObject({ field: 'eventIds', problem: 'not-in-the-log' });
    const { line: { id }, accesses: [access] } = done(await cases.open(elsewhere, { origin: 'manual', summary: 'Ours', eventIds: [shared!] }));
    expect(access).toMatchObject({ eventId: shared, action: 'patient-opened', occurredAtMs: expect.any(Number), provenAtMs: expect.any(Number) });
    expect(access!.proof).not.toMatch(/riverside|"sealed"|"requestId"/);
    const file = readEventPartProof(access!.proof!)!;
    expect(file.part).toMatchObject({ id: shared, actor: { userId: 'nora' }, custodians: [{ sourceId: 'lakeside-records', itemCount: 3 }], objects: [] });
    expect(verifyEventPartProof(file, publicKey)).toMatchObject({ kind: 'proven' });
    const [ofAnother] = await sealed({ ...both, ...looked('otto', 'hospital', ZEBULON), custodians: both.custodians.slice(1) });
    expect(await cases.open(elsewhere, { origin: 'manual', summary: 'Ours', eventIds: [shared!, ofAnother!] })).toMatchObject({ problem: 'not-in-the-log' });
    // The program office has more to see, but the custodian reads the case.
    expect(await cases.attach(programOffice, { caseId: id, version: 1 }, [others!])).toMatchObject({ field: 'eventIds', problem: 'not-in-the-log' });
    // Whose people they are sees the whole of it, and so does the case that the program office opens there.
    for (const by of [ada, programOffice]) {
      const { accesses, line } = done(await cases.open(by, { origin: 'manual', summary: 'Our nurse', eventIds: [shared!, others!] }));
      expect(line.organizationName.en).toBe('Organization hospital');
      for (const { proof } of accesses) expect(verifyEventProof(readEventProof(proof!)!, publicKey)).toMatchObject({ kind: 'proven' });
    }
  });

  it('names nothing that consent closed, not even of the organization\'s own people', async () => {
    const [eventId] = await sealed({ ...looked('nora', 'hospital', ZEBULON), consentBlockedSourceIds: ['riverside-records'] });
    const { accesses: [access] } = done(await cases.open(ada, { origin: 'manual', summary: 'Our nurse', eventIds: [eventId!] }));
    expect(access!.proof).not.toContain('riverside');
    expect(verifyEventPartProof(readEventPartProof(access!.proof!)!, publicKey)).toMatchObject({ kind: 'proven' });
    const flagged = await log.append({ ...looked('nora', 'hospital', ZEBULON), action: 'override-started', custodians: [{ custodianId: 'riverside', sourceId: 'riverside-records', itemCount: 0, use: 'collection' }] });
    const { caseId } = await database.transaction((connection) => createFlagCases(office).open(connection, { request: ada, flagId: 'flag-closed', organizationId: 'hospital', userId: 'nora', patient: office.patients.pseudonymize(ZEBULON), accessEventIds: [flagged], state: 'in-review' }));
    await sealer.sealNow();
    expect(await freezeEvidence(office, caseId)).toBe(0);
    const frozen = done(await cases.read(ada, caseId)).accesses[0]!.proof!;
    expect(frozen).not.toContain('riverside');
    expect(verifyEventPartProof(readEventPartProof(frozen)!, publicKey)).toMatchObject({ kind: 'proven' });
  });
});
