import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';
import { PatientPseudonymizer } from './patient-pseudonymizer.js';

const keys = { indexKey: randomBytes(32), sealingKeys: new Map([[1, randomBytes(32)]]) };
const pseudonymizer = new PatientPseudonymizer(keys);
/** Fictitious. */
const patient: SubjectIdentity = {
  identifiers: [{ system: 'urn:oid:2.16.840.1.113883.3.239.18', value: 'MRN7788' }, { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' }],
  names: [{ family: 'Beaulieu-Sandy', given: ['Amélie', 'R.'] }], birthDate: '1971-02-03',
};

describe('the pseudonym of a patient', () => {
  it('has one key for one health number, whatever else is known', () => {
    const { key } = pseudonymizer.pseudonymize(patient);
    expect(pseudonymizer.pseudonymize({ ...patient, identifiers: patient.identifiers.toReversed(), names: [] }).key).toBe(key);
    expect(pseudonymizer.keyOf({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' })).toBe(key);
    expect(key).toMatch(/^[\w-]{22}$/);
  });

  it('has a key for every identifier that is known, the strongest first, so that what is kept under any is found', () => {
    const found = pseudonymizer.keysOf(patient);
    expect(found).toEqual([pseudonymizer.pseudonymize(patient).key, pseudonymizer.keyOf(patient.identifiers[0]!)]);
    const nameless = { ...patient, identifiers: [] };
    expect(pseudonymizer.keysOf(nameless)).toEqual([pseudonymizer.pseudonymize(nameless).key]);
  });

  it('keeps apart the same number of two hospitals, and people known by name only', () => {
    const of = (system: string): string => pseudonymizer.pseudonymize({ identifiers: [{ system, value: 'MRN7788' }], names: [] }).key;
    expect(of('urn:hospital-a')).not.toBe(of('urn:hospital-b'));
    const named = (family: string, birthDate: string): string => pseudonymizer.pseudonymize({ identifiers: [], names: [{ family, given: [] }], birthDate }).key;
    expect(named('SANDY', '1971-02-03')).toBe(named('Sandy', '1971-02-03'));
    expect(named('Sandy', '1971-02-03')).not.toBe(named('Sandy', '1971-02-04'));
  });

  it('does not depend on the order of identifiers when there is no health number', () => {
    const identifiers = [{ system: 'urn:b', value: '1' }, { system: 'urn:a', value: '2' }];
    expect(pseudonymizer.pseudonymize({ identifiers, names: [] }).key).toBe(pseudonymizer.pseudonymize({ identifiers: identifiers.toReversed(), names: [] }).key);
  });

  it('seals the identity so that only the key opens it, and differently every time', () => {
    const { sealed } = pseudonymizer.pseudonymize(patient);
    expect(pseudonymizer.pseudonymize(patient).sealed).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/9876543217|Beaulieu/);
    expect(pseudonymizer.reveal(sealed)).toEqual({ identifier: { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' }, name: 'Amélie R. Beaulieu-Sandy', birthDate: '1971-02-03' });
    expect(() => new PatientPseudonymizer({ ...keys, sealingKeys: new Map([[1, randomBytes(32)]]) }).reveal(sealed)).toThrow();
    expect(() => pseudonymizer.reveal(`${sealed.slice(0, -3)}AAA`)).toThrow();
    expect(() => pseudonymizer.reveal('')).toThrow(TypeError);
  });

  it('still opens what an older key sealed, and seals with the newest', () => {
    const rotated = new PatientPseudonymizer({ ...keys, sealingKeys: new Map([...keys.sealingKeys, [2, randomBytes(32)]]) });
    expect(rotated.reveal(pseudonymizer.pseudonymize(patient).sealed).birthDate).toBe('1971-02-03');
    expect(() => pseudonymizer.reveal(rotated.pseudonymize(patient).sealed)).toThrow(TypeError);
  });

  it('takes no short key', () => {
    expect(() => new PatientPseudonymizer({ ...keys, indexKey: randomBytes(16) })).toThrow(TypeError);
  });
});
