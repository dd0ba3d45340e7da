import { describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_ALIASES, ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import { readSearchInput } from './read-search-input.js';

const SYSTEMS = new Set(['urn:hospital-a']);
const read = (input: Record<string, string | null>) => readSearchInput(input, SYSTEMS, '2026-11-22');
const byNumber = { by: 'identifier', identifier: { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' } };

describe('what a user asks for', () => {
  it.each(['9876543217', '9876 543 217', '9876-543-217-AB', ' 9876543217 ZZ '])('is a health number as people write it: %s', (healthNumber) => {
    expect(read({ healthNumber })).toEqual(byNumber);
  });

  it('is a name with a birth date, or a record number with its domain', () => {
    expect(read({ family: ' Tremblay ', birthDate: '1987-04-12' })).toEqual({ by: 'demographics', family: 'Tremblay', birthDate: '1987-04-12' });
    expect(read({ family: 'Tremblay', given: 'Rose', birthDate: '1987-04-12', healthNumber: '', localIdentifier: null })).toMatchObject({ given: 'Rose' });
    expect(read({ localIdentifier: 'MRN7788', identifierSystem: 'urn:hospital-a' })).toEqual({ by: 'identifier', identifier: { system: 'urn:hospital-a', value: 'MRN7788', type: 'MR' } });
  });

  it('is checked as a health number under every spelling of that domain', () => {
    for (const identifierSystem of [ONTARIO_HEALTH_NUMBER_SYSTEM, ...ONTARIO_HEALTH_NUMBER_ALIASES]) {
      expect(read({ localIdentifier: '9876543217', identifierSystem })).toEqual(byNumber);
      expect(read({ localIdentifier: '9876543210', identifierSystem })).toEqual({ invalid: 'localIdentifier' });
    }
  });

  it.each<[Record<string, string>, string]>([
    [{ healthNumber: '9876543210' }, 'healthNumber'], [{ healthNumber: '987654321' }, 'healthNumber'], [{ healthNumber: '9876543217 ABC' }, 'healthNumber'], [{}, 'healthNumber'],
    [{ healthNumber: '9876543217', family: 'Tremblay' }, 'family'], [{ healthNumber: '9876543217', localIdentifier: '1' }, 'localIdentifier'],
    [{ localIdentifier: '1' }, 'identifierSystem'], [{ localIdentifier: '1', identifierSystem: 'urn:unknown' }, 'identifierSystem'], [{ localIdentifier: '1', identifierSystem: 'urn:hospital-a', family: 'X' }, 'family'],
    [{ family: 'Tremblay' }, 'birthDate'], [{ family: 'Tremblay', birthDate: '12/04/1987' }, 'birthDate'], [{ family: 'Tremblay', birthDate: '1987-02-29' }, 'birthDate'],
    [{ family: 'Tremblay', birthDate: '2026-11-23' }, 'birthDate'], [{ family: 'Tremblay', birthDate: '1700-01-01' }, 'birthDate'], [{ birthDate: '1987-04-12' }, 'family'], [{ given: 'Rose' }, 'family'],
    [{ family: 'x'.repeat(200), birthDate: '1987-04-12' }, 'family'],
  ])('is refused at its field: %j at %s', (input, invalid) => {
    expect(read(input)).toEqual({ invalid });
  });
});
