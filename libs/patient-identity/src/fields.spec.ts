import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareBirthDates, readBirthDate } from './compare-birth-dates.js';
import { foldName } from './fold-name.js';
import { isDemographicMatch } from './is-demographic-match.js';
import { jaroWinkler } from './jaro-winkler.js';
import { phoneticKey } from './phonetic-key.js';
import { findSingleEdit } from './single-edit.js';
import { scoreDemographics } from './score-demographics.js';

describe('Jaro-Winkler similarity', () => {
  it.each([
    ['martha', 'marhta', 0.9611], ['dwayne', 'duane', 0.84], ['dixon', 'dicksonx', 0.8133], ['tremblay', 'tremblai', 0.95], ['', '', 1], ['a', '', 0],
  ])('of %s and %s is %d', (a, b, wanted) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(wanted, 3);
  });

  it('is symmetric and between nothing and all', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), maxLength: 9 });
    fc.assert(fc.property(word, word, (a, b) => {
      expect(jaroWinkler(a, b)).toBe(jaroWinkler(b, a));
      expect(jaroWinkler(a, b)).toBeGreaterThanOrEqual(0);
      expect(jaroWinkler(a, b)).toBeLessThanOrEqual(1);
    }), { numRuns: 5_000 });
  });
});

describe('names folded for comparison', () => {
  it.each([
    ['Côté-Gagnon', ['cote', 'gagnon']], ['O’Brien', ['obrien']], ['St-Pierre', ['saint', 'pierre']], ['Ste. Marie', ['sainte', 'marie']],
    ['Kanien’kehá:ka', ['kanienkehaka']], ['Ðorđe Łoś', ['dorde', 'los']], ['ᐊᓕᔨ', ['ᐊᓕᔨ']], ['  ', []],
  ])('%s', (name, wanted) => {
    expect(foldName(name)).toEqual(wanted);
  });

  it.each([['tremblay', 'tremblai'], ['phillips', 'filips'], ['gauthier', 'gautier'], ['beaulieu', 'baulieu']])('%s and %s sound alike', (a, b) => {
    expect(phoneticKey(a)).toBe(phoneticKey(b));
  });

  it.each([['gagnon', 'smith'], ['roy', 'nguyen']])('%s and %s do not', (a, b) => {
    expect(phoneticKey(a)).not.toBe(phoneticKey(b));
  });
});

describe('one keystroke', () => {
  it.each([
    ['marie', 'marie', undefined], ['marie', 'mario', 'substitution'], ['marie', 'mairie', 'insertion'], ['marie', 'amrie', 'transposition'], ['marie', 'marcel', undefined],
  ])('parts %s from %s or not', (a, b, kind) => {
    expect(findSingleEdit(a, b)?.kind).toBe(kind);
    expect(findSingleEdit(b, a)?.kind).toBe(kind);
  });
});

describe('birth dates', () => {
  it.each([
    ['1980-05-16', '1980-05-16', 'same'], ['1980-05-16', '1980', 'partial'], ['1980-05-16', '1980-05', 'partial'], ['1980-05-16', '1980-06', 'different'],
    ['1980-05-06', '1980-06-05', 'near'], ['1980-05-16', '1980-05-61', 'near'], ['1980-05-16', '1980-05-17', 'near'], ['1980-05-16', '1989-05-16', 'near'],
    ['1984-05-16', '1954-05-16', 'different'], ['1980-05-16', '1980-01-01', 'partial'], ['1980-05-16', '1980-05-27', 'close'], ['1980-05-16', '1971-11-02', 'different'],
    ['1980-05-16', undefined, 'missing'], ['1980-05-16', '1900-01-01', 'missing'], ['1980-05-16', 'unknown', 'missing'],
  ] as const)('%s and %s: %s', (a, b, wanted) => {
    expect(compareBirthDates(readBirthDate(a), readBirthDate(b))).toBe(wanted);
    expect(compareBirthDates(readBirthDate(b), readBirthDate(a))).toBe(wanted);
  });
});

describe('an answer to a search by name and birth date', () => {
  const person = { names: [{ family: 'Tremblay-Gagnon', given: ['Marie-Ève'] }, { family: 'Roy', given: ['Marie-Ève'], use: 'maiden' as const }], birthDate: '1980-05-16' };
  it.each([
    [{ family: 'tremblay gagnon', birthDate: '1980-05-16' }, true], [{ family: 'Tremblai', birthDate: '1980-05-16' }, false], [{ family: 'Gagnon', birthDate: '1980-05-16' }, true],
    [{ family: 'Roy', given: 'M', birthDate: '1980-05-16' }, true], [{ family: 'Roy', given: 'Julie', birthDate: '1980-05-16' }, false],
    [{ family: 'Roy', birthDate: '1980-05-17' }, false], [{ family: 'Singh', birthDate: '1980-05-16' }, false],
  ])('%j: %s', (query, wanted) => {
    expect(isDemographicMatch(person, query)).toBe(wanted);
  });
});

describe('the score of two people', () => {
  const luc = { names: [{ family: 'Tremblay', given: ['Luc'] }], birthDate: '1980-05-16', gender: 'male' as const, postalCode: 'K1A 0B1' };

  it('is high for one person and low for their twin', () => {
    expect(scoreDemographics(luc, { ...luc, postalCode: 'k1a0b1' }).score).toBeGreaterThan(18);
    expect(scoreDemographics(luc, { ...luc, names: [{ family: 'Tremblay', given: ['Zoé'] }] }).score).toBeLessThan(8);
  });

  it('counts nothing for what is not known', () => {
    expect(scoreDemographics({ names: [] }, luc)).toMatchObject({ score: 0, isComparable: false, disagrees: false });
  });
});
