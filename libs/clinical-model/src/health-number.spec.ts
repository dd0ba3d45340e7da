import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatHealthNumber, hasValidCheckDigit, parseHealthNumber } from './health-number.js';

describe('a health number', () => {
  it.each(['9876543217', '1234567897', '9876543225', '1000000008', '5550000011'])('%s has the right check digit', (number) => {
    expect(parseHealthNumber(number)).toEqual({ number });
  });
  it.each(['1111111130', '5584486674'])('%s has the wrong check digit', (number) => {
    expect(parseHealthNumber(number)).toEqual({ problem: 'check-digit' });
  });
  it.each([['9876-543-217-AB', 'AB'], ['9876 543 217 ab', 'AB'], ['9876543217x', 'X'], ['\u00a09876543217 ', undefined]])('reads %s as people write it', (text, versionCode) => {
    expect(parseHealthNumber(text)).toEqual({ number: '9876543217', ...(versionCode && { versionCode }) });
  });
  it.each([['', 'empty'], ['  -', 'empty'], ['987654321', 'not-ten-digits'], ['98765432170', 'not-ten-digits'], ['9876543217ABC', 'version-code'], ['98765x3217', 'not-ten-digits'], ['٩٨٧٦٥٤٣٢١٧', 'not-ten-digits']] as const)('refuses %j as %s', (text, problem) => {
    expect(parseHealthNumber(text)).toEqual({ problem });
  });
  it('finds every single wrong digit and survives its own format', () => {
    fc.assert(fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), fc.nat(9), fc.integer({ min: 1, max: 9 }), (stem, position, shift) => {
      const number = Array.from({ length: 10 }, (_, digit) => `${stem}${digit}`).find(hasValidCheckDigit)!;
      expect(parseHealthNumber(formatHealthNumber({ number, versionCode: 'ZZ' }))).toEqual({ number, versionCode: 'ZZ' });
      const wrong = [...number].map((digit, i) => (i === position ? String((+digit + shift) % 10) : digit)).join('');
      expect(hasValidCheckDigit(wrong)).toBe(false);
    }));
  });
});
