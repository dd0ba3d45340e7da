import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Seconds; covers an answer from a warm cache up to a source's last deadline. */
const DURATION_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16];

/**
 * The numbers of one process in the Prometheus text format. Labels name sources, kinds and codes, never a person:
 * everything a label can say must be a closed set.
 */
export interface Metrics {
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  gauge<L extends string>(name: string, help: string, labels?: readonly L[]): Gauge<L>;
  /** @param name ends in `_seconds`. */
  durations<L extends string>(name: string, help: string, labels?: readonly L[]): Histogram<L>;
  readonly contentType: string;
  /** The text for `/metrics`. */
  expose(): Promise<string>;
}

/** A registry of its own, so that two instances in one process (tests) do not collide. */
export function createMetrics({ withProcessMetrics = false } = {}): Metrics {
  const registry = new Registry();
  if (withProcessMetrics) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    counter: (name, help, labelNames = []) => new Counter({ name, help, labelNames, registers }),
    gauge: (name, help, labelNames = []) => new Gauge({ name, help, labelNames, registers }),
    durations: (name, help, labelNames = []) => new Histogram({ name, help, labelNames, registers, buckets: DURATION_BUCKETS_SECONDS }),
    contentType: registry.contentType,
    expose: () => registry.metrics(),
  };
}
