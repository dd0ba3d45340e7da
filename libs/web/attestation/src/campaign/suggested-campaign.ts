import type { CampaignInput } from '@longview/graphql-client';

const pad = (n: number): string => String(n).padStart(2, '0');
const dayOf = (at: Date): string => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
const DUE_IN_DAYS = 45;

/** What the program office will most likely want: the last half-year, from today, with six weeks' time. Pure. */
export function suggestedCampaign(today: Date): Omit<CampaignInput, 'reminderDays'> {
  const year = today.getFullYear();
  const isSpring = today.getMonth() < 6;
  const due = new Date(today);
  due.setDate(due.getDate() + DUE_IN_DAYS);
  return {
    nameEn: `${isSpring ? 'Spring' : 'Fall'} ${year}`, nameFr: `${isSpring ? 'Printemps' : 'Automne'} ${year}`,
    periodFrom: isSpring ? `${year - 1}-07-01` : `${year}-01-01`, periodTo: isSpring ? `${year - 1}-12-31` : `${year}-06-30`, opensOn: dayOf(today), dueOn: dayOf(due),
  };
}
