import { describe, expect, it } from '@jest/globals';
import { readRoster } from './read-roster.js';

// Fictitious numbers with a right check digit.
const numbersOf = (text: string): readonly string[] => {
  const read = readRoster(text);
  return 'problems' in read ? read.problems.map(({ line, problem }) => `${line} ${problem}`) : [...read.healthNumbers];
};

describe('a roster file', () => {
  it('is one number a line, with or without a heading, however the lines end', () => {
    expect(numbersOf('9876543217\r\n1234567897\r\n')).toEqual(['9876543217', '1234567897']);
    expect(numbersOf('\ufeffhealthNumber\n9876 543 217 ZZ\n\n9876543217\n')).toEqual(['9876543217']);
    expect(numbersOf('')).toEqual([]);
  });

  it('has the number in the column that its heading names, and nothing else of it is read', () => {
    expect(numbersOf('Nom;Numéro de carte santé\n"Exemple";"9876-543-217"\n')).toEqual(['9876543217']);
    expect(numbersOf('Name,Chart\nExample,1\n')).toEqual(['1 no-column']);
  });

  it('names the line that is wrong and never what it says', () => {
    expect(numbersOf('healthNumber\n9876543217\n9876543210\n')).toEqual(['3 not-a-health-number']);
    expect(readRoster('5555555556\n')).toEqual({ problems: [{ line: 1, problem: 'not-a-health-number' }] });
  });
});
