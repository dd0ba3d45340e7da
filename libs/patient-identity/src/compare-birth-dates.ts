import { findSingleEdit } from './single-edit.js';

/**
 * `partial`: one side knows less and what it knows agrees. `near`: one slip apart (day and month exchanged, one digit
 * wrong, two neighbouring digits exchanged).
 */
export type BirthDateLevel = 'same' | 'partial' | 'near' | 'different' | 'missing';

/** What registration systems write when they know no date. */
const NOT_A_DATE = new Set(['1900-01-01', '1901-01-01', '1800-01-01', '0001-01-01', '9999-12-31', '1111-11-11']);
/** A year wrong by so much is another generation of one family rather than a slip: parents and children share names. */
const GENERATION_YEARS = 12;

/** Compares birth dates `YYYY[-MM[-DD]]`; anything else counts as not known. */
export function compareBirthDates(a: string | undefined, b: string | undefined): BirthDateLevel {
  if (!isDate(a) || !isDate(b)) return 'missing';
  if (a === b) return a.length === 10 ? 'same' : 'partial';
  if (a.startsWith(b) || b.startsWith(a)) return 'partial';
  if (a.length !== 10 || b.length !== 10) return 'different';
  // Registered by the year alone, as for people who came without papers: the first of January stands for it.
  if (a.slice(0, 4) === b.slice(0, 4) && (a.endsWith('-01-01') || b.endsWith('-01-01'))) return 'partial';
  const isExchanged = a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7);
  if (isExchanged) return 'near';
  const edit = findSingleEdit(a.replaceAll('-', ''), b.replaceAll('-', ''));
  return edit && Math.abs(+a.slice(0, 4) - +b.slice(0, 4)) < GENERATION_YEARS ? 'near' : 'different';
}

function isDate(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && !NOT_A_DATE.has(text);
}
