import { describe, expect, it } from '@jest/globals';
import { EMPTY_FIELDS, readQuestion } from './search-question.js';

const fields = (some: Partial<typeof EMPTY_FIELDS>) => ({ ...EMPTY_FIELDS, ...some });

describe('a search by health number', () => {
  it.each(['9876543217', '9876 543 217', '9876-543-217-ab', ' 9876543217AB '])('accepts %s as it was pasted', (number) => {
    expect(readQuestion('number', fields({ number }))).toEqual({ input: { healthNumber: '9876543217' } });
  });
  it.each([['9876543218', 'check-digit'], ['98765', 'not-ten-digits'], ['', 'empty'], ['9876543217ABC', 'version-code'], ['98765432I7', 'not-ten-digits']])('stops %s at the field: %s', (number, problem) => {
    expect(readQuestion('number', fields({ number }))).toEqual({ problem: { field: 'number', problem } });
  });
});

describe('a search by name', () => {
  it('needs the family name and a birth date that cannot be misread', () => {
    expect(readQuestion('name', fields({ birthDate: '1956-03-09' }))).toEqual({ problem: { field: 'family' } });
    expect(readQuestion('name', fields({ family: 'Côté', birthDate: '03/04/1956' }))).toEqual({ problem: { field: 'birthDate' } });
    expect(readQuestion('name', fields({ family: ' Côté ', birthDate: '19560309' }))).toEqual({ input: { family: 'Côté', birthDate: '1956-03-09' } });
    expect(readQuestion('name', fields({ family: 'Côté', given: 'Luc ', birthDate: '1956-03-09' }))).toEqual({ input: { family: 'Côté', given: 'Luc', birthDate: '1956-03-09' } });
  });
});

describe('a search by record number', () => {
  it('is never asked without the domain that issued the number', () => {
    expect(readQuestion('record', fields({ domain: 'urn:x' }))).toEqual({ problem: { field: 'record' } });
    expect(readQuestion('record', fields({ record: 'MRN1' }))).toEqual({ problem: { field: 'domain' } });
    expect(readQuestion('record', fields({ record: ' MRN1 ', domain: 'urn:x' }))).toEqual({ input: { localIdentifier: 'MRN1', identifierSystem: 'urn:x' } });
  });
});
