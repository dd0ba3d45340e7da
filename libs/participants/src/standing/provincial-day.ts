const dayInOntario = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in the province, `YYYY-MM-DD`: dates in agreements and documents mean the day there, to its end. */
export function provincialDay(nowMs: number): string {
  return dayInOntario.format(nowMs);
}
