import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogFollower } from '@longview/audit';
import type { Queryable } from '@longview/platform';
import { applyMigrations, LogConnections, openPostgresDatabase, PostgresAuditStore, PostgresEventSpans, PostgresLogFollower, type PostgresDatabase } from '@longview/persistence';
import fc from 'fast-check';
import { actor, createWorld, HOUR_MS, items, ORLA, seedPeople, START_MS, ZEBULON, type World } from './reports.spec-support.js';

const ownerUrl = process.env['TEST_DATABASE_OWNER_URL']!;
const runtimeUrl = process.env['TEST_DATABASE_RUNTIME_URL']!;
const doctor = actor('doctor', 'physician');

let owner: PostgresDatabase;
let database: PostgresDatabase;
let connections: LogConnections;
let world: World;
let interruptions = 0;

/** Breaks after the work and before the commit, as often as it is told to. */
const follower = (): LogFollower<Queryable> => {
  const real = new PostgresLogFollower(connections, 'access-index', 'first');
  return {
    follow: (limit, handle) => real.follow(Math.min(limit, 3), (events, advance) => handle(events, async (within) => {
      await advance(within);
      if (interruptions-- > 0) throw new Error('The process was killed.');
    })),
  };
};

beforeAll(async () => {
  await applyMigrations(ownerUrl, new URL(runtimeUrl).username);
  owner = openPostgresDatabase(ownerUrl);
  database = openPostgresDatabase(runtimeUrl);
  connections = new LogConnections(runtimeUrl);
  await seedPeople(owner);
});
beforeEach(async () => {
  interruptions = 0;
  await world?.close();
  await owner.query(`truncate audit_event, access, access_custodian, log_position`);
  await owner.query(`update access_index set as_of = '-infinity'`);
  world = createWorld({ database, store: new PostgresAuditStore(runtimeUrl), spans: new PostgresEventSpans(connections), follower });
});
afterAll(async () => {
  await world?.close();
  await connections?.close();
  await database?.close();
  await owner?.close();
});

const accesses = async () => (await owner.query<{ events: number; minutes: number; items: number }>(
  `select event_count as events, round(extract(epoch from ended_at - first_at) / 60)::int as minutes, coalesce((select sum(item_count) from access_custodian c where c.access_id = a.access_id), 0)::int as items from access a order by started_at, access_id`)).rows;

describe('the index of accesses', () => {
  it('counts each event once, however often it is interrupted and taken up by another process', async () => {
    for (let n = 0; n < 10; n++) await world.look(doctor, 'records-shown', ZEBULON, { custodians: [items('north', 1, 'clinic'), items('clinic', 1, 'clinic')] });
    interruptions = 2;
    await expect(world.index.catchUp()).rejects.toThrow();
    await expect(world.newIndex().catchUp()).rejects.toThrow();
    const other = world.newIndex();
    expect(await other.catchUp()).toBe(3);
    while ((await other.catchUp()) !== 0);
    expect(await accesses()).toEqual([{ events: 10, minutes: 0, items: 20 }]);
  });

  it('begins another access after half an hour, in another session and for another patient, and not between two batches', async () => {
    for (let n = 0; n < 5; n++) {
      await world.look(doctor, 'patient-opened', ZEBULON);
      world.clock.advance(20 * 60_000);
    }
    world.clock.advance(HOUR_MS);
    await world.look(doctor, 'printed', ZEBULON);
    await world.look({ ...doctor, sessionId: 'another' }, 'printed', ZEBULON);
    await world.look(doctor, 'printed', ORLA);
    // An end by another hand, and long after, begins nothing.
    world.clock.advance(HOUR_MS);
    await world.look(doctor, 'launch-ended', ZEBULON);
    await world.catchUp();
    expect(await accesses()).toEqual([{ events: 5, minutes: 80, items: 0 }, { events: 1, minutes: 0, items: 0 }, { events: 1, minutes: 0, items: 0 }, { events: 1, minutes: 0, items: 0 }]);
  });

  it('takes what another lane wrote late into the access to which it belongs', async () => {
    await world.look(doctor, 'patient-opened', ZEBULON);
    await world.look(doctor, 'records-shown', ZEBULON);
    await world.catchUp();
    world.clock.setNow(START_MS - 60_000);
    await world.look(doctor, 'report-opened', ZEBULON, { custodians: [items('north', 1, 'clinic')] });
    await world.catchUp();
    expect(await accesses()).toEqual([{ events: 3, minutes: 1, items: 1 }]);
  });

  it('says up to when it holds the log, and never more than that', async () => {
    expect(await world.reports.asOfMs()).toBe(0);
    await world.look(doctor, 'patient-opened', ZEBULON);
    await world.look(doctor, 'patient-opened', ORLA);
    const lastMs = world.clock.nowMs();
    world.clock.advance(HOUR_MS);
    expect(await world.index.catchUp()).toBe(2);
    expect(await world.reports.asOfMs()).toBe(lastMs);
    expect(await world.index.catchUp()).toBe(0);
    expect(await world.reports.asOfMs()).toBe(lastMs + HOUR_MS);
  });

  it('holds of any events what the log holds of them: as many, and of each custodian as many items', async () => {
    const someEvent = fc.record({ session: fc.constantFrom('one', 'two'), patient: fc.constantFrom(ZEBULON, ORLA), custodianId: fc.constantFrom('north', 'south', 'clinic'), itemCount: fc.nat(9), pauseMinutes: fc.constantFrom(0, 1, 29, 31) });
    const [events] = fc.sample(fc.array(someEvent, { minLength: 60, maxLength: 60 }), { numRuns: 1 });
    for (const { session, patient, custodianId, itemCount, pauseMinutes } of events!) {
      world.clock.advance(pauseMinutes * 60_000);
      await world.look({ ...doctor, sessionId: session }, 'records-shown', patient, { custodians: [items(custodianId, itemCount, 'clinic')] });
    }
    await world.catchUp();
    const { rows } = await owner.query<{ custodian: string; use: boolean; items: number }>('select t.value as custodian, is_use as use, sum(item_count)::int as items from access_custodian c join audit_term t on t.code = c.custodian_code group by 1, 2');
    const expected = ['clinic', 'north', 'south'].map((custodian) => ({ custodian, use: custodian === 'clinic', items: events!.filter(({ custodianId }) => custodianId === custodian).reduce((sum, { itemCount }) => sum + itemCount, 0) }));
    for (const line of expected) expect(rows.find(({ custodian }) => custodian === line.custodian) ?? { ...line, items: 0 }).toEqual(line);
    expect((await accesses()).reduce((sum, one) => sum + one.events, 0)).toBe(60);
    // What a report tells of these accesses is what the index found them by.
    const page = await world.reports.page({ actor: actor('contact', 'privacy-contact'), facts: { requestId: 'r' } }, { kind: 'collections', fromMs: 0, untilMs: world.clock.nowMs() + 1, limit: 200 });
    if ('code' in page) throw new Error('refused');
    expect(page.lines.reduce((sum, { events: some }) => sum + some.length, 0)).toBe(60);
    expect(page.lines.reduce((sum, { collectedItemCount, usedItemCount }) => sum + collectedItemCount + usedItemCount, 0)).toBe(expected.reduce((sum, one) => sum + one.items, 0));
  });
});
