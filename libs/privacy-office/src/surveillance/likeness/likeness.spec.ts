import { describe, expect, it } from '@jest/globals';
import { LikenessHasher } from './likeness-hasher.js';

const hasher = new LikenessHasher(Buffer.alloc(32, 1));
const shares = (one: string, other: string): boolean => hasher.surnames(one).some((hash) => hasher.surnames(other).includes(hash));

describe('likeness', () => {
  it.each([['Tremblay', 'TREMBLAY'], ['Côté', 'Cote'], ['O’Brien', 'OBrien'], ['Tremblay-Singh', 'Singh'], ['van der Berg', 'Berg'], ['St-Pierre', 'St Pierre']])('knows %s and %s as one family', (one, other) => {
    expect(shares(one, other)).toBe(true);
  });
  it.each([['Roy', 'Royer'], ['de Souza', 'de Lima'], ['', ''], ['van Dyk', 'van Gogh']])('does not take %s and %s for one', (one, other) => {
    expect(shares(one, other)).toBe(false);
  });
  it('compares addresses with their postal code, however they are written', () => {
    expect(hasher.address('43 Balsam Cres.', 'L8P 2Z4')).toBe(hasher.address('43  balsam cres', 'l8p2z4'));
    expect(hasher.address('43 Balsam Cres.', 'L8P 2Z5')).not.toBe(hasher.address('43 Balsam Cres.', 'L8P 2Z4'));
    expect(hasher.phone('(905) 555-0161')).toBe(hasher.phone('+1 905 555 0161'));
  });
  it('keeps no rural postal code, which a whole town shares, and compares a house there all the same', () => {
    expect(['K0A 1B0', 'p0x1c0'].map((code) => hasher.postalCode(code))).toEqual(['', '']);
    expect(hasher.postalCode('L8P 2Z4')).not.toBe('');
    expect(hasher.address('12 Lake Rd', 'K0A 1B0')).toBe(hasher.address('12 lake rd.', 'k0a1b0'));
  });
  it('has nothing for what is not known, so that two unknown things are never alike', () => {
    expect([hasher.postalCode(undefined), hasher.address('', 'L8P 2Z4'), hasher.address('43 Balsam', undefined), hasher.phone('112'), hasher.born({ familyName: 'Roy', givenName: 'A' }, '1961'), hasher.fullName({ familyName: 'Roy', givenName: '' })]).toEqual(['', '', '', '', '', '']);
  });
  it('holds no fact, and says nothing under another key', () => {
    const likeness = hasher.ofPatient({ identifiers: [], names: [{ family: 'Roy', given: ['Luc'] }], birthDate: '1961-04-09', postalCode: 'L8P 2Z4', addressLine: '43 Balsam Cres.', phone: '905-555-0161', deceasedDate: '2026-01-01' });
    expect(likeness).toMatchObject({ isDeceased: true, surnames: [expect.stringMatching(/^[\w-]{16}$/)] });
    expect(JSON.stringify(likeness)).not.toMatch(/roy|luc|1961|l8p|balsam|555/i);
    expect(new LikenessHasher(Buffer.alloc(32, 2)).surnames('Roy')).not.toEqual(hasher.surnames('Roy'));
  });
});
