import { REMINDER_DAYS } from '../words.js';

export interface CampaignInput {
  readonly nameEn: string;
  readonly nameFr: string;
  /** The half-year that is attested, `YYYY-MM-DD`. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly opensOn: string;
  /** The last day to decide. */
  readonly dueOn: string;
  readonly reminderDays?: readonly number[];
}

export interface CampaignProblem { readonly field: keyof CampaignInput; readonly problem: string }

const DAY_MS = 86_400_000;
const SHORTEST_DAYS = 7;
const LONGEST_DAYS = 120;
const LONGEST_PERIOD_DAYS = 366;
const LONGEST_NAME = 80;

/** True for a day of the calendar written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** A day some days later. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** What is wrong with a campaign that somebody wants to open; nothing when it can be. Pure. @param today in the province. */
export function checkCampaign(input: CampaignInput, today: string): CampaignProblem | undefined {
  for (const field of ['nameEn', 'nameFr'] as const) {
    if (input[field].trim() === '') return { field, problem: 'missing' };
    if (input[field].length > LONGEST_NAME) return { field, problem: 'too-long' };
  }
  for (const field of ['periodFrom', 'periodTo', 'opensOn', 'dueOn'] as const) if (!isDay(input[field])) return { field, problem: 'not-a-date' };
  if (input.periodTo <= input.periodFrom) return { field: 'periodTo', problem: 'before-start' };
  if (daysBetween(input.periodFrom, input.periodTo) > LONGEST_PERIOD_DAYS) return { field: 'periodTo', problem: 'too-far' };
  if (input.opensOn < today) return { field: 'opensOn', problem: 'in-the-past' };
  const days = daysBetween(input.opensOn, input.dueOn);
  if (days <= 0) return { field: 'dueOn', problem: 'before-start' };
  if (days < SHORTEST_DAYS) return { field: 'dueOn', problem: 'too-soon' };
  if (days > LONGEST_DAYS) return { field: 'dueOn', problem: 'too-far' };
  const reminders = input.reminderDays ?? REMINDER_DAYS;
  if (reminders.some((day) => !Number.isInteger(day) || day < 1 || day > LONGEST_DAYS) || new Set(reminders).size !== reminders.length) return { field: 'reminderDays', problem: 'unknown' };
  return undefined;
}

/**
 * The reminder that is due: the latest of the campaign's days that has come and was not sent yet. A day that passed while
 * nothing ran is made up for once, not for each day missed. Pure.
 */
export function reminderDue({ today, dueOn, reminderDays, remindedDays }: { readonly today: string; readonly dueOn: string; readonly reminderDays: readonly number[]; readonly remindedDays: number | undefined }): number | undefined {
  const left = daysBetween(today, dueOn);
  if (left < 0) return undefined;
  const reached = reminderDays.filter((day) => left <= day);
  if (reached.length === 0) return undefined;
  const latest = Math.min(...reached);
  return remindedDays === undefined || latest < remindedDays ? latest : undefined;
}
