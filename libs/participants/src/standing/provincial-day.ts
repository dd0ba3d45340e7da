const dayInOntario = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', year: 'numeric', month: '2-digit', day: '2-digit' });
/** No zone's day begins between two quarters of an hour, and every request asks for the day. */
const QUARTER_MS = 15 * 60_000;
let latest = { quarter: Number.NaN, day: '' };

/** The calendar day in the province, `YYYY-MM-DD`: dates in agreements and documents mean the day there, to its end. */
export function provincialDay(nowMs: number): string {
  const quarter = Math.floor(nowMs / QUARTER_MS);
  if (quarter !== latest.quarter) latest = { quarter, day: dayInOntario.format(nowMs) };
  return latest.day;
}
