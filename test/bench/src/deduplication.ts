import type { ClinicalRecord } from '@longview/clinical-model';
import { groupRecords, RecordGrouper } from '@longview/deduplication';
import { groupByBlocking, groupByPairs } from './deduplication-floors/floors.js';
import { makeRecords } from './deduplication-floors/records.js';

export const name = 'deduplication';

const SIZES = [500, 5_000, 50_000] as const;
/** Every pair of 50,000 records would take minutes and tell nothing new. */
const MAX_PAIRWISE = 5_000;
const MAX_MS = 15;
const ROUNDS = 15;
/** A streamed search hands over a source's records at a time. */
const SLICES = 256;

type Contender = 'ours' | 'streamed' | 'blocking' | 'pairwise';

interface Figure { readonly records: number; readonly groups: number; readonly ms: Partial<Record<Contender, number>>; readonly ratioToBlocking: number }

/**
 * Groups 500, 5,000 and 50,000 records of 256 sources, against bare blocking and bare pairwise comparison in turn. Growth is
 * that of our own medians, as printed. `node --expose-gc` keeps one run's garbage out of the next one's time.
 */
export async function run(): Promise<{ goals: { name: string; value: number; goal: string; met: boolean }[]; figures: unknown }> {
  const figures = measure();
  const [small, middle, large] = figures as [Figure, Figure, Figure];
  const overPairwise = middle.ms.pairwise! / middle.ms.ours!;
  return {
    goals: [
      { name: '5,000 records from 256 sources, with reasons and provenance, ms', value: middle.ms.ours!, goal: `≤ ${MAX_MS}`, met: middle.ms.ours! <= MAX_MS },
      growthGoal(small, middle),
      growthGoal(middle, large),
      { name: 'times faster than pairwise comparison at 5,000', value: overPairwise, goal: '≥ 10', met: overPairwise >= 10 },
    ],
    figures: { sizes: figures, floorGrowth: [middle.ms.blocking! / small.ms.blocking!, large.ms.blocking! / middle.ms.blocking!] },
  };
}

function growthGoal(from: Figure, to: Figure): { name: string; value: number; goal: string; met: boolean } {
  const growth = to.ms.ours! / from.ms.ours!;
  const allowed = (to.records * Math.log(to.records)) / (from.records * Math.log(from.records));
  return { name: `growth from ${from.records.toLocaleString('en')} to ${to.records.toLocaleString('en')} records, times`, value: growth, goal: `≤ ${allowed.toFixed(1)} (n log n)`, met: growth <= allowed };
}

function measure(): Figure[] {
  const cases = SIZES.flatMap((count) => contendersFor(count).map(([contender, group]) => ({ count, contender, group, samples: [] as number[] })));
  // Taken in turn, sizes and contenders, so that a busy moment of the machine falls on all; the first rounds only warm up.
  for (let round = -4; round < ROUNDS; round++) {
    for (const { contender, group, samples } of cases) {
      if (contender === 'pairwise' && (round < -1 || round >= 5)) continue;
      globalThis.gc?.();
      const startedMs = performance.now();
      group();
      const tookMs = performance.now() - startedMs;
      if (round >= 0) samples.push(tookMs);
    }
  }
  return SIZES.map((count) => {
    const ms: Figure['ms'] = Object.fromEntries(cases.filter((one) => one.count === count).map(({ contender, samples }) => [contender, median(samples)]));
    return { records: count, groups: groupRecords(makeRecords(count)).length, ms, ratioToBlocking: ms.ours! / ms.blocking! };
  });
}

function contendersFor(count: number): readonly (readonly [Contender, () => unknown])[] {
  const records = makeRecords(count);
  return [
    ['ours', () => groupRecords(records)],
    ['streamed', () => groupInSlices(records)],
    ['blocking', () => groupByBlocking(records)],
    ...(count <= MAX_PAIRWISE ? [['pairwise', () => groupByPairs(records)] as const] : []),
  ];
}

/** As a search does it: one batch a source, all groups right after each. */
function groupInSlices(records: readonly ClinicalRecord[]): RecordGrouper {
  const grouper = new RecordGrouper();
  const size = Math.ceil(records.length / SLICES);
  for (let at = 0; at < records.length; at += size) grouper.add(records.slice(at, at + size));
  return grouper;
}

function median(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[samples.length >> 1]!;
}
