import type { LogFollower, ReadEvent } from '@longview/audit';
import type { Database, Queryable } from '@longview/platform';
import { accessKey, bitsOf, continues, isOfAccess, mayBegin, PAUSE_MS, sessionHash, type PatientEvent, type Span } from './access.js';
import { toAccessNumber } from './access-id.js';

const BATCH = 2_000;
/** No access is longer: sessions end before. Bounds what is read of a patient with years of accesses. */
const LONGEST_MS = 48 * 3_600_000;
const MOST_WORDS = 100_000;

export interface AccessIndexDeps {
  readonly database: Database;
  readonly follower: LogFollower<Queryable>;
  readonly nowMs: () => number;
  /** Told of each failure; the index goes on trying. */
  readonly onFailure: (error: unknown) => void;
  readonly intervalMs?: number;
}

interface Indexed extends Span {
  readonly number: string;
  readonly isNew: boolean;
  readonly key: string;
  readonly patientKey: string;
  readonly session: string;
  readonly user: number;
  readonly organization: number;
  readonly startedMs: number;
  firstMs: number;
  endedMs: number;
  bits: number;
  addedEvents: number;
  readonly items: Map<string, { readonly custodian: number; readonly source: number; readonly isUse: boolean; count: number; bits: number }>;
}

interface OpenRow { readonly number: string; readonly patientKey: string; readonly session: string; readonly user: string; readonly organization: string | null; readonly userCode: number; readonly organizationCode: number; readonly startedAt: Date; readonly firstAt: Date; readonly endedAt: Date; readonly marks: number }

/** Makes of the log's events what reports are found by: accesses, and whose records they showed. */
export class AccessIndex {
  private readonly codes = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = true;

  constructor(private readonly deps: AccessIndexDeps) {}

  /** Follows the log as long as the process lives; where another instance is at it, waits to take over. */
  start(): void {
    this.isStopped = false;
    this.running = this.run();
  }

  /** Resolves when the batch under way is through. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    let count: number | undefined;
    try {
      count = await this.catchUp();
    } catch (error) {
      this.deps.onFailure(error);
    }
    if (this.isStopped) return;
    this.timer = setTimeout(() => { this.running = this.run(); }, count === BATCH ? 0 : this.deps.intervalMs ?? 1_000).unref();
  }

  /**
   * Takes the next events of the log. What it made of them and how far it has come are one transaction, so nothing is counted
   * twice and nothing is left out, whenever it is interrupted.
   * @returns how many there were; `undefined` when another instance is at it.
   */
  async catchUp(): Promise<number | undefined> {
    const askedMs = this.deps.nowMs();
    const count = await this.deps.follower.follow(BATCH, async (events, advance) => {
      const accesses = await this.group(events);
      const lastMs = events.reduce((latest, { event }) => Math.max(latest, event?.occurredAtMs ?? 0), 0);
      await this.deps.database.transaction(async (connection) => {
        await write(connection, accesses);
        await noteAsOf(connection, Math.min(lastMs, askedMs));
        await advance(connection);
      });
    });
    if (count === 0) await noteCaughtUp(this.deps.database, askedMs);
    return count;
  }

  /** Before the transaction: an open one that has written holds up sealing. Nobody else changes these tables meanwhile. */
  private async group(events: readonly ReadEvent[]): Promise<readonly Indexed[]> {
    const ours = events.flatMap((read) => (read.event && isOfAccess(read.event) ? [{ number: toAccessNumber(read), event: read.event }] : []));
    if (ours.length === 0) return [];
    const [byKey] = await Promise.all([this.openAccesses(ours.map(({ event }) => event)), this.learnCodes(ours.flatMap(({ event }) => wordsOf(event)))]);
    for (const { number, event } of ours) {
      const key = accessKey(event);
      const ofKey = byKey.get(key) ?? [];
      byKey.set(key, ofKey);
      let access = ofKey.find((one) => continues(one, event.occurredAtMs));
      if (!access) {
        if (!mayBegin(event)) continue;
        access = this.begin(number, key, event);
        ofKey.push(access);
      }
      this.add(access, event);
    }
    return [...byKey.values()].flat().filter(({ addedEvents }) => addedEvents > 0);
  }

  private begin(number: string, key: string, { patient, actor, sessionId, occurredAtMs }: PatientEvent): Indexed {
    return {
      number, isNew: true, key, patientKey: patient.key, session: sessionHash(sessionId), user: this.code(actor.userId), organization: actor.organizationId === undefined ? 0 : this.code(actor.organizationId),
      startedMs: occurredAtMs, firstMs: occurredAtMs, endedMs: occurredAtMs, bits: 0, addedEvents: 0, items: new Map(),
    };
  }

  private add(access: Indexed, event: PatientEvent): void {
    access.firstMs = Math.min(access.firstMs, event.occurredAtMs);
    access.endedMs = Math.max(access.endedMs, event.occurredAtMs);
    access.bits |= bitsOf(event);
    access.addedEvents++;
    for (const { custodianId, sourceId, use, itemCount } of event.custodians ?? []) {
      const key = `${custodianId} ${sourceId} ${use}`;
      const line = access.items.get(key);
      if (line) {
        line.count += itemCount;
        line.bits |= bitsOf(event);
      } else access.items.set(key, { custodian: this.code(custodianId), source: this.code(sourceId), isUse: use === 'use', count: itemCount, bits: bitsOf(event) });
    }
  }

  private async openAccesses(events: readonly PatientEvent[]): Promise<Map<string, Indexed[]>> {
    const earliestMs = events.reduce((earliest, { occurredAtMs }) => Math.min(earliest, occurredAtMs), Number.POSITIVE_INFINITY);
    const { rows } = await this.deps.database.query<OpenRow>(
      `select a.access_id::text as number, a.patient_key as "patientKey", a.session_hash::text as session, u.value as "user", o.value as organization, a.user_code as "userCode", a.organization_code as "organizationCode",
              a.started_at as "startedAt", a.first_at as "firstAt", a.ended_at as "endedAt", a.marks
         from access a join audit_term u on u.code = a.user_code left join audit_term o on o.code = a.organization_code
        where a.patient_key = any($1) and a.started_at >= $2 and a.ended_at >= $3`,
      [[...new Set(events.map(({ patient }) => patient.key))], new Date(earliestMs - LONGEST_MS), new Date(earliestMs - PAUSE_MS)]);
    const byKey = new Map<string, Indexed[]>();
    for (const { number, patientKey, session, user, organization, userCode, organizationCode, startedAt, firstAt, endedAt, marks } of rows) {
      const key = `${patientKey} ${session} ${organization ?? ''} ${user}`;
      const access: Indexed = {
        number, isNew: false, key, patientKey, session, user: userCode, organization: organizationCode,
        startedMs: startedAt.getTime(), firstMs: firstAt.getTime(), endedMs: endedAt.getTime(), bits: marks, addedEvents: 0, items: new Map(),
      };
      byKey.set(key, [...(byKey.get(key) ?? []), access]);
    }
    return byKey;
  }

  private async learnCodes(words: readonly string[]): Promise<void> {
    const missing = [...new Set(words)].filter((word) => !this.codes.has(word));
    if (missing.length === 0) return;
    if (this.codes.size > MOST_WORDS) this.codes.clear();
    const asked = this.codes.size === 0 ? [...new Set(words)] : missing;
    const { rows } = await this.deps.database.query<{ value: string; code: number }>('select value, code from audit_term where value = any($1)', [asked]);
    for (const { value, code } of rows) this.codes.set(value, code);
  }

  /** Whatever an event names has its number in the log's dictionary; what does not was written out for its length and is found by nothing. */
  private code(word: string): number {
    return this.codes.get(word) ?? 0;
  }
}

const wordsOf = ({ actor, custodians = [] }: PatientEvent): readonly string[] => [actor.userId, ...(actor.organizationId === undefined ? [] : [actor.organizationId]), ...custodians.flatMap(({ custodianId, sourceId }) => [custodianId, sourceId])];

async function write(connection: Queryable, accesses: readonly Indexed[]): Promise<void> {
  if (accesses.length === 0) return;
  const at = (pick: (access: Indexed) => number): readonly Date[] => accesses.map((access) => new Date(pick(access)));
  await connection.query(
    `insert into access (access_id, started_at, first_at, ended_at, session_hash, user_code, organization_code, marks, event_count, patient_key)
     select * from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[])
     on conflict (access_id) do update set first_at = excluded.first_at, ended_at = excluded.ended_at, marks = excluded.marks, event_count = access.event_count + excluded.event_count`,
    [accesses.map(({ number }) => number), at(({ startedMs }) => startedMs), at(({ firstMs }) => firstMs), at(({ endedMs }) => endedMs), accesses.map(({ session }) => session), accesses.map(({ user }) => user),
      accesses.map(({ organization }) => organization), accesses.map(({ bits }) => bits), accesses.map(({ addedEvents }) => addedEvents), accesses.map(({ patientKey }) => patientKey)]);
  const lines = accesses.flatMap(({ number, startedMs, items }) => [...items.values()].map((line) => ({ number, startedMs, ...line })));
  if (lines.length === 0) return;
  await connection.query(
    `insert into access_custodian (access_id, started_at, custodian_code, source_code, item_count, is_use, marks)
     select * from unnest($1::bigint[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::boolean[], $7::smallint[])
     on conflict on constraint access_custodian_pk do update set item_count = access_custodian.item_count + excluded.item_count, marks = access_custodian.marks | excluded.marks`,
    [lines.map(({ number }) => number), lines.map(({ startedMs }) => new Date(startedMs)), lines.map(({ custodian }) => custodian), lines.map(({ source }) => source), lines.map(({ count }) => count), lines.map(({ isUse }) => isUse), lines.map(({ bits }) => bits)]);
}

async function noteAsOf(connection: Queryable, asOfMs: number): Promise<void> {
  await connection.query('update access_index set as_of = $1 where as_of < $1', [new Date(asOfMs)]);
}

/** Nothing was left to take. What has committed and is not settled yet comes later, so then nothing is said. */
async function noteCaughtUp(connection: Queryable, asOfMs: number): Promise<void> {
  await connection.query('update access_index set as_of = $1 where as_of < $1 and not exists (select from audit_event where tx >= pg_snapshot_xmin(pg_current_snapshot()))', [new Date(asOfMs)]);
}
