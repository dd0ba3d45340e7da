import type { ClinicalRecord } from '@longview/clinical-model';
import { groupRecords, RecordGrouper } from '@longview/deduplication';
import { groupByBlocking, groupByPairs } from './deduplication-floors/floors.js';
import { makeRecords } from './deduplication-floors/records.js';

export const name = 'deduplication';

const SIZES = [500, 5_000, 50_000] as const;
/** Every pair of 50,000 records would take minutes and tell nothing new. */
const MAX_PAIRWISE = 5_000;
const MAX_MS = 15;
/**
 * What n log n allows beyond n, from 5,000 to 50,000 records. Growth is compared with that of the blocking floor, which is
 * linear by construction: what it takes more than ten times as long is the machine's caches and garbage collector.
 */
const LOG_N = Math.log(50_000) / Math.log(5_000);
/** A streamed search hands over a source's records at a time. */
const SLICES = 256;

type Contender = 'ours' | 'streamed' | 'blocking' | 'pairwise';

interface Figure { readonly records: number; readonly groups: number; readonly ms: Partial<Record<Contender, number>>; readonly ratioToBlocking: number }

/** Groups 500, 5,000 and 50,000 records of 256 sources, against bare blocking and bare pairwise comparison in turn. */
export async function run(): Promise<{ goals: { name: string; value: number; goal: string; met: boolean }[]; figures: unknown }> {
  const figures = SIZES.map(measure);
  const [, middle, large] = figures as [Figure, Figure, Figure];
  const growth = { ours: large.ms.ours! / middle.ms.ours!, blocking: large.ms.blocking! / middle.ms.blocking! };
  const relativeGrowth = growth.ours / growth.blocking;
  const overPairwise = middle.ms.pairwise! / middle.ms.ours!;
  return {
    goals: [
      { name: '5,000 records from 256 sources, with reasons and provenance, ms', value: middle.ms.ours!, goal: `≤ ${MAX_MS}`, met: middle.ms.ours! <= MAX_MS },
      { name: 'growth from 5,000 to 50,000 records, against that of a linear floor', value: relativeGrowth, goal: `≤ ${LOG_N.toFixed(2)} (n log n)`, met: relativeGrowth <= LOG_N },
      { name: 'times faster than pairwise comparison at 5,000', value: overPairwise, goal: '≥ 10', met: overPairwise >= 10 },
    ],
    figures: { sizes: figures, growth },
  };
}

function measure(count: (typeof SIZES)[number]): Figure {
  const records = makeRecords(count);
  const contenders: readonly (readonly [Contender, () => unknown])[] = [
    ['ours', () => groupRecords(records)],
    ['streamed', () => groupInSlices(records)],
    ['blocking', () => groupByBlocking(records)],
    ...(count <= MAX_PAIRWISE ? [['pairwise', () => groupByPairs(records)] as const] : []),
  ];
  const rounds = count >= 50_000 ? 7 : 25;
  const samples = new Map<Contender, number[]>(contenders.map(([contender]) => [contender, []]));
  // Taken in turn, so that a busy moment of the machine falls on all; the first rounds only warm up.
  for (let round = -5; round < rounds; round++) {
    for (const [contender, group] of contenders) {
      if (contender === 'pairwise' && (round < -1 || round >= 5)) continue;
      const startedMs = performance.now();
      group();
      const tookMs = performance.now() - startedMs;
      if (round >= 0) samples.get(contender)!.push(tookMs);
    }
  }
  const ms: Figure['ms'] = Object.fromEntries([...samples].map(([contender, taken]) => [contender, median(taken)]));
  return { records: count, groups: groupRecords(records).length, ms, ratioToBlocking: ms.ours! / ms.blocking! };
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
