import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export const LETTER_IDS = ['patient-breach', 'patient-reply', 'commissioner-breach'] as const;
export type LetterId = (typeof LETTER_IDS)[number];
export type LetterLanguage = 'en' | 'fr';

/**
 * What a letter may say of a case. `known`: it stands in the case and cannot be written otherwise; `suggested`: a person
 * may word it; `optional`: without it the paragraph is left out.
 */
export type FactKind = 'known' | 'suggested' | 'optional';

type Facts = Readonly<Record<string, FactKind>>;

const IN_EVERY: Facts = { letterDate: 'known', organizationName: 'known', reference: 'known', organizationContact: 'suggested', accessDays: 'suggested', signature: 'suggested' };

/** The facts that each kind of letter is made of. A template names no other, so one that is not filled in cannot go unnoticed. */
export const LETTER_FACTS: Readonly<Record<LetterId, Facts>> = {
  'patient-breach': { ...IN_EVERY, patientName: 'known', whatHappened: 'suggested', whatInformation: 'suggested', whoLooked: 'suggested', containment: 'suggested', prevention: 'optional' },
  'patient-reply': { ...IN_EVERY, patientName: 'known', answer: 'suggested', accessDays: 'optional' },
  'commissioner-breach': { ...IN_EVERY, discoveredOn: 'known', category: 'known', circumstances: 'known', affectedCount: 'known', facts: 'suggested', containment: 'suggested', prevention: 'optional', patientsNotifiedOn: 'suggested' },
};

/** A letter in one language, as the data file has it. The languages are texts of their own, not translations at run time. */
export interface LetterTemplate {
  readonly id: LetterId;
  readonly version: number;
  readonly language: LetterLanguage;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** Templates by id and language: {@link templateKey}. */
export type LetterTemplates = ReadonlyMap<string, LetterTemplate>;

export const templateKey = (id: LetterId, language: LetterLanguage): string => `${id}.${language}`;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** The names of the facts that a text asks for, in their order. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

/** Each fact in its place. */
export function fillText(text: string, facts: ReadonlyMap<string, string>): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string) => facts.get(name) ?? '');
}

export const letterTemplateSchema: z.ZodType<LetterTemplate> = z.strictObject({
  id: z.enum(LETTER_IDS), version: z.int().positive(), language: z.enum(['en', 'fr']), subject: z.string().min(1), paragraphs: z.array(z.string().min(1)).min(1),
}).superRefine(({ id, subject, paragraphs }, context) => {
  const used = [subject, ...paragraphs].flatMap(placeholdersOf);
  for (const name of used.filter((one) => !Object.hasOwn(LETTER_FACTS[id], one))) context.addIssue({ code: 'custom', path: ['paragraphs'], message: `{{${name}}} is no fact of this letter` });
  for (const name of Object.keys(LETTER_FACTS[id]).filter((one) => !used.includes(one))) context.addIssue({ code: 'custom', path: ['paragraphs'], message: `the letter never says {{${name}}}` });
  if ([subject, ...paragraphs].some((text) => /\{\{|\}\}/.test(text.replaceAll(PLACEHOLDER, '')))) context.addIssue({ code: 'custom', path: ['paragraphs'], message: 'a placeholder is not closed' });
});

/** A letter that cannot be used: found at the start, not when a patient waits for it. */
export class LetterTemplateFault extends Error {
  override readonly name = 'LetterTemplateFault';
  readonly code = 'LETTER_TEMPLATE_INVALID';
  constructor(readonly details: { readonly file: string }, options?: { cause?: unknown }) {
    super('A letter template of the privacy office cannot be used.', options);
  }
}

const ownFolder = path.resolve(import.meta.dirname, '../../../letters');

/** Reads every template of the folder. Rejects with {@link LetterTemplateFault} when one is wrong, or a language is missing. */
export async function readLetterTemplates(folder = ownFolder): Promise<LetterTemplates> {
  const templates = new Map<string, LetterTemplate>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const template = await readTemplate(folder, file);
    templates.set(templateKey(template.id, template.language), template);
  }
  for (const key of LETTER_IDS.flatMap((id) => [templateKey(id, 'en'), templateKey(id, 'fr')])) if (!templates.has(key)) throw new LetterTemplateFault({ file: `${key}.json` });
  return templates;
}

async function readTemplate(folder: string, file: string): Promise<LetterTemplate> {
  try {
    return letterTemplateSchema.parse(JSON.parse(await readFile(path.join(folder, file), 'utf8')));
  } catch (cause) {
    throw new LetterTemplateFault({ file }, { cause });
  }
}
