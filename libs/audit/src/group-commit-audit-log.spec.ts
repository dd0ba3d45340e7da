import { describe, expect, it } from '@jest/globals';
import { AuditAppendFailed, type AuditEntry } from './audit-log.js';
import type { AuditLane, AuditStore } from './audit-store.js';
import { chainHash, LANE_START, type ChainedEvent } from './chained-event.js';
import { GroupCommitAuditLog } from './group-commit-audit-log.js';

const entry: AuditEntry = { action: 'records-shown', outcome: 'success', actor: { userId: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', roles: ['physician'] } };
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** A store in memory, each of whose appends ends when the test says so. */
class HeldStore implements AuditStore {
  readonly batches: (readonly ChainedEvent[])[] = [];
  readonly pending: { keep: () => void; fail: (reason: Error) => void }[] = [];
  lanes = 0;
  isReachable = true;
  isCut = false;

  async openLane(): Promise<AuditLane> {
    if (!this.isReachable) throw new Error('no database');
    this.lanes++;
    this.isCut = false;
    const isOpen = (): boolean => !this.isCut;
    return {
      number: this.lanes,
      get isOpen() { return isOpen(); },
      append: (events) => new Promise<void>((resolve, reject) => {
        this.batches.push(events);
        this.pending.push({ keep: resolve, fail: reject });
      }),
      close: async () => {},
    };
  }

  async keepNext(): Promise<void> {
    await settle();
    this.pending.shift()!.keep();
    await settle();
  }
}

const logOver = (store: AuditStore, options: { lanes?: number; maxWaiting?: number; maxBatch?: number } = {}): GroupCommitAuditLog => new GroupCommitAuditLog(store, { nowMs: () => 1_000, lanes: 1, ...options });

describe('the group-committing log', () => {
  it('resolves an append when its event is durable, and not before', async () => {
    const store = new HeldStore();
    let id: string | undefined;
    void logOver(store).append(entry).then((value) => { id = value; });
    await settle();
    expect(store.batches).toHaveLength(1);
    expect(id).toBeUndefined();
    await store.keepNext();
    expect(id).toBe('1-1');
  });

  it('writes what gathered meanwhile as one batch, in order, chained', async () => {
    const store = new HeldStore();
    const log = logOver(store);
    const appends = [log.append(entry)];
    await settle();
    appends.push(...[1, 2, 3].map(() => log.append(entry)));
    await store.keepNext();
    await store.keepNext();
    expect(await Promise.all(appends)).toEqual(['1-1', '1-2', '1-3', '1-4']);
    expect(store.batches.map((batch) => batch.length)).toEqual([1, 3]);
    let previous = LANE_START;
    for (const { event, hash } of store.batches.flat()) {
      previous = chainHash(previous, event);
      expect(hash).toEqual(previous);
      expect(event.occurredAtMs).toBe(1_000);
    }
  });

  it('shares what waits among its lanes', async () => {
    const store = new HeldStore();
    const log = logOver(store, { lanes: 2 });
    const appends = Promise.all([1, 2, 3, 4, 5].map(() => log.append(entry)));
    await store.keepNext();
    await store.keepNext();
    expect((await appends).toSorted()).toEqual(['1-1', '1-2', '1-3', '2-1', '2-2']);
  });

  it('refuses a whole batch that failed, and starts over in a new lane, because nobody knows what was kept', async () => {
    const store = new HeldStore();
    const log = logOver(store);
    const failing = Promise.allSettled([log.append(entry), log.append(entry)]);
    await settle();
    store.pending.shift()!.fail(new Error('connection lost'));
    for (const result of await failing) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'AUDIT_APPEND_FAILED', cause: { message: 'connection lost' } } });
    const next = log.append(entry);
    await store.keepNext();
    expect(await next).toBe('2-1');
  });

  it('opens a new lane, without refusing anybody, when it knows the old one to be cut', async () => {
    const store = new HeldStore();
    const log = logOver(store);
    const first = log.append(entry);
    await store.keepNext();
    await first;
    store.isCut = true;
    const second = log.append(entry);
    await store.keepNext();
    expect(await second).toBe('2-1');
  });

  it('refuses everybody who waits when the store cannot be reached', async () => {
    const store = new HeldStore();
    store.isReachable = false;
    const log = logOver(store, { maxBatch: 1 });
    const results = await Promise.allSettled([1, 2, 3].map(() => log.append(entry)));
    expect(results.every((result) => result.status === 'rejected' && result.reason instanceof AuditAppendFailed)).toBe(true);
  });

  it('refuses further events at its bound, and only those', async () => {
    const store = new HeldStore();
    const log = logOver(store, { maxWaiting: 2 });
    const waiting = [log.append(entry), log.append(entry)];
    await expect(log.append(entry)).rejects.toBeInstanceOf(AuditAppendFailed);
    await store.keepNext();
    expect(await Promise.all(waiting)).toEqual(['1-1', '1-2']);
  });

  it('refuses the one event that cannot be written down, and nobody else', async () => {
    const store = new HeldStore();
    const log = logOver(store);
    const good = log.append(entry);
    await expect(log.append({ ...entry, details: { share: Number.NaN } })).rejects.toBeInstanceOf(AuditAppendFailed);
    await store.keepNext();
    expect(await good).toBe('1-1');
  });

  it('drains when it is closed, and takes nothing more', async () => {
    const store = new HeldStore();
    const log = logOver(store, { maxBatch: 1 });
    const appends = Promise.all([log.append(entry), log.append(entry)]);
    const closing = log.close();
    await expect(log.append(entry)).rejects.toBeInstanceOf(AuditAppendFailed);
    await store.keepNext();
    await store.keepNext();
    expect(await appends).toEqual(['1-1', '1-2']);
    await closing;
  });
});
