/**
 * A time as a source recorded it. A date without a time is never moved to another zone, and a time without an offset
 * is shown as the site wrote it.
 */
export interface ClinicalTime {
  /** ISO 8601 without offset: `2026-11-19`, `2026-11` or `2026-11-19T14:05:12`. The wall clock of the place it was recorded. */
  readonly local: string;
  /** `-05:00` or `Z` when the source said so. */
  readonly offset?: string;
  /** For ordering only: with `offset`, otherwise in the source's own time zone; a date counts as its first instant. */
  readonly instantMs: number;
}

/** Newest first; equal instants keep a stable order by the recorded text. */
export function compareNewestFirst(a: ClinicalTime | undefined, b: ClinicalTime | undefined): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return b.instantMs - a.instantMs || (a.local < b.local ? 1 : a.local > b.local ? -1 : 0);
}

/**
 * Reads a FHIR date, dateTime or instant, or the same assembled from DICOM DA and TM.
 * Read by position, without a regular expression: it runs several times for every record of every answer.
 * @param timeZone IANA zone of the site, used for ordering when the text has no offset.
 * @returns `undefined` for anything that is no such time or no day of the calendar.
 */
export function parseClinicalTime(text: string | undefined, timeZone: string): ClinicalTime | undefined {
  if (text === undefined) return undefined;
  const offsetLength = text.endsWith('Z') ? 1 : text.length > 10 && isSign(text.charCodeAt(text.length - 6)) ? 6 : 0;
  const end = text.length - offsetLength;
  const year = digitsAt(text, 0, 4);
  const month = end === 4 ? 1 : text[4] === '-' ? digitsAt(text, 5, 2) : -1;
  const day = end <= 7 ? 1 : text[7] === '-' ? digitsAt(text, 8, 2) : -1;
  const hasTime = end > 10;
  const hour = !hasTime ? 0 : text[10] === 'T' && text[13] === ':' ? digitsAt(text, 11, 2) : -1;
  const minute = !hasTime ? 0 : digitsAt(text, 14, 2);
  const second = end <= 16 ? 0 : text[16] === ':' ? digitsAt(text, 17, 2) : -1;
  if (!LENGTHS.has(Math.min(end, 19)) || (end > 19 && !isFraction(text, 19, end))) return undefined;
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0) return undefined;
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const offset = offsetLength > 0 ? text.slice(end) : undefined;
  const offsetMs = offset === undefined ? zoneOffsetMs(wallMs, timeZone) : parseOffsetMs(offset);
  if (Number.isNaN(offsetMs)) return undefined;
  const local = end > 19 ? text.slice(0, 19) : offset === undefined ? text : text.slice(0, end);
  return offset === undefined ? { local, instantMs: wallMs - offsetMs } : { local, offset, instantMs: wallMs - offsetMs };
}

/** Year, month, day, minute and second, as far as each is given. */
const LENGTHS: ReadonlySet<number> = new Set([4, 7, 10, 16, 19]);

function isSign(code: number): boolean {
  return code === 43 || code === 45;
}

/** -1 for anything but digits. */
function digitsAt(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function isFraction(text: string, from: number, end: number): boolean {
  if (text[from] !== '.' || end - from < 2) return false;
  for (let i = from + 1; i < end; i++) if (digitsAt(text, i, 1) < 0) return false;
  return true;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function parseOffsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const hours = digitsAt(offset, 1, 2);
  const minutes = offset[3] === ':' ? digitsAt(offset, 4, 2) : -1;
  if (hours < 0 || minutes < 0) return NaN;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's wall clock is ahead of UTC at the instant whose wall clock there reads `wallMs`. */
function zoneOffsetMs(wallMs: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    formats.set(timeZone, format);
  }
  const offsetAt = (instantMs: number): number => {
    const p = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, +value]));
    return Date.UTC(p['year']!, p['month']! - 1, p['day'], p['hour'], p['minute'], p['second']) - Math.floor(instantMs / 1000) * 1000;
  };
  return offsetAt(wallMs - offsetAt(wallMs));
}
