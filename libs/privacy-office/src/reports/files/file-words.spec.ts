import { describe, expect, it } from '@jest/globals';
import { ROLE_PERMISSIONS, RULES } from '@longview/access-policy';
import { PURPOSES_OF_USE } from '@longview/clinical-model';
import { FILE_WORDS, ruleWords } from './file-words.js';

describe.each(['en', 'fr'] as const)('a report printed in %s', (language) => {
  const words = FILE_WORDS[language];

  it('has words for every rule, role and purpose, and shows none of the log’s', () => {
    const unsaid = [...RULES.map(({ name }) => name).filter((rule) => words.rules[rule] === undefined), ...Object.keys(ROLE_PERMISSIONS).filter((role) => words.roles[role] === undefined), ...PURPOSES_OF_USE.filter((purpose) => words.words[purpose] === undefined)];
    expect(unsaid).toEqual([]);
  });

  it('leaves out no rule that it has no words for', () => {
    expect([ruleWords(words, 'a-rule-of-tomorrow'), ruleWords(words, 'role:astronaut')]).toEqual(['a-rule-of-tomorrow', words.permittedTo('astronaut')]);
  });
});

describe('the words of printed reports', () => {
  it('are the same ones in both languages', () => {
    const [en, fr] = [FILE_WORDS.en, FILE_WORDS.fr].map(({ words, rules, roles }) => [words, rules, roles].map((each) => Object.keys(each).sort()));
    expect(fr).toEqual(en);
  });

  it('name a role by its language', () => {
    expect([ruleWords(FILE_WORDS.en, 'role:nurse'), ruleWords(FILE_WORDS.fr, 'role:nurse')]).toEqual(['permitted to the role: nurse', 'permis au rôle : personnel infirmier']);
  });
});
