/** At most `wanted` + 1 round steps from 0 that reach `max`: 1, 2 or 5 times a power of ten apart; whole numbers only, since people are counted. */
export function niceTicks(max: number, wanted = 4): readonly number[] {
  if (!(max > 0)) return [0, 1];
  const raw = max / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power);
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, i) => i * step);
}

/** Evenly spread over the range, both ends included, never the same twice. */
export function spread(from: number, to: number, count: number): readonly number[] {
  if (to <= from || count < 2) return [from];
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** A value's place in `range`, in a straight line from `domain`. */
export function linear([low, high]: readonly [number, number], [start, end]: readonly [number, number]): (value: number) => number {
  return (value) => (high === low ? start : start + ((value - low) / (high - low)) * (end - start));
}

/**
 * How high each of the points stands that would cover another, the places given in rising order: 0 on the axis, at most
 * `most` − 1, above which they cover each other.
 */
export function stackedLevels(places: readonly number[], size: number, most: number): readonly number[] {
  const lastAt: number[] = [];
  return places.map((place) => {
    const free = lastAt.findIndex((last) => place - last >= size);
    const level = free >= 0 ? free : Math.min(lastAt.length, most - 1);
    lastAt[level] = place;
    return level;
  });
}

/** The median of values in rising order; `undefined` of none. */
export function middleOf(sorted: readonly number[]): number | undefined {
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : sorted.length === 0 ? undefined : (sorted[half - 1]! + sorted[half]!) / 2;
}
