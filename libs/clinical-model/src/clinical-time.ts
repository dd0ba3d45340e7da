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

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a FHIR date, dateTime or instant, or the same assembled from DICOM DA and TM.
 * @param timeZone IANA zone of the site, used for ordering when the text has no offset.
 * @returns `undefined` for anything that is no such time or no day of the calendar.
 */
export function parseClinicalTime(text: string | undefined, timeZone: string): ClinicalTime | undefined {
  const m = text === undefined ? null : ISO.exec(text);
  if (!m) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', offset] = m;
  const wallMs = Date.UTC(+year!, +month - 1, +day, +hour, +minute, Math.min(+second, 59));
  const wall = new Date(wallMs);
  if (wall.getUTCMonth() !== +month - 1 || wall.getUTCDate() !== +day || +hour > 23 || +minute > 59) return undefined;
  const local = offset ? text!.slice(0, -offset.length) : text!;
  const offsetMs = offset ? parseOffsetMs(offset) : zoneOffsetMs(wallMs, timeZone);
  return { local: local.replace(/\.\d+$/, ''), ...(offset && { offset }), instantMs: wallMs - offsetMs };
}

function parseOffsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * ((+offset.slice(1, 3)) * 60 + +offset.slice(4, 6)) * 60_000;
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
