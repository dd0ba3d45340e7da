/** The wall clock of a place, with the offset that held there at that moment. */
export interface LocalTime {
  /** `2026-11-08T14:05:00`, without offset. */
  readonly local: string;
  /** `-05:00` */
  readonly offset: string;
}

const offsets = new Map<string, string>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DD` of the day that lies `days` before `today`. */
export function dateDaysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** A moment on a wall clock. `minutes` counts from midnight and may pass the end of the day. */
export function at(date: string, minutes: number, timeZone: string, seconds = 0): LocalTime {
  const local = new Date(Date.parse(`${date}T00:00:00Z`) + (minutes * 60 + seconds) * 1000).toISOString().slice(0, 19);
  return { local, offset: offsetOf(local, timeZone) };
}

/** The moment `minutes` later, on the same wall clock. */
export function minutesAfter(time: LocalTime, minutes: number, timeZone: string): LocalTime {
  const local = new Date(Date.parse(`${time.local}Z`) + minutes * 60_000).toISOString().slice(0, 19);
  return { local, offset: offsetOf(local, timeZone) };
}

/** ISO 8601 with offset, the form of a FHIR dateTime. */
export function isoOf(time: LocalTime): string {
  return time.local + time.offset;
}

/** Milliseconds since the epoch. */
export function instantOf(time: LocalTime): number {
  return Date.parse(isoOf(time));
}

function offsetOf(local: string, timeZone: string): string {
  const day = `${timeZone} ${local.slice(0, 13)}`;
  const known = offsets.get(day);
  if (known) return known;
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone, timeZoneName: 'longOffset' })));
  // Noon-ish times decide; the two hours of a year in which the clock itself changes do not matter to a simulated hospital.
  const name = format.formatToParts(Date.parse(`${local}Z`) + 5 * 3_600_000).find((part) => part.type === 'timeZoneName')!.value;
  const offset = name === 'GMT' ? '+00:00' : name.slice(3);
  offsets.set(day, offset);
  return offset;
}
