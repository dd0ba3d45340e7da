import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditSealer, GroupCommitAuditLog, readEventProof, takePart, writeEventPartProof } from '@longview/audit';
import { PostgresAuditProofs, PostgresAuditStore, PostgresSealStore } from '@longview/persistence';
import pg from 'pg';
import { longview } from './longview.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

describe('longview with a database', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'longview-cli-'));
    writeFileSync(path.join(folder, 'key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (args: readonly string[], environment: Record<string, string> = { DATABASE_URL: ownerUrl, DATABASE_RUNTIME_URL: runtimeUrl }): Promise<{ code: number; output: string; errors: string }> => {
    const lines: string[] = [];
    const errors: string[] = [];
    const code = await longview(args, { environment, print: (line) => lines.push(line), printError: (line) => errors.push(line) });
    return { code, output: lines.join('\n'), errors: errors.join('\n') };
  };

  it('doctor says that the schema is missing, migrate brings it, and a second migrate finds nothing to do', async () => {
    const file = path.join(folder, 'missing.yaml');
    expect((await run(['doctor', '--province', file])).output).toMatch(/FAIL {2}schema +\d+ migration\(s\) missing: longview migrate/);
    expect(await run(['migrate'])).toMatchObject({ code: 0, output: expect.stringContaining('migration(s) applied') });
    expect(await run(['migrate'])).toMatchObject({ code: 0, output: 'The schema is up to date.' });
    expect((await run(['doctor', '--province', file])).output).toMatch(/ok {4}schema +up to date/);
    expect((await run(['doctor', '--province', file])).output).toMatch(/ok {4}access log +\d+ events are sealed/);
  });

  it('verifies the database, and the export of it, to the same effect', async () => {
    await run(['migrate']);
    const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now, lanes: 1 });
    for (let i = 0; i < 5; i++) await log.append({ action: 'records-shown', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } });
    const sealStore = new PostgresSealStore(runtimeUrl);
    await new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: Date.now }).sealNow();
    await sealStore.close();
    await log.append({ action: 'sign-out', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } });
    await log.close();

    const key = ['--public-key', path.join(folder, 'key.pem')];
    const whole = await run(['verify-audit', ...key]);
    expect(whole).toMatchObject({ code: 0, output: expect.stringMatching(/^6 events; 5 of them.*\n1 events are newer than the last head.*\nINTACT/s) });

    const out = path.join(folder, 'log.ndjson');
    expect(await run(['export-audit', '--out', out])).toMatchObject({ code: 0, output: `6 events and 1 signed heads written to ${out}.` });
    expect(statSync(out).mode & 0o077).toBe(0);
    expect(await run(['verify-audit', ...key, '--export', out], {})).toEqual(whole);
    expect((await run(['export-audit', '--out', out])).code).toBe(3);

    const proof = path.join(folder, 'event.json');
    expect(await run(['prove-event', '--event', '1-3', '--out', proof])).toMatchObject({ code: 0, output: `Event 1-3 is number 3 of the sealed log; the proof is in ${proof}.` });
    expect(await run(['verify-proof', '--proof', proof, ...key], {})).toMatchObject({ code: 0, output: expect.stringMatching(/^PROVEN: event 1-3 \(records-shown by dr-okafor at .*\) is number 3 of the 5 events signed at/) });
    const part = path.join(folder, 'part.json');
    writeFileSync(part, writeEventPartProof(takePart(readEventProof(readFileSync(proof, 'utf8'))!, {})));
    expect(await run(['verify-proof', '--proof', part, ...key], {})).toMatchObject({ code: 0, output: expect.stringMatching(/^PROVEN IN PART: .* is number 3 of the 5 events .*\(event 1-3\) is not proven by that\.$/) });
    expect((await run(['prove-event', '--event', '1-6', '--out', path.join(folder, 'unsealed.json')])).code).toBe(1);
    writeFileSync(proof, readFileSync(proof, 'utf8').replace('dr-okafor', 'dr-nobody'));
    expect(await run(['verify-proof', '--proof', proof, ...key], {})).toMatchObject({ code: 1, output: expect.stringContaining('NOT PROVEN') });

    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`update audit_event set occurred_at = occurred_at - interval '1 second' where sequence = 3`);
    await owner.end();
    expect(await run(['verify-audit', ...key])).toMatchObject({ code: 1, output: expect.stringContaining('event 1-3 was changed') });
  });

  it('checks with two heads and a proof that the log was continued and not rewritten', async () => {
    await run(['migrate']);
    const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now, lanes: 1 });
    const sealStore = new PostgresSealStore(runtimeUrl);
    const sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: Date.now });
    const proofs = new PostgresAuditProofs(runtimeUrl);
    const file = (name: string): string => path.join(folder, name);
    const sizes: number[] = [];
    for (const name of ['older', 'newer']) {
      await log.append({ action: 'sign-in', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } });
      await sealer.sealNow();
      const head = (await proofs.headBefore())!;
      writeFileSync(file(name), head);
      sizes.push(Number(head.split('\n')[1]));
    }
    const proof = (await proofs.proveConsistency(sizes[0]!, sizes[1]!))!.map((hash) => hash.toString('base64'));
    await Promise.all([log.close(), sealStore.close(), proofs.close()]);
    const check = (hashes: readonly string[], key = 'key.pem') => {
      writeFileSync(file('proof.json'), JSON.stringify({ proof: hashes }));
      return run(['verify-consistency', '--older', file('older'), '--newer', file('newer'), '--proof', file('proof.json'), '--public-key', file(key)], {});
    };
    expect(await check(proof)).toMatchObject({ code: 0, output: expect.stringContaining(`CONSISTENT: the log of ${sizes[1]} events`) });
    expect(await check([...proof].fill(Buffer.alloc(32).toString('base64')))).toMatchObject({ code: 1, output: expect.stringContaining('NOT CONSISTENT') });
    writeFileSync(file('another.pem'), generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    expect(await check(proof, 'another.pem')).toMatchObject({ code: 1, output: 'NOT CONSISTENT: the older head is not signed with this key.' });
  });

  it('removes log-ins whose time is over, after showing which, and verifies the rest', async () => {
    await run(['migrate']);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`select ensure_audit_partitions('2023-01-01', 2); truncate audit_event, audit_tree_head, audit_subtree; update audit_seal set tx = '0', lane = 0, sequence = 0, tree_size = 0, frontier = ''`);
    await owner.end();
    const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => Date.UTC(2023, 0, 10), lanes: 1 });
    for (const action of ['sign-in', 'records-shown', 'sign-out'] as const) await log.append({ action, outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } });
    await log.close();
    const sealStore = new PostgresSealStore(runtimeUrl);
    const sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: Date.now });
    await sealer.sealNow();
    const file = path.join(folder, 'kept.yaml');
    const province = { name: { en: 'Sample', fr: 'Exemple' }, identityProviders: [{ id: 'idp', name: { en: 'Sample', fr: 'Exemple' }, issuer: 'http://127.0.0.1:1', clientId: 'longview', clientSecret: { env: 'NONE' } }],
      organizations: [{ id: 'lakehead', name: { en: 'Lakehead', fr: 'Lakehead' }, entitledSources: 'all' }], users: [],
      sources: [{ id: 'up', name: { en: 'up', fr: 'up' }, custodianId: 'lakehead', records: { protocol: 'fhir-r4', baseUrl: 'http://127.0.0.1:1/fhir' }, kinds: ['report'] }] };
    const environment = { DATABASE_URL: ownerUrl, DATABASE_RUNTIME_URL: runtimeUrl, LONGVIEW_PROVINCE: file };
    writeFileSync(file, JSON.stringify(province));
    expect(await run(['apply-retention', '--class', 'system'], environment)).toMatchObject({ code: 0, output: expect.stringContaining('for good: nothing is removed') });
    writeFileSync(file, JSON.stringify({ ...province, retention: { systemEventMonths: 24 } }));
    expect(await run(['apply-retention', '--class', 'system'], environment)).toMatchObject({ code: 0, output: '2023-01: 2 of 3 events' });
    expect(await run(['apply-retention', '--class', 'system', '--apply', '--months', '2'], environment)).toMatchObject({ code: 2 });
    expect(await run(['apply-retention', '--class', 'system', '--apply', '--months', '1'], environment)).toMatchObject({ code: 0, output: expect.stringContaining('2 events were removed') });
    await sealer.sealNow();
    await sealStore.close();
    const key = ['--public-key', path.join(folder, 'key.pem')];
    const verified = await run(['verify-audit', ...key]);
    expect(verified).toMatchObject({ code: 0, output: expect.stringMatching(/^2 events; .*\n2 more were removed .*\nINTACT/s) });
    const out = path.join(folder, 'after-retention.ndjson');
    await run(['export-audit', '--out', out]);
    expect(await run(['verify-audit', ...key, '--export', out], {})).toEqual(verified);
  });

  it('keeps a single role for everything able to migrate again', async () => {
    const environment = { DATABASE_URL: ownerUrl };
    expect((await run(['migrate'], environment)).code).toBe(0);
    expect((await run(['migrate'], environment)).code).toBe(0);
    expect((await run(['doctor', '--province', 'missing.yaml'], environment)).output).toMatch(/FAIL {2}runtime role +.* may change the access log/);
  });

  it('ends with 3 and without the password when the database cannot be reached', async () => {
    const nowhere = new URL(ownerUrl);
    nowhere.port = '1';
    const { code, errors } = await run(['migrate'], { DATABASE_URL: nowhere.href });
    expect(code).toBe(3);
    expect(errors).toContain('ECONNREFUSED');
    expect(errors).not.toContain(nowhere.password);
  });

  it('doctor looks at every source and tells apart those that answer', async () => {
    const server = http.createServer((_request, response) => {
      response.setHeader('content-type', 'application/fhir+json');
      response.end(JSON.stringify({ resourceType: 'CapabilityStatement', status: 'active', fhirVersion: '4.0.1', kind: 'instance', date: '2026-01-01', format: ['json'] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const source = (id: string, at: number): object => ({ id, name: { en: id, fr: id }, custodianId: 'lakehead', records: { protocol: 'fhir-r4', baseUrl: `http://127.0.0.1:${at}/fhir` }, kinds: ['report'] });
    const file = path.join(folder, 'province.yaml');
    writeFileSync(file, JSON.stringify({
      name: { en: 'Sample', fr: 'Exemple' },
      identityProviders: [{ id: 'idp', name: { en: 'Sample', fr: 'Exemple' }, issuer: 'http://127.0.0.1:1', clientId: 'longview', clientSecret: { env: 'NONE' } }],
      organizations: [{ id: 'lakehead', name: { en: 'Lakehead', fr: 'Lakehead' }, entitledSources: 'all' }],
      users: [],
      sources: [source('up', port), source('down', 1)],
    }));
    const { code, output } = await run(['doctor', '--province', file, '--timeout-ms', '3000']);
    server.close();
    expect(output).toMatch(/ok {4}source up +answers in \d+ ms/);
    expect(output).toMatch(/FAIL {2}source down +.*\(SOURCE_UNREACHABLE\)/);
    expect(output).toMatch(/ok {4}province file +1 organizations, 0 users, 2 sources/);
    expect(output).toMatch(/ok {4}clock/);
    expect(output).toMatch(/1 of \d+ checks failed\.$/);
    expect(code).toBe(1);
  });

  it('generates a province into an empty database, and into another only when told to', async () => {
    await run(['migrate']);
    expect(await run(['generate-province', '--users', 'many'])).toMatchObject({ code: 2, errors: expect.stringContaining('--users is a whole number from 1 to 1000000.') });
    const first = await run(['generate-province', '--users', '60']);
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining(' 60 users, ') });
    expect(await run(['generate-province', '--users', '60'])).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('(--add)') });
  });

  it('loads a roster whole, names wrong lines by number only, and says who does not exist', async () => {
    await run(['migrate']);
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    try {
      await owner.query(`insert into organization (id, name_en, name_fr, status, status_since, created_at) values ('clinic', 'Clinic', 'Clinique', 'active', now(), now())`);
      writeFileSync(path.join(folder, 'audit-index.key'), Buffer.alloc(32, 7).toString('base64url'));
      const file = path.join(folder, 'roster.csv');
      const environment = { DATABASE_URL: ownerUrl, DATABASE_RUNTIME_URL: runtimeUrl, LONGVIEW_SECRETS: folder };
      const load = (text: string, organization = 'clinic') => { writeFileSync(file, text); return run(['load-roster', '--organization', organization, '--file', file], environment); };
      expect(await load('healthNumber\n9876543217\n1234567897\n')).toMatchObject({ code: 0, output: '2 patients on the roster of clinic: 2 new, 0 not any more.' });
      expect(await load('healthNumber\n9876543217\n5555555556\n')).toEqual({ code: 1, output: '', errors: 'line 3: no health number\n1 line(s) are wrong: nothing was changed.' });
      expect(await load('9876543217\n', 'nobody')).toMatchObject({ code: 2 });
      expect((await owner.query('select count(*)::int as count from roster_patient')).rows).toEqual([{ count: 2 }]);
    } finally {
      await owner.end();
    }
  });
});
