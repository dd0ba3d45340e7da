import { generateKeyPairSync, randomInt } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AuditSealer, GroupCommitAuditLog, verifyAuditLog, type AuditEntry } from '@longview/audit';
import { applyMigrations, PostgresAuditReader, PostgresAuditStore, PostgresSealStore } from '@longview/persistence';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../tools/embedded-postgres.mjs';
import { bareRows, plainInserts, serialChain } from './access-log/floors.js';
import { loadHistory } from './access-log/history.js';
import { median, offeredLoad, throughput, times, type Throughput } from './access-log/measure.js';
import { measureReports } from './access-log/reports.js';
import { ORGANIZATIONS, organizationId, sampleEvent, userId, USERS } from './access-log/sample-events.js';

export const name = 'audit';

interface Goal { readonly name: string; readonly value: number; readonly goal: string; readonly met: boolean }

const WRITERS = 64;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const DAYS_30_MS = 30 * 86_400_000;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/**
 * The access log against its floors on one PostgreSQL with real fsync, in one run: interleaved rounds, medians.
 * `LONGVIEW_BENCH_EVENTS` makes the history of 10 million events smaller.
 */
export async function run(): Promise<{ goals: Goal[]; figures: unknown }> {
  const eventCount = Number(process.env['LONGVIEW_BENCH_EVENTS'] ?? 10_000_000);
  const { goals, figures } = await onServer({}, (server) => measureLog(server, eventCount));
  // Nothing of these is about durability.
  const reports = await onServer({ fast: true }, (server) => measureReports(server, eventCount));
  return {
    goals: [
      ...goals,
      atMost(`a complaint's report over ${reports.eventCount} events, whole answer, p95`, reports.patient.p95Ms, 20, 'ms'),
      atMost('a report by user, first page, p95', reports.user.p95Ms, 20, 'ms'),
      atMost('disclosures of a custodian in a month, first page, p95', reports.custodianMonth.p95Ms, 200, 'ms'),
      atMost('collections of an organization in a month, first page, p95', reports.collectionsMonth.p95Ms, 200, 'ms'),
      atMost('bytes an event of the index of accesses, beside the log', reports.indexBytesPerEvent, 150, 'bytes'),
    ],
    figures: { ...figures, reports },
  };
}

const atMost = (title: string, value: number, limit: number, unit: string): Goal => ({ name: title, value, goal: `≤ ${limit} ${unit}`, met: value <= limit });

async function measureLog(server: Addresses, eventCount: number): Promise<{ goals: Goal[]; figures: object }> {
  await applyMigrations(server.ownerUrl, new URL(server.runtimeUrl).username);
  const rates = await measureRates(server);
  const verification = await measureVerification(server.runtimeUrl);
  const history = await loadHistory(server.ownerUrl, eventCount);
  const questions = await measureQuestions(server.runtimeUrl, history);
  const atLeast = (title: string, value: number, limit: number): Goal => ({ name: title, value, goal: `≥ ${limit} ×`, met: value >= limit });
  return {
    goals: [
      atLeast('sealed and indexed events/s against plain single-row inserts, with the indexes to find them', rates.log.eventsPerSecond / rates.indexed.eventsPerSecond, 2.5),
      atLeast('sealed and indexed events/s against plain single-row inserts, without any index', rates.log.eventsPerSecond / rates.plain.eventsPerSecond, 2.5),
      atLeast('sealed and indexed events/s against the serial chain', rates.log.eventsPerSecond / rates.serial.eventsPerSecond, 40),
      atMost('bytes an event, with its indexes', history.bytesPerEvent, 550, 'bytes'),
      atMost('wait at 150 events/s, p50', rates.offered.p50Ms, 5, 'ms'),
      atMost('from durable to covered by a signed head, p50', rates.sealingLag.medianMs, 2_000, 'ms'),
      atMost(`of ${history.eventCount} events: a patient's, p95`, questions.patient.p95Ms, 20, 'ms'),
      atMost(`of ${history.eventCount} events: a user's, p95`, questions.user.p95Ms, 20, 'ms'),
      atMost(`of ${history.eventCount} events: an organization's in a month, p95`, questions.organization.p95Ms, 200, 'ms'),
    ],
    figures: { rates, verification, history: { eventCount: history.eventCount, bytesPerEvent: history.bytesPerEvent }, questions },
  };
}

interface Addresses { readonly ownerUrl: string; readonly runtimeUrl: string }

async function onServer<T>(options: { readonly fast?: boolean }, work: (server: Addresses) => Promise<T>): Promise<T> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'longview-bench-audit-'));
  fs.chmodSync(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder, ...options });
  try {
    return await work(server);
  } finally {
    await server.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function measureRates({ ownerUrl, runtimeUrl }: { ownerUrl: string; runtimeUrl: string }) {
  const log = new GroupCommitAuditLog(new PostgresAuditStore(runtimeUrl), { nowMs: Date.now });
  const sealStore = new PostgresSealStore(runtimeUrl);
  const sealFailures: unknown[] = [];
  const sealer = new AuditSealer({ store: sealStore, privateKey, origin: 'longview.example/access-log', nowMs: Date.now, onFailure: (error) => sealFailures.push(error) });
  // As many connections as serve the floor best: one for each writer is not always it.
  const plainFew = await plainInserts(ownerUrl, 16);
  const plainMany = await plainInserts(ownerUrl, WRITERS);
  const indexed = await plainInserts(ownerUrl, 16, { isIndexed: true });
  const bare = await bareRows(ownerUrl, 16);
  const serial = await serialChain(ownerUrl, WRITERS);
  // Made beforehand, so that every side is charged for writing events and not for thinking them up.
  const events = Array.from({ length: 20_000 }, sampleEvent);
  let next = 0;
  const writing = (side: { append(event: AuditEntry): Promise<unknown> }) => (): Promise<unknown> => side.append(events[next++ % events.length]!);

  const rounds: Record<'log' | 'plainFew' | 'plainMany' | 'indexed' | 'bare' | 'serial', Throughput[]> = { log: [], plainFew: [], plainMany: [], indexed: [], bare: [], serial: [] };
  await throughput(writing(log), WRITERS, 1_000);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.plainMany.push(await throughput(writing(plainMany), WRITERS, ROUND_MS));
    rounds.plainFew.push(await throughput(writing(plainFew), WRITERS, ROUND_MS));
    rounds.indexed.push(await throughput(writing(indexed), WRITERS, ROUND_MS));
    sealer.start();
    rounds.log.push(await throughput(writing(log), WRITERS, ROUND_MS));
    await sealer.stop();
    rounds.bare.push(await throughput(writing(bare), WRITERS, ROUND_MS));
    rounds.serial.push(await throughput(writing(serial), WRITERS, ROUND_MS));
  }
  sealer.start();
  const offered = await offeredLoad(writing(log), 150, 8_000);
  const offeredPlain = await offeredLoad(writing(plainFew), 150, 8_000);
  const sealingLag = await measureSealingLag(ownerUrl, () => log.append(events[next++ % events.length]!));
  await sealer.stop();
  await sealer.sealNow();
  await Promise.all([log.close(), sealStore.close(), plainFew.close(), plainMany.close(), indexed.close(), bare.close(), serial.close()]);
  if (sealFailures.length > 0) throw new AggregateError(sealFailures, 'Sealing failed during the run.');

  const middle = (side: readonly Throughput[]): { eventsPerSecond: number; p50Ms: number; p99Ms: number } => ({
    eventsPerSecond: median(side.map((round) => round.eventsPerSecond)), p50Ms: median(side.map((round) => round.p50Ms)), p99Ms: median(side.map((round) => round.p99Ms)),
  });
  const [few, many] = [middle(rounds.plainFew), middle(rounds.plainMany)];
  return {
    log: middle(rounds.log), plain: few.eventsPerSecond > many.eventsPerSecond ? few : many, indexed: middle(rounds.indexed), bare: middle(rounds.bare), serial: middle(rounds.serial), offered, offeredPlain, sealingLag,
    eventsPerSecondOfRounds: Object.fromEntries(Object.entries(rounds).map(([side, results]) => [side, results.map(({ eventsPerSecond }) => Math.round(eventsPerSecond))])),
  };
}

/** From the moment at which an event is durable to the signed head that covers it. */
async function measureSealingLag(ownerUrl: string, append: () => Promise<string>): Promise<{ medianMs: number; mostMs: number }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const lags: number[] = [];
  for (let round = 0; round < 15; round++) {
    const [lane, sequence] = (await append()).split('-');
    const startMs = performance.now();
    for (;;) {
      const { rows } = await client.query('select 1 from audit_seal seal, audit_event event where event.lane = $1 and event.sequence = $2 and (event.tx, event.lane, event.sequence) <= (seal.tx, seal.lane, seal.sequence)', [lane, sequence]);
      if (rows.length > 0) break;
      await delay(10);
    }
    lags.push(performance.now() - startMs);
    // Not in step with the sealer.
    await delay(randomInt(700));
  }
  await client.end();
  return { medianMs: Math.round(median(lags)), mostMs: Math.round(Math.max(...lags)) };
}

/** Reads everything that was written, seals included, as `longview verify-audit` does; throws when that is not intact. */
async function measureVerification(runtimeUrl: string): Promise<{ eventCount: number; eventsPerSecond: number; headCount: number }> {
  const reader = new PostgresAuditReader(runtimeUrl);
  const startMs = performance.now();
  const report = await reader.snapshot(({ events, heads }) => verifyAuditLog({ events, heads, publicKey }));
  await reader.close();
  if (!report.isIntact || report.unsealedCount > 0) throw new Error('The log that was just written does not verify.');
  return { eventCount: report.eventCount, headCount: report.headCount, eventsPerSecond: Math.round((report.eventCount / (performance.now() - startMs)) * 1_000) };
}

async function measureQuestions(runtimeUrl: string, { patientKeys, fromMs, untilMs }: { patientKeys: readonly string[]; fromMs: number; untilMs: number }) {
  const reader = new PostgresAuditReader(runtimeUrl);
  const page = { fromMs, untilMs, limit: 100 };
  const month = (): { fromMs: number; untilMs: number; limit: number } => {
    const startMs = fromMs + randomInt(11) * DAYS_30_MS;
    return { fromMs: startMs, untilMs: startMs + DAYS_30_MS, limit: 5_000 };
  };
  const patient = (): Promise<unknown> => reader.find({ about: { patientKey: patientKeys[randomInt(patientKeys.length)]! }, ...page });
  const user = (): Promise<unknown> => reader.find({ about: { userId: userId(randomInt(USERS)) }, ...page });
  const organization = (): Promise<unknown> => reader.find({ about: { organizationId: organizationId(randomInt(ORGANIZATIONS)) }, ...month() });
  const result = { patient: await times(300, patient), user: await times(300, user), organization: await times(100, organization) };
  await reader.close();
  return result;
}

