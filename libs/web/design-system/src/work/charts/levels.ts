const LEVELS = 5;

/** How dark a value is drawn where nothing is darker than `max`: 0 for nothing, then 1 to 5. */
export function levelIn(value: number | undefined, max: number): number {
  return value ? Math.max(1, Math.ceil((value / max) * LEVELS)) : 0;
}
