import { findSingleEdit } from './single-edit.js';

/**
 * `partial`: one side knows less and what it knows agrees. `near`: one slip apart (day and month exchanged, one digit
 * wrong, two neighbouring digits exchanged). `close`: two of year, month and day agree; too much for one slip.
 */
export type BirthDateLevel = 'same' | 'partial' | 'near' | 'close' | 'different' | 'missing';

/** What registration systems write when they know no date. */
const NOT_A_DATE = new Set(['1900-01-01', '1901-01-01', '1800-01-01', '0001-01-01', '9999-12-31', '1111-11-11']);
/** A year wrong by so much is another generation of one family rather than a slip: parents and children share names. */
const GENERATION_YEARS = 12;

/** A birth date `YYYY[-MM[-DD]]`; anything else counts as not known. */
export function readBirthDate(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && !NOT_A_DATE.has(text) ? text : undefined;
}

/** Compares birth dates as {@link readBirthDate} gives them. */
export function compareBirthDates(a: string | undefined, b: string | undefined): BirthDateLevel {
  if (a === undefined || b === undefined) return 'missing';
  if (a === b) return a.length === 10 ? 'same' : 'partial';
  if (a.startsWith(b) || b.startsWith(a)) return 'partial';
  if (a.length !== 10 || b.length !== 10) return 'different';
  // Registered by the year alone, as for people who came without papers: the first of January stands for it.
  if (a.slice(0, 4) === b.slice(0, 4) && (a.endsWith('-01-01') || b.endsWith('-01-01'))) return 'partial';
  const [yearA, monthA, dayA] = split(a);
  const [yearB, monthB, dayB] = split(b);
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'near';
  const isOneGeneration = Math.abs(+yearA - +yearB) < GENERATION_YEARS;
  if (isOneGeneration && findSingleEdit(yearA + monthA + dayA, yearB + monthB + dayB) !== undefined) return 'near';
  return isOneGeneration && Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB) === 2 ? 'close' : 'different';
}

const split = (date: string): [string, string, string] => [date.slice(0, 4), date.slice(5, 7), date.slice(8)];
