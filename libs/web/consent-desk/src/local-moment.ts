const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2}))?$/;

/** A moment on the clock of this workstation, as {@link readMoment} takes it: `2026-11-22 14:05`. */
export function writeMoment(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/**
 * Reads `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`, the only forms in which day and month cannot be taken for each other. A day alone
 * means its beginning as a start and its end as an end.
 * @returns `undefined` for an empty text.
 */
export function readMoment(text: string, as: 'start' | 'end'): number | undefined | 'wrong' {
  if (text.trim() === '') return undefined;
  const parts = MOMENT.exec(text.trim());
  if (!parts) return 'wrong';
  const [year, month, day, hour = 0, minute = 0] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part))) as [number, number, number, number | undefined, number | undefined];
  const date = new Date(year, month - 1, day, hour, minute);
  // 31 November would become 1 December, 25:00 the next day.
  if (date.getMonth() !== month - 1 || date.getDate() !== day || date.getHours() !== hour || minute > 59) return 'wrong';
  return as === 'end' && parts[4] === undefined ? new Date(year, month - 1, day + 1).getTime() : date.getTime();
}
