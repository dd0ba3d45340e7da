import { afterAll, describe, expect, it } from '@jest/globals';
import { useTranslation } from '@longview/web-design-system';
import { renderHook } from '@testing-library/react';
import en from '../locales/en/evidence.json' with { type: 'json' };
import fr from '../locales/fr/evidence.json' with { type: 'json' };
import { REASON_KINDS } from '../queue/flag-filters.js';
import '../words.js';
import { explanationWords, reasonWords, type ExplanationFacts } from './evidence-words.js';

const { result } = renderHook(() => useTranslation('evidence'));
const { t } = result.current;
const facts = (values: Readonly<Record<string, string>>): ExplanationFacts['facts'] => Object.entries(values).map(([name, value]) => ({ __typename: 'EvidenceFact', name, value }));
const EVERY_FACT = facts({ sharedBy: '3', match: 'address', by: 'number', reason: 'in-the-news', statedReason: 'referral', hour: '3', weekday: '7', usualShare: '0.4', accesses: '900', patients: '41', usual: '12', peers: '30', searches: '5', days: '30', prints: '2', exports: '1', refusals: '1', hours: '8', colleagues: '4' });

afterAll(() => { localStorage.clear(); });

describe('a sentence of evidence', () => {
  it.each(REASON_KINDS)('is made for %s, with every fact in its place', (kind) => {
    const sentence = reasonWords(t, { kind, facts: EVERY_FACT }, 'en');
    expect(sentence.length).toBeGreaterThan(10);
    expect(sentence).not.toMatch(/\{\{|reason\./);
  });

  it.each(REASON_KINDS)('is made for %s also when the log holds no fact of it', (kind) => {
    expect(reasonWords(t, { kind, facts: [] }, 'en')).not.toMatch(/\{\{|undefined|NaN/);
  });

  it('names the hour of the day and its weekday, Sunday being the seventh', () => {
    expect(reasonWords(t, { kind: 'UNUSUAL_HOUR', facts: EVERY_FACT }, 'en')).toBe("Sunday at 03:00 – 0.4 % of this person's 900 accesses are in this hour");
  });

  it('says a stated reason in words, and one of another province as it is', () => {
    expect(explanationWords(t, { kind: 'STATED_REASON', facts: facts({ reason: 'emergency' }) }, 'en')).toBe('Said why: emergency');
    expect(explanationWords(t, { kind: 'STATED_REASON', facts: facts({ reason: 'ward-round' }) }, 'en')).toBe('Said why: ward-round');
  });
});

it('has the same words in both languages', () => {
  const keys = (words: object): readonly string[] => Object.entries(words).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keys(value).map((one) => `${key}.${one}`) : [key.replace(/_many$/, '_other')]));
  expect(new Set(keys(fr))).toEqual(new Set(keys(en)));
});
