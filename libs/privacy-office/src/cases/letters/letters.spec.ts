import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fillLetter } from './fill-letter.js';
import { LETTER_FACTS, LETTER_IDS, letterTemplateSchema, placeholdersOf, readLetterTemplates, templateKey, type LetterTemplates } from './letter-templates.js';

let templates: LetterTemplates;
beforeAll(async () => { templates = await readLetterTemplates(); });

const factsFor = (id: (typeof LETTER_IDS)[number]) => new Map(Object.keys(LETTER_FACTS[id]).map((name) => [name, `«${name}»`]));

describe('the letters of the privacy office', () => {
  it.each(LETTER_IDS)('say the same facts in both languages, each in a text of its own: %s', (id) => {
    const [en, fr] = (['en', 'fr'] as const).map((language) => templates.get(templateKey(id, language))!);
    expect(new Set(en!.paragraphs.flatMap(placeholdersOf))).toEqual(new Set(fr!.paragraphs.flatMap(placeholdersOf)));
    expect(en!.version).toBe(fr!.version);
    expect(fr!.subject).not.toBe(en!.subject);
  });

  it('tell the patient of the right to complain to the Commissioner, with the address', () => {
    expect(templates.get('patient-breach.en')!.paragraphs.join('\n')).toMatch(/right to make a complaint[^\n]*Information and Privacy Commissioner of Ontario[^\n]*12 \(2\)[^\n]*M4W 1A8/);
    expect(templates.get('patient-breach.fr')!.paragraphs.join('\n')).toMatch(/droit de porter plainte[^\n]*Commissaire à l’information et à la protection de la vie privée de l’Ontario[^\n]*12 \(2\)[^\n]*M4W 1A8/);
  });

  it.each(LETTER_IDS)('are made when every fact is there, and leave nothing open: %s', (id) => {
    for (const language of ['en', 'fr'] as const) {
      const letter = fillLetter(templates.get(templateKey(id, language))!, factsFor(id), new Map());
      if ('problems' in letter) throw new Error('The letter was not made.');
      const text = [letter.subject, ...letter.paragraphs].join('\n');
      for (const fact of factsFor(id).values()) expect(text).toContain(fact);
      expect(text).not.toMatch(/[{}]/);
    }
  });

  it.each(LETTER_IDS)('are not made while a fact is missing, and say which: %s', (id) => {
    for (const [name, kind] of Object.entries(LETTER_FACTS[id])) {
      const facts = factsFor(id);
      facts.set(name, '  ');
      const letter = fillLetter(templates.get(templateKey(id, 'en'))!, facts, new Map());
      if (kind === 'optional') expect(letter).toMatchObject({ paragraphs: expect.not.arrayContaining([expect.stringMatching(/: $/)]) });
      else expect(letter).toEqual({ problems: [{ field: name, problem: 'missing' }] });
    }
  });

  it('take the words of whoever writes them where there is something to word, and not where the case knows better', () => {
    const template = templates.get('patient-breach.en')!;
    const worded = fillLetter(template, factsFor('patient-breach'), new Map([['whatHappened', 'A nurse opened your record.']]));
    expect(worded).toMatchObject({ paragraphs: expect.arrayContaining(['What happened: A nurse opened your record.']) });
    expect(fillLetter(template, factsFor('patient-breach'), new Map([['patientName', 'Somebody Else'], ['other', 'x']]))).toEqual({ problems: [{ field: 'patientName', problem: 'unknown' }, { field: 'other', problem: 'unknown' }] });
  });

  it('put what somebody wrote into the text as it is, also when it looks like a placeholder', () => {
    const letter = fillLetter(templates.get('patient-reply.en')!, factsFor('patient-reply'), new Map([['answer', 'We write {{patientName}} and $& as it is.']]));
    expect(letter).toMatchObject({ paragraphs: expect.arrayContaining(['We write {{patientName}} and $& as it is.']) });
  });

  it('are refused at the start when a template names an unknown fact, forgets one, or is missing', async () => {
    const good = templates.get('patient-reply.en')!;
    expect(letterTemplateSchema.safeParse({ ...good, paragraphs: [...good.paragraphs, '{{healthNumber}}'] }).error?.issues[0]?.message).toContain('{{healthNumber}}');
    expect(letterTemplateSchema.safeParse({ ...good, paragraphs: good.paragraphs.filter((text) => !text.includes('{{answer}}')) }).error?.issues[0]?.message).toContain('{{answer}}');
    expect(letterTemplateSchema.safeParse({ ...good, paragraphs: [...good.paragraphs, 'Dear {{patientName'] }).success).toBe(false);
    const folder = await mkdtemp(path.join(tmpdir(), 'letters-'));
    try {
      await writeFile(path.join(folder, 'patient-reply.en.json'), JSON.stringify(good));
      await expect(readLetterTemplates(folder)).rejects.toMatchObject({ code: 'LETTER_TEMPLATE_INVALID', details: { file: 'patient-breach.en.json' } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
