import { z } from 'zod';
import type { Change } from '@longview/participants';

/** Longest text that somebody writes into a case, in characters. */
export const MAX_TEXT = 8_000;
/** Most events that one case holds: beyond it, an export of the log is the better evidence. */
export const MAX_ACCESSES = 500;

/** A calendar day as people write it, `YYYY-MM-DD`. */
export const daySchema = z.iso.date('not-a-date');
export const textSchema = z.string().trim().min(1, 'missing').max(MAX_TEXT, 'too-long');

/** What the schema makes of the input; refuses with the first field that is wrong and a stable word for how. */
export function readInput<T>(change: Pick<Change, 'refuse'>, schema: z.ZodType<T>, input: unknown): T {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const [issue] = error.issues;
  return change.refuse({ code: 'invalid-input', field: issue!.path.join('.'), problem: /^[a-z-]+$/.test(issue!.message) ? issue!.message : 'wrong' });
}

/** `YYYY-MM-DD` so many calendar days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
