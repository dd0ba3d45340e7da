/** A time as the source recorded it: see `ClinicalTime` of the schema. */
export interface RecordedTime { readonly local: string; readonly offset?: string | null; readonly instant: number }

/** `2026-11-19`, or shorter when the source knows less. Never moved to another zone: the wall clock of the place it was recorded. */
export function dateOf(time: RecordedTime): string {
  return time.local.slice(0, 10);
}

/**
 * `2026-11-19 14:05`, with ` UTC−06:00` behind it when the place's clock was another than this viewer's.
 * A date without a time stays a date.
 */
export function dateTimeOf(time: RecordedTime): string {
  if (time.local.length <= 10) return time.local;
  const text = `${time.local.slice(0, 10)} ${time.local.slice(11, 16)}`;
  return time.offset && offsetMinutes(time.offset) !== viewerOffsetMinutes(time.instant) ? `${text} ${offsetWords(time.offset)}` : text;
}

/** True for a time of day whose zone the source did not say: shown "as recorded by the site". */
export function isZoneUnknown(time: RecordedTime): boolean {
  return time.local.length > 10 && !time.offset;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** The viewer's clock, `14:05:12`. */
export function clockOf(epochMs: number): string {
  const at = new Date(epochMs);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
}

/** The viewer's calendar, `2026-11-19`. */
export function dayOf(epochMs: number): string {
  const at = new Date(epochMs);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** Short name of the viewer's zone at that instant, in the language of the screen: `EST`, `HNE`. */
export function zoneNameOf(epochMs: number, language: string): string {
  const parts = new Intl.DateTimeFormat(`${language}-CA`, { timeZoneName: 'short' }).formatToParts(epochMs);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** Completed years, and months for a child under two. `undefined` when the birth date is not a full date. */
export function ageAt(birthDate: string, on: string): { readonly years: number; readonly months: number } | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate) || !/^\d{4}-\d{2}-\d{2}$/.test(on)) return undefined;
  const [by, bm, bd] = birthDate.split('-').map(Number) as [number, number, number];
  const [y, m, d] = on.split('-').map(Number) as [number, number, number];
  const months = (y - by) * 12 + (m - bm) - (d < bd ? 1 : 0);
  return months < 0 ? undefined : { years: Math.floor(months / 12), months };
}

/** Reads a typed date: four-digit year first, a day of the calendar. `03/04/2026` is refused because nobody knows its month. */
export function parseTypedDate(text: string): string | undefined {
  const match = /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const [, y, m, d] = match;
  const at = new Date(Date.UTC(+y!, +m! - 1, +d!));
  return at.getUTCMonth() === +m! - 1 && at.getUTCDate() === +d! ? `${y}-${m}-${d}` : undefined;
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  return (offset.startsWith('-') ? -1 : 1) * (+offset.slice(1, 3) * 60 + +offset.slice(4, 6));
}

function viewerOffsetMinutes(epochMs: number): number {
  return -new Date(epochMs).getTimezoneOffset();
}

function offsetWords(offset: string): string {
  return offset === 'Z' ? 'UTC' : `UTC${offset.replace('-', '\u2212')}`;
}
