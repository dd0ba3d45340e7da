import type { Mail } from '@longview/platform';
import type { Tier } from '../words.js';

export interface ReminderFacts {
  readonly to: string;
  readonly tier: Tier;
  readonly campaignName: { readonly en: string; readonly fr: string };
  readonly organizationName: { readonly en: string; readonly fr: string };
  readonly undecided: number;
  readonly dueOn: string;
  readonly daysLeft: number;
  /** Where to decide. */
  readonly address: string;
}

/** The letter to somebody who still has to decide, in both languages: nobody said which one they read. Pure. */
export function reminderLetter(facts: ReminderFacts): Mail {
  const { campaignName, organizationName, dueOn, address } = facts;
  return {
    to: facts.to, language: 'en, fr',
    subject: `Attestation due ${dueOn}: ${organizationName.en} / Attestation à terminer d’ici le ${dueOn} : ${organizationName.fr}`,
    text: [
      `${campaignName.en}, ${organizationName.en}`,
      `${toDecideInEnglish(facts)} ${timeInEnglish(facts)}`,
      `Decide here: ${address}`,
      `What nobody has attested after ${dueOn} is suspended, not deleted. If you need more time, ask the program office.`,
      '— — —',
      `${campaignName.fr}, ${organizationName.fr}`,
      `${toDecideInFrench(facts)} ${timeInFrench(facts)}`,
      `Pour décider : ${address}`,
      `Ce que personne n’a attesté après le ${dueOn} est suspendu, non supprimé. S’il vous faut plus de temps, adressez-vous au bureau de programme.`,
    ].join('\n\n'),
  };
}

function toDecideInEnglish({ undecided, tier }: ReminderFacts): string {
  const what = tier === 'users' ? (undecided === 1 ? 'user' : 'users') : (undecided === 1 ? 'office holder' : 'office holders');
  return `${undecided} ${what} still ${undecided === 1 ? 'waits' : 'wait'} for your decision.`;
}

function toDecideInFrench({ undecided, tier }: ReminderFacts): string {
  const many = undecided > 1;
  const what = tier === 'users' ? (many ? 'utilisateurs attendent' : 'utilisateur attend') : (many ? 'titulaires de fonction attendent' : 'titulaire de fonction attend');
  return `${undecided} ${what} encore votre décision.`;
}

const timeInEnglish = ({ daysLeft, dueOn }: ReminderFacts): string => (daysLeft <= 0 ? `Today, ${dueOn}, is the last day.` : `The last day is ${dueOn}, in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}.`);
const timeInFrench = ({ daysLeft, dueOn }: ReminderFacts): string => (daysLeft <= 0 ? `Le dernier jour est aujourd’hui, le ${dueOn}.` : `Le dernier jour est le ${dueOn}, dans ${daysLeft} ${daysLeft === 1 ? 'jour' : 'jours'}.`);
