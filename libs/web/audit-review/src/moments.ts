import { zoneNameOf, useLanguage } from '@longview/web-design-system';
import { useCallback } from 'react';

const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `2026-11-19 14:05 EST`: day, time and the zone they are told in, which is the viewer's unless another is given. */
export function momentOf(epochMs: number, language: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { ...PARTS, ...zone }).formatToParts(epochMs).map(({ type, value }) => [type, value]));
  const name = timeZone === undefined ? zoneNameOf(epochMs, language) : new Intl.DateTimeFormat(`${language}-CA`, { timeZoneName: 'short', timeZone }).formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']} ${name}`.trim();
}

/** Times as this page tells them. */
export function useMoment(): (epochMs: number, timeZone?: string) => string {
  const { language } = useLanguage();
  return useCallback((epochMs, timeZone) => momentOf(epochMs, language, timeZone), [language]);
}

/** The first instant of a calendar day on the viewer's clock. `2026-02-30` is no day: `undefined`. */
export function startOfDay(day: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return undefined;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const at = new Date(year, month - 1, date);
  return at.getMonth() === month - 1 && at.getDate() === date ? at.getTime() : undefined;
}

/** The first instant after a calendar day, on days of 23 and 25 hours too. */
export function endOfDay(day: string): number | undefined {
  const start = startOfDay(day);
  if (start === undefined) return undefined;
  const at = new Date(start);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1).getTime();
}
