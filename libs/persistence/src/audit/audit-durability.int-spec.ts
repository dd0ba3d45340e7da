import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditAppendFailed, AuditSealer, GroupCommitAuditLog, verifyAuditLog, type AuditEntry } from '@longview/audit';
import { build } from 'esbuild';
import pg from 'pg';
import { applyMigrations } from '../apply-migrations.js';
import { PostgresAuditReader } from './postgres-audit-reader.js';
import { PostgresAuditStore } from './postgres-audit-store.js';
import { PostgresSealStore } from './postgres-seal-store.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const event: AuditEntry = { action: 'records-shown', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } };

describe('what the access log acknowledged', () => {
  let owner: pg.Client;

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
  });
  beforeEach(async () => { await owner.query('truncate audit_event'); });
  afterAll(async () => { await owner.end(); });

  const storedIds = async (): Promise<ReadonlySet<string>> => new Set((await owner.query<{ id: string }>(`select lane || '-' || sequence as id from audit_event`)).rows.map(({ id }) => id));
  const findingsOf = async (): Promise<readonly unknown[]> => {
    const reader = new PostgresAuditReader(runtimeUrl);
    const { publicKey } = generateKeyPairSync('ed25519');
    try {
      return (await reader.snapshot(({ events, heads }) => verifyAuditLog({ events, heads, publicKey }))).findings;
    } finally {
      await reader.close();
    }
  };
  const killWriters = (): Promise<unknown> => owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'longview-audit' and datname = current_database()`);

  it('is there after the writing process was killed under load', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'longview-writer-'));
    try {
      const script = path.join(folder, 'writer.mjs');
      await build({ entryPoints: [path.join(import.meta.dirname, 'relentless-writer.fixture.ts')], outfile: script, bundle: true, platform: 'node', format: 'esm', conditions: ['@longview/source'], external: ['pg-native'],
        banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` }, logLevel: 'silent' });
      const writer = spawn(process.execPath, [script], { env: { ...process.env, NODE_OPTIONS: '', WRITER_URL: runtimeUrl }, stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      for await (const chunk of writer.stdout as AsyncIterable<Buffer>) {
        output += chunk.toString();
        if (output.length > 20_000) writer.kill('SIGKILL');
      }
      // The last line may have been cut in the middle.
      const acknowledged = output.split('\n').slice(0, -1);
      expect(acknowledged.length).toBeGreaterThan(1_000);
      const stored = await storedIds();
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      expect(await findingsOf()).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is there after the database cut its connections under load; everything else was refused, and writing went on', async () => {
    const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
    const acknowledged: string[] = [];
    let refused = 0;
    for (let round = 0; round < 3; round++) {
      const appends = Array.from({ length: 2_000 }, () => log.append(event).then((id) => void acknowledged.push(id), (error: unknown) => {
        expect(error).toBeInstanceOf(AuditAppendFailed);
        refused++;
      }));
      await appends[300];
      await killWriters();
      await Promise.all(appends);
    }
    await log.append(event);
    await log.close();
    expect(refused).toBeGreaterThan(0);
    const stored = await storedIds();
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(await findingsOf()).toEqual([]);
  });

  it('goes on over a new connection, without a refusal, when a quiet one had been cut', async () => {
    const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now, lanes: 1 });
    const first = await log.append(event);
    await killWriters();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const second = await log.append(event);
    await log.close();
    expect(second.split('-')[0]).not.toBe(first.split('-')[0]);
    expect((await storedIds()).size).toBe(2);
  });

  it('is refused at once, for everybody who waits, when there is no database', async () => {
    const nowhere = new URL(runtimeUrl);
    nowhere.port = '1';
    const log = new GroupCommitAuditLog(new PostgresAuditStore(nowhere.href), { nowMs: Date.now });
    const results = await Promise.allSettled(Array.from({ length: 1_000 }, () => log.append(event)));
    expect(results.every((result) => result.status === 'rejected' && result.reason instanceof AuditAppendFailed)).toBe(true);
    await log.close();
  });

  it('is refused when the database will not write', async () => {
    const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
    await owner.query('begin; lock table audit_event in access exclusive mode');
    const stuck = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl, { timeoutMs: 300 }), { nowMs: Date.now });
    await expect(stuck.append(event)).rejects.toBeInstanceOf(AuditAppendFailed);
    await owner.query('rollback');
    await stuck.close();
    await log.append(event);
    await log.close();
  });

  it('seals beside the writers without holding them up', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const sealStore = new PostgresSealStore(runtimeUrl);
    const failures: unknown[] = [];
    const sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: Date.now, intervalMs: 20, onFailure: (error) => failures.push(error) });
    const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
    sealer.start();
    const countHeads = async () => Number((await owner.query<{ heads: string }>('select count(*)::text as heads from audit_tree_head')).rows[0]!.heads);
    let appended = 0;
    // However slow the machine, the writers go on until the sealer has come round twice beside them.
    while (appended < 1_000 || (await countHeads()) < 2) {
      await Promise.all(Array.from({ length: 20 }, () => log.append(event)));
      appended += 20;
    }
    await log.close();
    await sealer.stop();
    await sealer.sealNow();
    await sealStore.close();
    expect(failures).toEqual([]);
    const { rows: [newest] } = await owner.query<{ tree_size: string }>('select max(tree_size)::text as tree_size from audit_tree_head');
    expect(newest!.tree_size).toBe(String(appended));
  });
});
