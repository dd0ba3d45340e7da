import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditSealer, GroupCommitAuditLog, verifyAuditLog, type AuditEntry, type Finding, type VerificationReport } from '@longview/audit';
import pg from 'pg';
import { applyMigrations } from '../apply-migrations.js';
import { PostgresAuditReader } from './postgres-audit-reader.js';
import { PostgresAuditStore } from './postgres-audit-store.js';
import { PostgresSealStore } from './postgres-seal-store.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const NOW_MS = Date.UTC(2026, 10, 20, 15, 0, 0);

/** Fictitious. */
const opened: AuditEntry = {
  action: 'patient-opened', outcome: 'success',
  actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'], organizationId: 'erieshore-family-health' },
  sessionId: 'c2Vzc2lvbi1vbmU', requestId: '018f2d3e-7a6b-7c11-9f3e-2b1a5c6d7e8f', clientAddress: '192.0.2.17', purposeOfUse: 'TREAT', rule: 'entitled-organization',
  patient: { key: 'cGF0aWVudC1rZXktMDAwMQ', sealed: 'AQIDBAUGBwgJCgsMDQ4PEA' },
  custodians: [{ custodianId: 'lakehead-general', sourceId: 'lakehead-general-fhir', itemCount: 12, use: 'collection' }],
  completeness: { asOfMs: NOW_MS - 40, isRestricted: false, outcomes: [{ sourceId: 'lakehead-general-fhir', state: 'answered', recordCount: 12, withheldCount: 0, failedKinds: [], elapsedMs: 211.7 }] },
};
const signedIn: AuditEntry = { action: 'sign-in', outcome: 'success', actor: { userId: 'nurse-tremblay', displayName: 'Amélie Tremblay', roles: ['nurse'] } };

describe('the access log in PostgreSQL', () => {
  let owner: pg.Client;
  let reader: PostgresAuditReader;
  let sealStore: PostgresSealStore;
  let sealer: AuditSealer;
  let log: GroupCommitAuditLog;

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    reader = new PostgresAuditReader(runtimeUrl);
    sealStore = new PostgresSealStore(runtimeUrl);
    sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: () => NOW_MS });
  });

  beforeEach(async () => {
    await owner.query(`truncate audit_event, audit_tree_head, audit_subtree; update audit_seal set tx = '0', lane = 0, sequence = 0, tree_size = 0, frontier = ''; alter sequence audit_lane restart`);
    log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => NOW_MS });
  });

  afterAll(async () => {
    await sealStore.close();
    await reader.close();
    await owner.end();
  });

  const verify = (keptCheckpoints: readonly string[] = []): Promise<VerificationReport> =>
    reader.snapshot((whole) => verifyAuditLog({ ...whole, publicKey, keptCheckpoints }));
  /** Three sealed batches of four events each of lane 1, and three events behind the last head. */
  const fill = async (): Promise<void> => {
    for (let batch = 0; batch < 3; batch++) {
      for (let i = 0; i < 4; i++) await log.append(i % 2 === 0 ? opened : signedIn);
      await sealer.sealNow();
    }
    for (let i = 0; i < 3; i++) await log.append(opened);
    await log.close();
  };
  const newestCheckpoint = async (): Promise<string> => (await owner.query<{ checkpoint: string }>('select checkpoint from audit_tree_head order by tree_size desc limit 1')).rows[0]!.checkpoint;

  it('reads back exactly what was written', async () => {
    const id = await log.append(opened);
    await log.append(signedIn);
    await log.close();
    const [event] = await reader.find({ about: { patientKey: opened.patient!.key }, fromMs: NOW_MS - 1, untilMs: NOW_MS + 1, limit: 10 });
    const outcomes = opened.completeness!.outcomes.map((outcome) => ({ ...outcome, elapsedMs: 212 }));
    expect(event).toEqual({ ...opened, completeness: { ...opened.completeness, outcomes }, id, occurredAtMs: NOW_MS });
    expect((await reader.find({ about: { userId: 'nurse-tremblay' }, fromMs: 0, untilMs: NOW_MS + 1, limit: 10 })).map(({ action }) => action)).toEqual(['sign-in']);
    expect(await reader.find({ about: { organizationId: 'erieshore-family-health' }, fromMs: NOW_MS + 1, untilMs: NOW_MS + 2, limit: 10 })).toEqual([]);
    expect(await reader.find({ about: { patientKey: '' }, fromMs: 0, untilMs: NOW_MS + 1, limit: 10 })).toEqual([]);
  });

  it('hands over what happened of some kinds in a time, and when it begins', async () => {
    expect(await reader.earliestMs()).toBeUndefined();
    await log.append(opened);
    await log.append(signedIn);
    await log.close();
    expect(await reader.earliestMs()).toBe(NOW_MS);
    const seen: string[] = [];
    await reader.readActions({ actions: ['patient-opened', 'printed'], fromMs: NOW_MS, untilMs: NOW_MS + 1 }, ({ action, custodians }) => seen.push(`${action} ${custodians?.[0]?.sourceId}`));
    await reader.readActions({ actions: ['patient-opened'], fromMs: NOW_MS - 1, untilMs: NOW_MS }, ({ action }) => seen.push(action));
    expect(seen).toEqual(['patient-opened lakehead-general-fhir']);
  });

  it('is intact after many writers at once, each with an id of its own', async () => {
    const ids = await Promise.all(Array.from({ length: 1_000 }, (_, i) => log.append({ ...opened, requestId: `request ${i}` })));
    await log.close();
    await sealer.sealNow();
    expect(new Set(ids).size).toBe(1_000);
    expect(await verify()).toMatchObject({ isIntact: true, eventCount: 1_000, confirmedCount: 1_000, unsealedCount: 0, headCount: 1 });
  });

  it('is intact when several processes write and seal at the same time', async () => {
    const logs = [log, ...[1, 2].map(() => new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => NOW_MS }))];
    const otherStore = new PostgresSealStore(runtimeUrl);
    const otherSealer = new AuditSealer({ store: otherStore, privateKey, origin: 'longview.example/access-log', nowMs: () => NOW_MS });
    for (let round = 0; round < 20; round++) await Promise.all([...logs.flatMap((one) => [one.append(opened), one.append(signedIn)]), sealer.sealNow(), otherSealer.sealNow()]);
    await Promise.all(logs.map((one) => one.close()));
    await sealer.sealNow();
    await otherStore.close();
    const report = await verify();
    expect(report).toMatchObject({ isIntact: true, eventCount: 120, confirmedCount: 120 });
    expect(report.headCount).toBeGreaterThan(1);
  });

  it('seals nothing above a transaction that is still running, and misses nothing once it has ended', async () => {
    const slow = new pg.Client({ connectionString: runtimeUrl });
    await slow.connect();
    await slow.query('begin; select pg_current_xact_id()');
    await log.append(opened);
    expect(await sealer.sealNow()).toBe(0);
    await slow.query(`insert into audit_event (occurred_at, sequence, lane, action, user_code, organization_code, hash, patient_key, payload) select occurred_at, 1, 99, action, user_code, organization_code, hash, patient_key, payload from audit_event`);
    await slow.query('commit');
    await slow.end();
    expect(await sealer.sealNow()).toBe(2);
    await log.close();
  });

  it('says of every event whether a signed head covers it', async () => {
    await fill();
    expect(await verify()).toMatchObject({ isIntact: true, eventCount: 15, confirmedCount: 12, unsealedCount: 3, headCount: 3, findings: [] });
  });

  it('takes nothing while the database counts fewer transactions than the log has, as after a restore from a dump', async () => {
    await log.append(opened);
    await log.close();
    await sealer.sealNow();
    await owner.query(`update audit_seal set tx = (tx::text::bigint + 1000000)::text::xid8`);
    const restored = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: () => NOW_MS });
    await expect(restored.append(opened)).rejects.toMatchObject({ code: 'AUDIT_APPEND_FAILED', cause: { code: 'AUDIT_COUNTER_BEHIND' } });
    await restored.close();
  });

  it('refuses to seal on top of a state that somebody changed', async () => {
    await fill();
    await owner.query(`update audit_seal set frontier = set_byte(frontier, 0, 255 - get_byte(frontier, 0))`);
    await expect(sealer.sealNow()).rejects.toMatchObject({ code: 'AUDIT_SEAL_BROKEN' });
  });

  describe('tampered with', () => {
    const changed = (eventId: string): Finding => ({ kind: 'changed', eventId });
    const range = (firstLeaf: number, foundEvents = 4): Finding => ({ kind: 'altered-range', firstLeaf, lastLeaf: firstLeaf + 3, expectedEvents: 4, foundEvents });
    const swapHash = `set_byte(hash, 3, 255 - get_byte(hash, 3))`;

    it.each<[string, string, readonly Finding[]]>([
      ['another payload', `update audit_event set payload = set_byte(payload, 12, 255 - get_byte(payload, 12)) where sequence = 5`, [changed('1-5')]],
      ['a payload that is none', `update audit_event set payload = 'nothing' where sequence = 6`, [changed('1-6')]],
      ['another time', `update audit_event set occurred_at = occurred_at + interval '1 hour' where sequence = 7`, [changed('1-7')]],
      ['another user', `update audit_event set user_code = (select code from audit_term where value = 'nurse-tremblay') where sequence = 5`, [changed('1-5')]],
      ['a user who never was', `update audit_event set user_code = 999999 where sequence = 5`, [changed('1-5')]],
      ['another patient', `update audit_event set patient_key = 'bm9ib2R5' where sequence = 9`, [changed('1-9')]],
      ['an action renamed in the dictionary', `update audit_term set value = 'sign-out' where value = 'sign-in'`, [2, 4, 6, 8, 10, 12].map((sequence) => changed(`1-${sequence}`))],
      ['a patient beside an event about nobody', `update audit_event set patient_key = 'bm9ib2R5' where sequence = 6`, [changed('1-6')]],
      ['another hash', `update audit_event set hash = ${swapHash} where sequence = 6`, [changed('1-6')]],
      ['an event behind the last head changed', `update audit_event set patient_key = 'bm9ib2R5' where sequence = 14`, [changed('1-14')]],
      ['a sealed event removed', `delete from audit_event where sequence = 6`, [range(4, 3), { kind: 'removed', firstEventId: '1-6', lastEventId: '1-6' }]],
      ['the newest sealed events removed', `delete from audit_event where sequence > 10`, [range(8, 2)]],
      ['an event behind the last head removed, with others after it', `delete from audit_event where sequence = 14`, [{ kind: 'removed', firstEventId: '1-14', lastEventId: '1-14' }]],
      ['an event copied', `insert into audit_event select * from audit_event where sequence = 6`, [{ kind: 'inserted', eventId: '1-6' }]],
      ['an event of a made-up lane among sealed ones', `insert into audit_event select tx, occurred_at, 1, 77, action, user_code, organization_code, hash, patient_key, payload from audit_event where sequence = 6`,
        [changed('77-1'), { kind: 'inserted', eventId: '77-1' }]],
      ['two sealed events exchanged', `update audit_event set tx = (select tx from audit_event other where other.sequence = 13 - audit_event.sequence) where sequence in (6, 7)`,
        [range(4), { kind: 'reordered', eventId: '1-6' }].reverse() as readonly Finding[]],
      ['two events exchanged behind the last head', `update audit_event set tx = (select tx from audit_event other where other.sequence = 27 - audit_event.sequence) where sequence in (13, 14)`, [{ kind: 'reordered', eventId: '1-13' }]],
      ['another organization', `update audit_event set organization_code = 0 where sequence = 5`, [changed('1-5')]],
      ['another action', `update audit_event set action = (select code from audit_term where value = 'sign-in') where sequence = 5`, [changed('1-5')]],
      ['an event moved into another partition', `update audit_event set occurred_at = occurred_at - interval '1 month' where sequence = 7`, [changed('1-7')]],
      ['an event moved into the partition of all other times', `update audit_event set occurred_at = '1999-01-01' where sequence = 7`, [changed('1-7')]],
      ['an event moved to another lane', `update audit_event set lane = 5 where sequence = 14`, [{ kind: 'removed', firstEventId: '1-14', lastEventId: '1-14' }, { kind: 'removed', firstEventId: '5-1', lastEventId: '5-13' }]],
      ['an event behind the last head given another number', `update audit_event set sequence = 40 where sequence = 15`, [{ kind: 'removed', firstEventId: '1-15', lastEventId: '1-39' }]],
      ['a sealed event moved behind the last head', `update audit_event set tx = (select tx from audit_event where sequence = 14) where sequence = 6`, [range(4, 3), { kind: 'reordered', eventId: '1-6' }]],
      ['a whole transaction removed', `delete from audit_event where sequence between 5 and 8`, [range(4, 0), { kind: 'removed', firstEventId: '1-5', lastEventId: '1-8' }]],
      ['an event inserted behind the last head', `insert into audit_event select tx, occurred_at, sequence, 88, action, user_code, organization_code, hash, patient_key, payload from audit_event where sequence = 14`, [{ kind: 'removed', firstEventId: '88-1', lastEventId: '88-13' }]],
      ['the contents of two events exchanged', `update audit_event set payload = other.payload, patient_key = other.patient_key, action = other.action, user_code = other.user_code, organization_code = other.organization_code from audit_event other where other.sequence = 11 - audit_event.sequence and audit_event.sequence in (5, 6)`, [changed('1-5'), changed('1-6')]],
      ['a word removed from the dictionary', `delete from audit_term where value = 'nurse-tremblay'`, [2, 4, 6, 8, 10, 12].map((sequence) => changed(`1-${sequence}`))],
      ['two words of the dictionary exchanged', `update audit_term set value = value || '!' where value in ('patient-opened', 'sign-in'); update audit_term set value = 'sign-in' where value = 'patient-opened!'; update audit_term set value = 'patient-opened' where value = 'sign-in!'`, Array.from({ length: 15 }, (_, i) => changed(`1-${i + 1}`))],
      ['a head that covers something else', `update audit_tree_head set checkpoint = replace(checkpoint, E'\\n8\\n', E'\\n9\\n') where tree_size = 8`, [{ kind: 'head-forged', treeSize: 8 }]],
      ['a head whose last event is said to be another', `update audit_tree_head set sequence = 7 where tree_size = 8`, [{ ...range(4, 3), lastLeaf: 7 } as Finding]],
      ['two heads exchanged', `update audit_tree_head set checkpoint = (select checkpoint from audit_tree_head other where other.tree_size = 12 - audit_tree_head.tree_size) where tree_size in (4, 8)`, [{ kind: 'head-forged', treeSize: 4 }, { kind: 'head-forged', treeSize: 8 }]],
      ['a head under another size', `update audit_tree_head set tree_size = 9 where tree_size = 8`, [{ kind: 'head-forged', treeSize: 9 }]],
    ])('%s: says which', async (_, sql, findings) => {
      await fill();
      await owner.query(sql);
      try {
        const report = await verify();
        expect(report.findings).toEqual(expect.arrayContaining([...findings]));
        expect(report.findings).toHaveLength(findings.length);
        expect(report.isIntact).toBe(false);
      } finally {
        // Whatever was done to the dictionary: the next log finds no words, and writes its own.
        await owner.query('truncate audit_term restart identity');
      }
    });

    it('shows a change whose hashes were all made to fit as an altered range, with the heads before it still good', async () => {
      await fill();
      await rewriteFrom(owner, 5);
      expect(await verify()).toMatchObject({ isIntact: false, findings: [range(4)], lastConfirmedHead: { treeSize: 4 } });
    });

    it('cannot show that events behind the last head were rewritten with their hashes, or the newest of them cut off: until the next head is signed', async () => {
      await fill();
      await rewriteFrom(owner, 14);
      await owner.query('delete from audit_event where sequence = 15');
      expect(await verify()).toMatchObject({ isIntact: true, eventCount: 14, confirmedCount: 12, unsealedCount: 2 });
    });

    it('is exposed by a checkpoint that a participant kept, even when everything was signed again', async () => {
      await fill();
      const kept = await newestCheckpoint();
      await rewriteFrom(owner, 5);
      await owner.query(`truncate audit_tree_head; update audit_seal set tx = '0', lane = 0, sequence = 0, tree_size = 0, frontier = ''`);
      await sealer.sealNow();
      expect(await verify()).toMatchObject({ isIntact: true });
      expect(await verify([kept])).toMatchObject({ isIntact: false, findings: [{ kind: 'kept-head-contradicted', treeSize: 12 }] });
    });

    it('is exposed by a kept checkpoint when it was cut short', async () => {
      await fill();
      const kept = await newestCheckpoint();
      expect(await verify([kept])).toMatchObject({ isIntact: true });
      await owner.query('delete from audit_event where sequence > 8; delete from audit_tree_head where tree_size > 8');
      expect(await verify()).toMatchObject({ isIntact: true });
      expect(await verify([kept])).toMatchObject({ isIntact: false, findings: [{ kind: 'kept-head-contradicted', treeSize: 12 }] });
    });
  });
});

/** What somebody does who knows how the log works: changes an event of lane 1 and recomputes every hash from there on. */
async function rewriteFrom(owner: pg.Client, first: number): Promise<void> {
  const { chainHash } = await import('@longview/audit');
  const reader = new PostgresAuditReader(ownerUrl);
  await owner.query(`update audit_event set patient_key = 'bm9ib2R5' where sequence = $1`, [first]);
  let previous: Buffer | undefined;
  await reader.snapshot(async ({ events }) => {
    for await (const { sequence, event, hash } of events) {
      if (sequence >= first) {
        previous = chainHash(previous!, event!);
        await owner.query('update audit_event set hash = $1 where sequence = $2', [previous, sequence]);
      } else {
        previous = hash;
      }
    }
  });
  await reader.close();
}
