import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { GroupCommitAuditLog, type AuditEntry } from '@longview/audit';
import type { Queryable } from '@longview/platform';
import pg from 'pg';
import { applyMigrations } from '../apply-migrations.js';
import { openPostgresDatabase, type PostgresDatabase } from '../postgres-database.js';
import { LogConnections } from './log-connections.js';
import { PostgresAuditStore } from './postgres-audit-store.js';
import { FollowerMoved, PostgresLogFollower } from './postgres-log-follower.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
/** Fictitious. */
const entry: AuditEntry = { action: 'patient-opened', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } };

describe('following the access log', () => {
  let log: GroupCommitAuditLog;
  let connections: LogConnections;
  let database: PostgresDatabase;
  let number = 0;

  beforeAll(async () => {
    await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
    log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
    connections = new LogConnections(runtimeUrl, { poolSize: 4 });
    database = openPostgresDatabase(runtimeUrl, { poolSize: 2 });
    await write(3);
  });
  beforeEach(() => { number++; });
  afterAll(async () => {
    await log.close();
    await connections.close();
    await database.close();
  });
  /** One after another: two lanes at once have no order that a caller could know. */
  const write = async (count: number): Promise<readonly string[]> => {
    const ids: string[] = [];
    while (ids.length < count) ids.push(await log.append(entry));
    return ids;
  };
  const follower = (startsAt: 'first' | 'now', name = `follower-${number}`): PostgresLogFollower => new PostgresLogFollower(connections, name, startsAt);
  /** Everything there is, by its ids. */
  const readAll = async (reader: PostgresLogFollower, limit = 100): Promise<readonly string[]> => {
    const ids: string[] = [];
    while (await reader.follow(limit, async (events, advance) => {
      ids.push(...events.map(({ event }) => event!.id));
      await advance();
    })) { /* until nothing is left */ }
    return ids;
  };

  it('hands out what was there before, or only what comes, each event once and in order', async () => {
    const fromFirst = follower('first', `first-${number}`);
    const fromNow = follower('now', `now-${number}`);
    await fromNow.open();
    const ids = await write(25);
    expect(await readAll(fromNow, 7)).toEqual(ids);
    const all = await readAll(fromFirst);
    expect(all.slice(-25)).toEqual(ids);
    expect(new Set(all).size).toBe(all.length);
    expect(await readAll(fromNow)).toEqual([]);
  });

  it('goes on where it was after a restart', async () => {
    await follower('now').open();
    const ids = await write(4);
    await follower('now').follow(2, async (_events, advance) => advance());
    expect(await readAll(follower('now'))).toEqual(ids.slice(2));
  });

  it('hands the same events out again when what was made of them was not kept', async () => {
    const reader = follower('now');
    await reader.open();
    const ids = await write(2);
    await expect(reader.follow(10, (_events, advance) => database.transaction(async (within) => {
      await advance(within);
      throw new Error('the statement behind it failed');
    }))).rejects.toThrow('the statement behind it failed');
    expect(await reader.follow(10, async () => undefined)).toBe(2);
    expect(await readAll(reader)).toEqual(ids);
  });

  it('is at work in one instance at a time', async () => {
    await follower('now').open();
    await write(1);
    await follower('now').follow(10, async (_events, advance) => {
      expect(await follower('now').follow(10, async () => undefined)).toBeUndefined();
      await advance();
    });
    expect(await follower('now').follow(10, async () => undefined)).toBe(0);
  });

  it('keeps nothing of an instance whose lock was lost and that was overtaken', async () => {
    await follower('now').open();
    await write(1);
    const overtake = async (within: Queryable): Promise<void> => { await within.query('update log_position set sequence = sequence + 1 where follower = $1', [`follower-${number}`]); };
    await expect(follower('now').follow(10, async (_events, advance) => {
      await overtake(database);
      await database.transaction((within) => advance(within));
    })).rejects.toThrow(FollowerMoved);
  });

  it('waits for a transaction that may still commit before what is there', async () => {
    const reader = follower('now');
    await reader.open();
    const slow = new pg.Client({ connectionString: ownerUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query('select pg_current_xact_id()');
    const ids = await write(3);
    expect(await reader.follow(10, async () => undefined)).toBe(0);
    await slow.query('rollback');
    await slow.end();
    expect(await readAll(reader)).toEqual(ids);
  });
});
