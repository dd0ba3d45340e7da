import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditSealer, GroupCommitAuditLog, openCheckpoint, verifyAuditLog, verifyConsistency, verifyInclusion, chainHash, type AuditEntry, type VerificationReport } from '@longview/audit';
import pg from 'pg';
import { applyMigrations } from '../apply-migrations.js';
import { LogConnections } from './log-connections.js';
import { PostgresAuditProofs } from './postgres-audit-proofs.js';
import { PostgresAuditReader } from './postgres-audit-reader.js';
import { PostgresAuditRetention, type RetentionRun } from './postgres-audit-retention.js';
import { PostgresAuditStore } from './postgres-audit-store.js';
import { PostgresSealStore } from './postgres-seal-store.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** Fictitious. */
const actor: AuditEntry['actor'] = { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] };
const signedIn: AuditEntry = { action: 'sign-in', outcome: 'success', actor };
const opened: AuditEntry = { action: 'patient-opened', outcome: 'success', actor, patient: { key: 'cGF0aWVudC1rZXktMDAwMQ', sealed: 'AQIDBAUGBwgJCgsMDQ4PEA' } };
const [JANUARY_MS, FEBRUARY_MS, MARCH_MS, TODAY_MS] = [Date.UTC(2023, 0, 10), Date.UTC(2023, 1, 10), Date.UTC(2023, 2, 10), Date.UTC(2026, 10, 20)];
const BEFORE_MARCH = { retentionClass: 'system', beforeMs: Date.UTC(2023, 2, 1) } as const;

describe('retention of the access log', () => {
  let owner: pg.Client;
  let connections: LogConnections;
  let reader: PostgresAuditReader;
  let proofs: PostgresAuditProofs;
  let sealStore: PostgresSealStore;
  let sealer: AuditSealer;
  let log: GroupCommitAuditLog;
  let nowMs: number;
  let kept: string;
  const retention = new PostgresAuditRetention(ownerUrl);

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    connections = new LogConnections(runtimeUrl);
    reader = new PostgresAuditReader(connections);
    proofs = new PostgresAuditProofs(connections);
    sealStore = new PostgresSealStore(runtimeUrl);
    sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: () => nowMs });
  });
  beforeEach(async () => {
    await owner.query(`truncate audit_event, audit_removed, audit_tree_head, audit_subtree; update audit_seal set tx = '0', lane = 0, sequence = 0, tree_size = 0, frontier = ''; alter sequence audit_lane restart`);
    await owner.query(`select ensure_audit_partitions('2023-01-01', 3)`);
    log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => nowMs, lanes: 1 });
    // January: log-ins only. February: both, more than a kept subtree holds. March stays.
    await write(JANUARY_MS, ...Array.from({ length: 20 }, () => signedIn));
    await write(FEBRUARY_MS, ...Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? opened : signedIn)));
    kept = (await proofs.headBefore())!;
    await write(MARCH_MS, signedIn, opened, signedIn);
    nowMs = TODAY_MS;
  });
  afterAll(async () => {
    await connections.close();
    await sealStore.close();
    await owner.end();
  });
  const write = async (atMs: number, ...entries: readonly AuditEntry[]): Promise<void> => {
    nowMs = atMs;
    for (const entry of entries) await log.append(entry);
    await sealer.sealNow();
  };
  const verify = (): Promise<VerificationReport> => reader.snapshot(({ events, heads }) => verifyAuditLog({ events, heads, publicKey, keptCheckpoints: [kept] }));
  const announce = ({ run, removedCount, removedRoot }: RetentionRun): Promise<string> => log.append({ action: 'retention-applied', outcome: 'success', actor, details: { run, removedCount, removedRoot: removedRoot.toString('base64') } });
  const partitions = async (): Promise<readonly string[]> => (await owner.query<{ name: string }>(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass and inhrelid::regclass::text like '%2023%' order by 1`)).rows.map(({ name }) => name);

  it('shows what would go and changes nothing', async () => {
    expect(await retention.preview(BEFORE_MARCH)).toEqual([{ month: '2023-01', removableCount: 20, eventCount: 20 }, { month: '2023-02', removableCount: 200, eventCount: 300 }]);
    expect(await verify()).toMatchObject({ isIntact: true, eventCount: 323, removedCount: 0 });
  });

  it('removes the class and no more, drops a month that is empty, and everything that stays can still be verified and proven', async () => {
    expect(await retention.apply(BEFORE_MARCH, 'run-1', announce)).toMatchObject({ removedCount: 220 });
    await sealer.sealNow();
    await log.close();
    expect(await partitions()).toEqual(['audit_event_2023_02', 'audit_event_2023_03']);
    expect(await verify()).toMatchObject({ isIntact: true, eventCount: 104, removedCount: 220, confirmedCount: 324, findings: [] });
    // The head that was kept before is still the beginning of the log, and an event between removed ones still in it.
    const newest = openCheckpoint((await proofs.headBefore())!, publicKey)!;
    const old = openCheckpoint(kept, publicKey)!;
    expect(verifyConsistency(old.treeSize, old.rootHash, newest.treeSize, newest.rootHash, (await proofs.proveConsistency(old.treeSize, newest.treeSize))!)).toBe(true);
    const proven = (await proofs.proveInclusion(1, 24))!;
    expect(verifyInclusion(chainHash(proven.previousHash, proven.event), proven.leafIndex, newest.treeSize, proven.proof, newest.rootHash)).toBe(true);
    expect(await proofs.proveInclusion(1, 22)).toBeUndefined();
    // What is said of the removal outlives another one.
    expect(await retention.apply(BEFORE_MARCH, 'run-2', announce)).toBeUndefined();
  });

  it('forgets with accesses what reports found them by, and keeps the rest of it', async () => {
    await owner.query(`insert into access select n, at, at, at, 0, 1, 0, 0, 1, 'patient' from (values (1, '2023-02-10'::timestamptz), (2, '2023-03-10')) of_month(n, at);
      insert into access_custodian select access_id, started_at, 1, 1, 1, false, 0 from access`);
    await owner.query(`
      insert into surveillance_access (id, user_id, user_name, roles, role, organization_id, session_id, patient_key, patient_sealed, first_at, last_at, is_opened, is_by_name, is_found, relationship, relationship_kind, stated_reason, is_override, consent_refusals, is_share_elsewhere, actions, custodian_ids, source_ids, item_count, event_ids)
      select id, 'u', 'u', '{}', '', '', '', '', '', at, at, true, false, true, '', '', '', false, 0, false, '{}', '{}', '{}', 0, '{}' from (values ('old', '2023-02-10'::timestamptz), ('flagged', '2023-02-10'), ('young', '2023-03-10')) a(id, at);
      insert into flag (id, user_id, user_name, roles, organization_id, patient_key, patient_sealed, raised_at, occurred_at, last_at, weight, custodian_ids, source_ids, explanations) select 'f', 'u', 'u', '{}', '', '', '', now(), now(), now(), 50, '{}', '{}', '[]';
      insert into flag_access values ('flagged', 'f')`);
    const indexed = async () => (await owner.query<{ ids: string }>(`select string_agg(distinct access_id::text, ' ') as ids from (select access_id from access union all select access_id from access_custodian) both_tables`)).rows[0]!.ids;
    await retention.apply(BEFORE_MARCH, 'run-1', announce);
    expect(await indexed()).toBe('1 2');
    await retention.apply({ ...BEFORE_MARCH, retentionClass: 'access' }, 'run-2', announce);
    expect(await indexed()).toBe('2');
    expect((await owner.query('select id from surveillance_access order by id')).rows).toEqual([{ id: 'flagged' }, { id: 'young' }]);
    await owner.query('truncate access, access_custodian, surveillance_access, flag cascade');
    await log.close();
  });

  it('removes nothing when the event that accounts for it cannot be written', async () => {
    await expect(retention.apply(BEFORE_MARCH, 'run-1', () => Promise.reject(new Error('the log cannot be written')))).rejects.toThrow('the log cannot be written');
    await log.close();
    expect(await verify()).toMatchObject({ isIntact: true, eventCount: 323, removedCount: 0 });
    expect(await partitions()).toHaveLength(3);
  });

  it('leaves what no head covers, and what is not that old', async () => {
    nowMs = FEBRUARY_MS;
    await log.append(signedIn);
    expect(await retention.apply(BEFORE_MARCH, 'run-1', announce)).toMatchObject({ removedCount: 220 });
    await log.close();
    expect(await verify()).toMatchObject({ isIntact: true, unsealedCount: 2 });
  });

  it.each([
    ['one more event is removed under its name', `with gone as (delete from audit_event where sequence = 24 returning tx, sequence, lane, hash) insert into audit_removed select tx, sequence, lane, hash, 'run-1' from gone`, { kind: 'removal-unaccounted', run: 'run-1', removedCount: 221 }],
    ['events are removed and called retention', `with gone as (delete from audit_event where sequence = 24 returning tx, sequence, lane, hash) insert into audit_removed select tx, sequence, lane, hash, 'run-9' from gone`, { kind: 'removal-unaccounted', run: 'run-9', removedCount: 1 }],
    ['what stayed of a removed event is removed', `delete from audit_removed where sequence = 2`, { kind: 'removed', firstEventId: '1-2', lastEventId: '1-2' }],
    ['what stayed of a removed event is changed', `update audit_removed set hash = sha256('x') where sequence = 2`, { kind: 'altered-range', firstLeaf: 0, lastLeaf: 19, expectedEvents: 20, foundEvents: 20 }],
    ['a removed event is put back with another content', `insert into audit_event select removed.tx, event.occurred_at, removed.sequence, removed.lane, action, user_code, organization_code, removed.hash, patient_key, payload from audit_removed removed, (select * from audit_event where sequence = 322) event where removed.sequence = 2`, { kind: 'inserted', eventId: '1-2' }],
  ])('finds it when %s', async (_what, tampering, finding) => {
    await retention.apply(BEFORE_MARCH, 'run-1', announce);
    await sealer.sealNow();
    await log.close();
    await owner.query(tampering);
    const report = await verify();
    expect(report.isIntact).toBe(false);
    expect(report.findings).toContainEqual(finding);
  });
});
