import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditSealer, chainHash, GroupCommitAuditLog, openCheckpoint, verifyConsistency, verifyAuditLog, verifyInclusion, type AuditEntry, type TreeHead } from '@longview/audit';
import pg from 'pg';
import { applyMigrations } from '../apply-migrations.js';
import { AuditSubtrees1763800000020 } from '../migrations/1763800000020-audit-subtrees.js';
import { createDataSource } from '../data-source.js';
import { PostgresAuditProofs, ProofImpossible } from './postgres-audit-proofs.js';
import { PostgresAuditReader } from './postgres-audit-reader.js';
import { PostgresAuditStore } from './postgres-audit-store.js';
import { PostgresSealStore } from './postgres-seal-store.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
/** Fictitious. */
const entry: AuditEntry = { action: 'patient-opened', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] }, patient: { key: 'cGF0aWVudC1rZXktMDAwMQ', sealed: 'AQIDBAUGBwgJCgsMDQ4PEA' } };

describe('proofs about the sealed access log', () => {
  let owner: pg.Client;
  let proofs: PostgresAuditProofs;
  const heads: TreeHead[] = [];
  const ids: string[] = [];
  let unsealedIds: readonly string[] = [];
  let nowMs = Date.UTC(2026, 10, 20, 15, 0, 0);

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    proofs = new PostgresAuditProofs(runtimeUrl);
    const sealStore = new PostgresSealStore(runtimeUrl);
    const sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: () => nowMs });
    const logs = [1, 2].map(() => new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => nowMs }));
    // Two writers at once, sealed at sizes on, before and behind the edges of the kept subtrees.
    for (const count of [1, 254, 2, 300, 211, 5]) {
      ids.push(...(await Promise.all(Array.from({ length: count }, (_, i) => logs[i % 2]!.append(entry)))));
      await sealer.sealNow();
      heads.push(openCheckpoint((await proofs.headBefore())!, publicKey)!);
      nowMs += 86_400_000;
    }
    unsealedIds = await Promise.all(logs.map((log) => log.append(entry)));
    await Promise.all(logs.map((log) => log.close()));
    await sealStore.close();
  });
  afterAll(async () => {
    await proofs.close();
    await owner.end();
  });

  const expectProven = async (id: string): Promise<number> => {
    const [lane, sequence] = id.split('-').map(Number) as [number, number];
    const { event, previousHash, leafIndex, proof, checkpoint } = (await proofs.proveInclusion(lane, sequence))!;
    const head = openCheckpoint(checkpoint, publicKey)!;
    expect(event.id).toBe(id);
    expect(verifyInclusion(chainHash(previousHash, event), leafIndex, head.treeSize, proof, head.rootHash)).toBe(true);
    return leafIndex;
  };

  it('show for an event that the newest signed head covers it, in a place of its own', async () => {
    const asked = ids.filter((_, i) => i % 29 === 0 || [255, 256, 511, 512, 772].includes(i));
    const places = new Set<number>();
    for (const id of asked) places.add(await expectProven(id));
    expect(places.size).toBe(asked.length);
    expect(Math.max(...places)).toBeLessThan(ids.length);
  });

  it('are not given for an event behind the newest head, or for one that never was', async () => {
    for (const id of unsealedIds) expect(await proofs.proveInclusion(...(id.split('-').map(Number) as [number, number]))).toBeUndefined();
    expect(await proofs.proveInclusion(99, 1)).toBeUndefined();
  });

  it('show of every older signed head that the newer ones continue it', async () => {
    for (const older of heads) {
      for (const newer of heads.filter(({ treeSize }) => treeSize >= older.treeSize)) {
        const proof = (await proofs.proveConsistency(older.treeSize, newer.treeSize))!;
        expect(verifyConsistency(older.treeSize, older.rootHash, newer.treeSize, newer.rootHash, proof)).toBe(true);
      }
    }
    expect(await proofs.proveConsistency(0, 5)).toBeUndefined();
    expect(await proofs.proveConsistency(5, 1_000_000)).toBeUndefined();
  });

  it('find the last head of a day', async () => {
    expect(openCheckpoint((await proofs.headBefore(Date.UTC(2026, 10, 22)))!, publicKey)?.treeSize).toBe(heads[1]!.treeSize);
    expect(await proofs.headBefore(Date.UTC(2020, 0, 1))).toBeUndefined();
  });

  it.each([
    ['changed', `update audit_subtree set root = sha256('x') where level = 8 and index = 1`, { kind: 'subtree-wrong', level: 8, index: 1 }],
    ['removed', `delete from audit_subtree where level = 8 and index = 0`, { kind: 'subtree-wrong', level: 8, index: 0 }],
  ])('that a subtree was %s is found when the log is verified, and proofs over it do not pass', async (_what, sql, finding) => {
    const reader = new PostgresAuditReader(runtimeUrl);
    const findings = async (): Promise<readonly unknown[]> => (await reader.snapshot((whole) => verifyAuditLog({ ...whole, publicKey }))).findings;
    await owner.query('create table as_it_was as select * from audit_subtree');
    try {
      expect(await findings()).toEqual([]);
      await owner.query(sql);
      expect(await findings()).toEqual([finding]);
      const newest = heads.at(-1)!;
      const isShown = await Promise.all(heads.map((older) => proofs.proveConsistency(older.treeSize, newest.treeSize).then(
        (proof) => verifyConsistency(older.treeSize, older.rootHash, newest.treeSize, newest.rootHash, proof!), (error: unknown) => (error instanceof ProofImpossible ? false : Promise.reject(error as Error)))));
      expect(isShown).toContain(false);
    } finally {
      await owner.query('truncate audit_subtree; insert into audit_subtree select * from as_it_was; drop table as_it_was');
      await reader.close();
    }
  });

  it('work just the same for a log that was sealed before subtrees were kept', async () => {
    const subtrees = async () => (await owner.query('select * from audit_subtree order by level, index')).rows;
    const kept = await subtrees();
    expect(kept).toHaveLength(3);
    const dataSource = await createDataSource(ownerUrl).initialize();
    const runner = dataSource.createQueryRunner();
    try {
      await new AuditSubtrees1763800000020().down(runner);
      await new AuditSubtrees1763800000020().up(runner);
    } finally {
      await runner.release();
      await dataSource.destroy();
    }
    expect(await subtrees()).toEqual(kept);
  });
});
