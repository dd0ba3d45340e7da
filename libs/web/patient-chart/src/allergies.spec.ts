import { describe, expect, it } from '@jest/globals';
import { allergySummary } from './allergies.js';
import { anItem, anOutcome, sourcesOf } from './testing/items.js';

const sources = sourcesOf('a', 'b');
const answered = [anOutcome('a'), anOutcome('b')];
const allergy = (state: string, status: 'FINAL' | 'ENTERED_IN_ERROR' = 'FINAL') => anItem({ kind: 'ALLERGY', title: 'Penicillin', state, status });
const title = (items: ReturnType<typeof anItem>[], outcomes = answered, isRestricted = false) => allergySummary(items, outcomes, sources, isRestricted).title;

describe('the allergy title', () => {
  it('says known as soon as one source knows one, whatever the others do', () => {
    expect(allergySummary([allergy('active'), allergy('no-known-allergy')], [anOutcome('a'), anOutcome('b', 'DOWN')], sources, false)).toEqual({ title: 'known', count: 1 });
  });
  it('says none only when a source says so and every source that holds allergies answered', () => {
    expect(title([allergy('no-known-allergy')])).toBe('none');
    expect(title([allergy('no-known-allergy')], [anOutcome('a'), anOutcome('b', 'TIMEOUT')])).toBe('unavailable');
  });
  it('says not recorded when all answered and nobody said anything', () => {
    expect(title([])).toBe('notRecorded');
    expect(title([allergy('resolved')])).toBe('notRecorded');
    expect(title([allergy('active', 'ENTERED_IN_ERROR')])).toBe('notRecorded');
  });
  it.each(['PENDING', 'TIMEOUT', 'DOWN', 'REFUSED', 'TRUNCATED', 'NOT_IDENTIFIABLE'] as const)('is unavailable, never none, while a source is %s', (state) => {
    expect(title([], [anOutcome('a'), anOutcome('b', state)])).toBe('unavailable');
  });
  it('is unavailable when a source answered everything but allergies', () => {
    expect(title([], [anOutcome('a'), anOutcome('b', 'PARTIAL', { failedKinds: ['ALLERGY'] })])).toBe('unavailable');
    expect(title([], [anOutcome('a'), anOutcome('b', 'PARTIAL', { failedKinds: ['LAB'] })])).toBe('notRecorded');
  });
  it('is unavailable when nobody could be asked, or when the patient restricts something', () => {
    expect(title([], [anOutcome('a', 'NOT_ENTITLED')])).toBe('unavailable');
    expect(title([allergy('no-known-allergy')], answered, true)).toBe('unavailable');
  });
});
