import type { RecordKind, RelationshipKind } from '@longview/clinical-model';
import type { Looked, Words } from './words.js';

const KINDS: Readonly<Record<RecordKind, readonly [one: string, many: string]>> = {
  'imaging-study': ['imaging exam', 'imaging exams'], report: ['report', 'reports'], document: ['document', 'documents'], visit: ['visit', 'visits'], lab: ['lab result', 'lab results'],
  medication: ['medication', 'medications'], allergy: ['allergy', 'allergies'], condition: ['health condition', 'health conditions'],
};
/** Roles as people outside of the log call them. */
export const ROLES: Readonly<Record<string, string>> = {
  physician: 'physician', nurse: 'nurse', 'allied-health': 'health professional', clerk: 'clerk', 'pacs-administrator': 'imaging system administrator', 'privacy-contact': 'privacy contact', 'privacy-auditor': 'privacy auditor',
  'program-office': 'program office', 'local-registration-authority': 'registration authority', 'legal-signing-authority': 'signing authority', 'security-contact': 'security contact',
};
const RELATIONSHIPS: Readonly<Record<RelationshipKind, string>> = {
  order: 'This person had ordered an exam for you.', encounter: 'You had a visit or an exam at their organization.', roster: 'You are on the list of patients of their practice.',
  launch: 'They opened it from your chart in their own system.', share: 'It had been shared with them.', 'earlier-reason': 'They had given a reason a short time before.',
};
const GROUNDS: Readonly<Record<string, string>> = {
  'express-consent': 'you, or the person who decides for you, had expressly agreed',
  'harm-to-patient': 'there was a significant risk of serious bodily harm to you, and your consent could not be obtained in time',
  'harm-to-others': 'there was a significant risk of serious bodily harm to another person or to a group of people',
};

const moment = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' });
const list = new Intl.ListFormat('en', { type: 'conjunction' });
const held = (from: readonly string[]): string => (from.length === 0 ? '' : `, held by ${from.join('; ')}`);
const inBrackets = (parts: readonly string[]): string => (parts.length === 0 ? '' : ` (${parts.join(', ')})`);
const counted = (kind: RecordKind, count: number): string => `${count} ${KINDS[kind][count === 1 ? 0 : 1]}`;

export const english: Words = {
  when: (atMs) => moment.format(atMs),
  // Names of organizations have commas of their own.
  who: (name, roles, organization) => `${name || 'A person whose name was not recorded'}${inBrackets([...roles.map((role) => ROLES[role] ?? role), ...(organization === undefined ? [] : [organization])])}`,
  opening: (when, who, looked) => `On ${when}, ${who} ${didWhat(looked)}.`,
  looked: ({ list: shown, read, images, isPrinted, isExported, refused }) => [
    ...(shown ? [`They saw a list of your records${shown.kinds.length > 0 ? ` (${list.format(shown.kinds.map((kind) => KINDS[kind][1]))})` : ''}${held(shown.from)}.`] : []),
    ...read.map(({ kind, count, from }) => `They opened and read ${counted(kind, count)}${held(from)}.`),
    ...(images ? [`They looked at the images of ${counted('imaging-study', images.count)}${held(images.from)}.`] : []),
    ...(isPrinted ? ['They printed something from your record.'] : []),
    ...(isExported ? ['They saved something from your record as a file.'] : []),
    ...(refused === 'no-connection' ? ['The system refused to show something, because nothing connected them with your care at that moment. What was refused was not shown.'] : []),
    ...(refused === 'not-allowed' ? ['The system refused to show something, because they were not allowed to see it. What was refused was not shown.'] : []),
  ],
  because(because) {
    switch (because.kind) {
      case 'relationship': return [RELATIONSHIPS[because.relationship as RelationshipKind] ?? 'The system found a connection with your care.'];
      case 'stated': return [`The reason they gave: ${because.reason}.`];
      case 'missing': return ['The system found no connection with your care, and they gave no reason.'];
      case 'none': return [];
    }
  },
  override: (ground) => `You had restricted access to information about you, and they went past that restriction. The law allows this on certain grounds only${ground !== undefined && GROUNDS[ground] ? `. The ground they stated: ${GROUNDS[ground]}` : ''}. It is written down each time and you are entitled to be told.`,
  heading: (patientName) => `Who looked at your health record: ${patientName}`,
  introduction: ({ organization, asker, at, from, until, asOf, isWholeProvince }) => [
    `Prepared by ${asker}, ${organization}, on ${at}. It covers ${from} to ${until} and everything recorded up to ${asOf}.`,
    isWholeProvince ? 'It lists everybody who looked at your record through this system.' : `It lists people of ${organization} who looked at your record through this system, and people of other organizations who looked at what ${organization} holds about you. Other organizations can give you their own list.`,
    'If you do not understand why somebody looked, please ask us. You may also complain to the Information and Privacy Commissioner of Ontario.',
  ],
  nothing: 'Nobody looked at your record in this time.',
  notWhole: 'There is more than fits on this list: ask for a shorter time.',
  columns: ['When', 'What happened'],
};

function didWhat({ isSearchOnly, isIdentityShown, list: shown, read, images, isOpened }: Looked): string {
  if (isSearchOnly) return isIdentityShown ? 'searched for you and saw your name, birth date or other identifying details, but did not open your record' : 'searched for you and did not open your record';
  if (!shown && read.length === 0 && !images) return isOpened ? 'opened your record' : 'asked to see your record';
  return 'looked at your record';
}
