import { describe, expect, it } from '@jest/globals';
import { identifierKey, isDicomUid, normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_ALIASES, ONTARIO_HEALTH_NUMBER_SYSTEM } from './index.js';

describe('identifiers', () => {
  it.each(ONTARIO_HEALTH_NUMBER_ALIASES)('%s is the Ontario health number', (alias) => {
    expect(normalizeIdentifierSystem(alias)).toBe(ONTARIO_HEALTH_NUMBER_SYSTEM);
  });
  it('of an unknown domain keep it', () => {
    expect(normalizeIdentifierSystem('urn:hospital-b')).toBe('urn:hospital-b');
  });
  it('with one value in two domains are two', () => {
    expect(identifierKey({ system: 'a', value: 'MRN7788' })).not.toBe(identifierKey({ system: 'b', value: 'MRN7788' }));
  });
});

describe('a DICOM UID', () => {
  it.each(['1.2.840.10008.1.2', '2.25.329800735698586629295641978511506172918'])('%s is one', (uid) => expect(isDicomUid(uid)).toBe(true));
  it.each(['', '1', '1.', '1..2', '01.2', '1.02', '1.2/3', '../1.2', `1.${'2'.repeat(63)}`, '1.2\n'])('%j is none', (uid) => expect(isDicomUid(uid)).toBe(false));
});
