/** DA as ISO date, also in the form with dots that predates DICOM. */
export function isoDateOf(da: string | undefined): string | undefined {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(da ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

/**
 * DA, TM and Timezone Offset From UTC as an ISO 8601 text, as precise as they are (PS3.5 §6.2).
 * A time without a date says nothing; an offset counts only with a time.
 */
export function isoTimeOf(da: string | undefined, tm: string | undefined, offset: string | undefined): string | undefined {
  const date = isoDateOf(da);
  const match = /^(\d{2}):?(\d{2})?:?(\d{2})?(?:\.\d{1,6})?$/.exec(tm ?? '');
  if (!date || !match) return date;
  const zone = /^([+-]\d{2}):?(\d{2})$/.exec(offset ?? '');
  const [, hour, minute = '00', second] = match;
  return `${date}T${hour}:${minute}${second ? `:${second}` : ''}${zone ? `${zone[1]}:${zone[2]}` : ''}`;
}
