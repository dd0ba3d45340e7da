import { createPublicKey, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openCheckpoint, verifyAuditLog, verifyConsistency, type AuditEvent, type TreeHead } from '@longview/audit';
import { PostgresAuditReader } from '@longview/persistence';
import { startStack, type GatewayClient, type RunningStack } from '@longview/test-support';
import { startEmbeddedPostgres } from '../../../tools/embedded-postgres.mjs';
import { find, openCandidate, storyOf, type Slice } from './chart-reader.js';

const ACCOUNTS = ['dr.leclair', 'nurse.vuong'];
const READERS_EACH = 3;
/** So many rows on screens are load enough. */
const ENOUGH_ITEMS = 400;

jest.setTimeout(120_000);

/**
 * People read records as fast as they can, and in the middle of it a process dies without a word. What reached a screen is
 * compared with the log, where it must stand.
 */
describe('when a process is killed while records are shown', () => {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'longview-killed-'));
  let stack: RunningStack;
  let healthNumber: string;
  let clients: readonly { readonly userId: string; readonly client: GatewayClient }[];
  /** Rows that came over the wire, by person. */
  let seen: Map<string, number>;
  let isOver: boolean;

  beforeAll(async () => {
    fs.chmodSync(dataFolder, 0o755);
    // With real durability: what a crash leaves is what was promised.
    const server = await startEmbeddedPostgres({ dataFolder });
    stack = await startStack({ server });
    ({ healthNumber } = await storyOf(stack, 'broken-arm'));
  });
  beforeEach(() => {
    seen = new Map();
    isOver = false;
  });
  afterAll(async () => {
    await stack?.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  });

  const signIn = async (baseUrl: string): Promise<void> => {
    clients = await Promise.all(ACCOUNTS.map(async (username) => ({ userId: username.replace('.', '-'), client: (await stack.signIn(username)).at(baseUrl) })));
  };
  const read = async ({ client, userId }: (typeof clients)[number]): Promise<void> => {
    const patientKey = await openCandidate(client, (await find(client, { healthNumber })).candidates[0]!.candidateKey);
    for await (const { timeline } of client.stream<{ timeline: Slice }>('Timeline', { patientKey })) seen.set(userId, (seen.get(userId) ?? 0) + (timeline.items?.length ?? 0));
  };
  /** Reads until told to stop; what fails is tried again. */
  const load = (): readonly Promise<void>[] => clients.flatMap((one) => Array.from({ length: READERS_EACH }, async () => {
    while (!isOver) await read(one).catch(() => delay(50));
  }));
  const itemsSeen = (): number => [...seen.values()].reduce((sum, count) => sum + count, 0);
  const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await condition())) await delay(20);
  };
  const publicKey = (): KeyObject => createPublicKey(fs.readFileSync(path.join(stack.secretsFolder, 'audit-signing-public.pem')));
  /** What the killed one's processes still hold is let go of soon. */
  const restart = async (attempts = 40): Promise<void> => {
    try {
      await startEmbeddedPostgres({ dataFolder });
    } catch (error) {
      if (attempts === 0) throw error;
      await delay(250);
      await restart(attempts - 1);
    }
  };
  const readLog = async (): Promise<{ readonly events: readonly AuditEvent[]; readonly isIntact: boolean }> => {
    const reader = new PostgresAuditReader(stack.database.runtimeUrl);
    try {
      return await reader.snapshot(async ({ heads, subtrees, events }) => {
        const all: AuditEvent[] = [];
        const kept = async function* (): typeof events extends AsyncIterable<infer Event> ? AsyncGenerator<Event> : never {
          for await (const event of events) {
            if (event.event) all.push(event.event);
            yield event;
          }
        };
        const { isIntact } = await verifyAuditLog({ heads, subtrees, events: kept(), publicKey: publicKey() });
        return { events: all, isIntact };
      });
    } finally {
      await reader.close();
    }
  };
  const expectEverythingWritten = async (since: ReadonlySet<string>): Promise<void> => {
    const { events, isIntact } = await readLog();
    expect(isIntact).toBe(true);
    for (const [userId, count] of seen) {
      const written = events.filter(({ id, action, actor }) => !since.has(id) && action === 'records-shown' && actor.userId === userId).reduce((sum, { details }) => sum + Number(details?.['itemCount'] ?? 0), 0);
      expect({ userId, count, isWritten: written >= count }).toEqual({ userId, count, isWritten: true });
    }
  };
  /** The newest signed head, as anybody gets it. */
  const newestHead = async (): Promise<TreeHead> => openCheckpoint(await (await fetch(`${stack.baseUrl}/access-log/checkpoint`)).text(), publicKey())!;
  const isContinuation = async (older: TreeHead, newer: TreeHead): Promise<boolean> => {
    const answer = await fetch(`${stack.baseUrl}/access-log/consistency?oldSize=${older.treeSize}&newSize=${newer.treeSize}`);
    const { proof } = (await answer.json()) as { proof: readonly string[] };
    return verifyConsistency(older.treeSize, older.rootHash, newer.treeSize, newer.rootHash, proof.map((hash) => Buffer.from(hash, 'base64')));
  };
  const before = async (): Promise<ReadonlySet<string>> => new Set((await readLog()).events.map(({ id }) => id));

  it('the database: everything that was shown is in the log that it comes back with, and reading goes on', async () => {
    await signIn(stack.baseUrl);
    const since = await before();
    const kept = await newestHead();
    const readers = load();
    await until(() => itemsSeen() > ENOUGH_ITEMS);
    process.kill(Number(fs.readFileSync(path.join(dataFolder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    await restart();
    const soFar = itemsSeen();
    await until(() => itemsSeen() > soFar + ENOUGH_ITEMS);
    isOver = true;
    await Promise.all(readers);
    await expectEverythingWritten(since);
    // The head that a participant kept before it is still a beginning of the log.
    const newest = await newestHead();
    expect(newest.treeSize).toBeGreaterThan(kept.treeSize);
    expect(await isContinuation(kept, newest)).toBe(true);
    expect(await isContinuation({ ...kept, rootHash: newest.rootHash }, newest)).toBe(false);
  });

  it('the gateway: everything that was shown is in the log, and another instance goes on', async () => {
    const other = await stack.startAnother();
    await signIn(stack.baseUrl);
    const since = await before();
    const readers = load();
    await until(() => itemsSeen() > ENOUGH_ITEMS);
    process.kill(stack.gatewayPid, 'SIGKILL');
    isOver = true;
    await Promise.all(readers);
    await expectEverythingWritten(since);
    const { client, userId } = clients[0]!;
    await read({ client: client.at(other), userId });
    await expectEverythingWritten(since);
  });
});
