import { describe, expect, it } from '@jest/globals';
import i18next from 'i18next';
import './words.js';
import { countAnswers, emptyReason, sourceStateWords, type OutcomeFacts } from './source-state.js';

const outcome = (state: OutcomeFacts['state'], more: Partial<OutcomeFacts> = {}): OutcomeFacts => ({ sourceId: state, state, recordCount: 0, withheldCount: 0, failedKinds: [], elapsedMs: null, since: null, faultCode: null, ...more });
const words = (language: 'en' | 'fr', o: OutcomeFacts): string => sourceStateWords(i18next.getFixedT(language, 'ui'), o);

describe('the words of a source state', () => {
  it('say "nothing found" only for a source that answered everything', () => {
    expect(words('en', outcome('ANSWERED'))).toBe('Nothing found here');
    expect(words('fr', outcome('ANSWERED'))).toBe('Rien trouvé ici');
    for (const state of ['PENDING', 'PARTIAL', 'TRUNCATED', 'TIMEOUT', 'DOWN', 'REFUSED', 'NOT_ENTITLED', 'NOT_CONNECTED', 'NOT_IDENTIFIABLE'] as const) {
      expect(words('en', outcome(state))).not.toMatch(/nothing/i);
    }
  });
  it('are those of the catalogue', () => {
    expect(words('en', outcome('TIMEOUT'))).toBe('No answer in time');
    expect(words('fr', outcome('TIMEOUT'))).toBe('Pas de réponse à temps');
    expect(words('en', outcome('ANSWERED', { recordCount: 7 }))).toBe('7 found');
    expect(words('fr', outcome('ANSWERED', { recordCount: 1 }))).toBe('1 trouvé');
    expect(words('en', outcome('DOWN', { since: new Date(2026, 10, 19, 14, 5).getTime() }))).toBe('Out of service since 14:05');
    expect(words('fr', outcome('TRUNCATED', { recordCount: 500 }))).toBe("500 premiers affichés; il y en a d’autres");
    expect(words('en', outcome('PARTIAL', { failedKinds: ['LAB', 'ALLERGY'] }))).toContain('labs, allergies');
  });
});

describe('the three empty answers', () => {
  const all = [outcome('ANSWERED'), outcome('ANSWERED'), outcome('NOT_ENTITLED'), outcome('NOT_CONNECTED')];
  it('say nothing was found in all when every source that may be asked answered', () => {
    expect(emptyReason(countAnswers(all), 0)).toBe('nothing-in-all');
  });
  it.each(['TIMEOUT', 'DOWN', 'REFUSED', 'PARTIAL', 'TRUNCATED', 'NOT_IDENTIFIABLE'] as const)('speak only of those that answered when one is %s', (state) => {
    expect(emptyReason(countAnswers([...all, outcome(state)]), 0)).toBe('nothing-in-answered');
  });
  it('blame the filters before anything else', () => {
    expect(emptyReason(countAnswers([...all, outcome('PENDING')]), 3)).toBe('hidden-by-filters');
  });
  it('wait while a source is still searching, and say when nobody could be asked', () => {
    expect(emptyReason(countAnswers([...all, outcome('PENDING')]), 0)).toBe('searching');
    expect(emptyReason(countAnswers([outcome('NOT_ENTITLED')]), 0)).toBe('nobody-asked');
  });
});

it('counts what was held back over all sources', () => {
  expect(countAnswers([outcome('ANSWERED', { withheldCount: 1 }), outcome('TIMEOUT', { withheldCount: 2 })]).withheld).toBe(3);
});
