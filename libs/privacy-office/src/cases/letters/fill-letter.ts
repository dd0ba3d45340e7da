import { fillText, LETTER_FACTS, placeholdersOf, type LetterLanguage, type LetterId, type LetterTemplate } from './letter-templates.js';

/** A letter as it is read: nothing in it is left open. */
export interface Letter {
  readonly templateId: LetterId;
  readonly templateVersion: number;
  readonly language: LetterLanguage;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** What stops a letter, at the fact that it is about. */
export interface LetterProblem {
  readonly field: string;
  readonly problem: 'missing' | 'too-long' | 'unknown' | 'names-patient';
}

const MAX_FACT = 4_000;

/**
 * Puts the facts into the template. What stands in the case wins over what somebody writes; what nobody gave is told at
 * its field, and no letter is made. Pure.
 * @param inCase facts and suggestions of the case, by name.
 * @param given what the writer put.
 */
export function fillLetter(template: LetterTemplate, inCase: ReadonlyMap<string, string>, given: ReadonlyMap<string, string>): Letter | { readonly problems: readonly LetterProblem[] } {
  const kinds = LETTER_FACTS[template.id];
  const problems: LetterProblem[] = [...given.keys()].filter((name) => !Object.hasOwn(kinds, name) || kinds[name] === 'known').map((field) => ({ field, problem: 'unknown' }));
  const facts = new Map<string, string>();
  for (const [name, kind] of Object.entries(kinds)) {
    const value = ((kind === 'known' ? undefined : given.get(name)) ?? inCase.get(name) ?? '').trim();
    facts.set(name, value);
    if (value.length > MAX_FACT) problems.push({ field: name, problem: 'too-long' });
    if (value === '' && kind !== 'optional') problems.push({ field: name, problem: 'missing' });
  }
  if (problems.length > 0) return { problems };
  const isSaid = (text: string): boolean => placeholdersOf(text).every((name) => facts.get(name) !== '');
  return { templateId: template.id, templateVersion: template.version, language: template.language, subject: fillText(template.subject, facts), paragraphs: template.paragraphs.filter(isSaid).map((text) => fillText(text, facts)) };
}
