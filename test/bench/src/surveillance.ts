import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { applyMigrations, openPostgresDatabase } from '@longview/persistence';
import { startEmbeddedPostgres } from '../../../tools/embedded-postgres.mjs';
import { SNOOP_KINDS } from './surveillance-year/snoops.js';
import { watchYear, type WatchedYear } from './surveillance-year/watch-year.js';

export const name = 'surveillance';

interface Goal { readonly name: string; readonly value: number; readonly goal: string; readonly met: boolean }

/** The rules were weighed on seeds 1, 2, 101 and 606; what is reported is what they find in towns that nobody looked at before. */
const UNSEEN_SEEDS = [909, 1010, 1111, 1212, 1313];

/**
 * Years of made-up but realistic use of a hospital and a clinic, with looks of eight kinds planted that nobody should have
 * taken. The generator knows nothing of the rules. `LONGVIEW_BENCH_SEEDS` names other towns, such as `1,2`.
 */
export async function run(): Promise<{ goals: Goal[]; figures: unknown }> {
  const seeds = process.env['LONGVIEW_BENCH_SEEDS']?.split(',').map(Number) ?? UNSEEN_SEEDS;
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'longview-bench-surveillance-'));
  fs.chmodSync(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({ dataFolder });
  try {
    await applyMigrations(server.ownerUrl, new URL(server.runtimeUrl).username);
    const owner = openPostgresDatabase(server.ownerUrl, { statementTimeoutMs: 300_000 });
    const database = openPostgresDatabase(server.runtimeUrl, { statementTimeoutMs: 300_000 });
    try {
      const years: WatchedYear[] = [];
      for (const seed of seeds) years.push(await watchYear(owner, database, seed));
      return { goals: goalsOf(years), figures: { years } };
    } finally {
      await database.close();
      await owner.close();
    }
  } finally {
    await server.stop();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

function goalsOf(years: readonly WatchedYear[]): Goal[] {
  const worst = (of: (year: WatchedYear) => number, pick: (...values: number[]) => number): number => pick(...years.map(of));
  const found = SNOOP_KINDS.map((kind): Goal => {
    const of = years.flatMap(({ kinds }) => kinds.filter((one) => one.kind === kind));
    const [planted, flagged] = [of.reduce((sum, one) => sum + one.planted, 0), of.reduce((sum, one) => sum + one.found, 0)];
    return { name: `${kind}: found of ${planted} planted in ${years.length} towns`, value: flagged, goal: `= ${planted}`, met: flagged === planted };
  });
  const explained = worst(({ explainedPercent }) => explainedPercent, Math.min);
  const flags = worst(({ flagsPerThousand }) => flagsPerThousand, Math.max);
  const cost = worst(({ microsecondsPerAccess }) => microsecondsPerAccess, Math.max);
  return [
    ...found,
    { name: 'ordinary accesses that something besides the person’s word explains, in the worst town', value: explained, goal: '≥ 94 %', met: explained >= 94 },
    { name: 'flags per 1,000 accesses, in the worst town', value: flags, goal: '≤ 5', met: flags <= 5 },
    { name: 'taking and judging an access, in the slowest town', value: cost / 1_000, goal: '≤ 20 ms', met: cost <= 20_000 },
  ];
}
