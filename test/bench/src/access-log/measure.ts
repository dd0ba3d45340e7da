import { setTimeout as delay } from 'node:timers/promises';

export interface Throughput { readonly eventsPerSecond: number; readonly p50Ms: number; readonly p99Ms: number; readonly count: number }

/** `writers` that each append one event after the other, waiting until it is durable, for `durationMs`. */
export async function throughput(append: () => Promise<unknown>, writers: number, durationMs: number): Promise<Throughput> {
  const waits: number[] = [];
  const startMs = performance.now();
  const write = async (): Promise<void> => {
    while (performance.now() - startMs < durationMs) {
      const askedMs = performance.now();
      await append();
      waits.push(performance.now() - askedMs);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  const elapsedMs = performance.now() - startMs;
  return { eventsPerSecond: (waits.length / elapsedMs) * 1_000, p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99), count: waits.length };
}

/** Events that arrive by chance, `perSecond` on average, whatever became of the ones before. */
export async function offeredLoad(append: () => Promise<unknown>, perSecond: number, durationMs: number): Promise<{ p50Ms: number; p99Ms: number; count: number }> {
  const waits: number[] = [];
  const pending: Promise<void>[] = [];
  const endMs = performance.now() + durationMs;
  for (let nextMs = performance.now(); nextMs < endMs; nextMs += -Math.log(1 - Math.random()) * (1_000 / perSecond)) {
    const pauseMs = nextMs - performance.now();
    if (pauseMs > 0) await delay(pauseMs);
    const askedMs = performance.now();
    pending.push(append().then(() => { waits.push(performance.now() - askedMs); }));
  }
  await Promise.all(pending);
  return { p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99), count: waits.length };
}

/** Times of `count` calls, one after the other. */
export async function times(count: number, call: () => Promise<unknown>): Promise<{ p50Ms: number; p95Ms: number }> {
  const waits: number[] = [];
  for (let i = 0; i < count; i++) {
    const askedMs = performance.now();
    await call();
    waits.push(performance.now() - askedMs);
  }
  return { p50Ms: percentile(waits, 0.5), p95Ms: percentile(waits, 0.95) };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
