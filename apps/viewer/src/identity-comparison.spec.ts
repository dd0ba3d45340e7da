import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readIdentity } from './dicom-identity.js';
import { compareWithWindow } from './identity-comparison.js';
import type { WindowPatient } from './window-protocol.js';

// Fictitious people.
const images = (PatientName: unknown, PatientBirthDate?: string, PatientID = 'MRN1', more: Record<string, unknown> = {}) => readIdentity({ PatientName, PatientBirthDate, PatientID, ...more });
const patient = (family: string, given: string, birthDate?: string, ...identifiers: string[]): WindowPatient => ({ names: [{ family, given: given.split(' ').filter(Boolean) }], identifiers, ...(birthDate && { birthDate }) });

describe('the patient of the images and the patient of the window', () => {
  it.each<[string, unknown, string | undefined, WindowPatient]>([
    ['with accents and case', 'LEVESQUE^ZOE', '19610302', patient('Lévesque', 'Zoé', '1961-03-02')],
    ['with hyphens', 'TREMBLAY-ROY^JEAN PIERRE', '19610302', patient('Tremblay Roy', 'Jean-Pierre', '1961-03-02')],
    ['with apostrophes', 'OBRIEN^MARY', '19610302', patient('O’Brien', 'Mary', '1961-03-02')],
    ['with an initial', 'ROY^J', '19610302', patient('Roy', 'Jeanne', '1961-03-02')],
    ['without birth dates', 'ROY^JEANNE', undefined, patient('Roy', 'Jeanne')],
    ['with one of several names', 'GAGNON^JEANNE', '19610302', { ...patient('Roy', 'Jeanne', '1961-03-02'), names: [{ family: 'Roy', given: ['Jeanne'] }, { family: 'Gagnon', given: ['Jeanne'] }] }],
    ['as an object by spelling', [{ Alphabetic: 'YAMADA^TARO', Ideographic: '山田^太郎' }], '19610302', patient('Yamada', 'Taro', '1961-03-02')],
    ['with a number and a changed name', 'GAGNON^JEANNE', '19610302', patient('Roy', 'Jeanne', '1961-03-02', 'MRN1')],
    ['with a number written otherwise', 'GAGNON^JEANNE', '19610302', patient('Roy', 'Jeanne', '1961-03-02', 'mrn 1')],
  ])('are the same %s', (_, name, birthDate, window) => {
    expect(compareWithWindow(images(name, birthDate), window)).toBe('same');
  });

  it.each<[string, unknown, string | undefined, WindowPatient]>([
    ['when birth dates disagree, whatever else agrees', 'ROY^JEANNE', '19610303', patient('Roy', 'Jeanne', '1961-03-02', 'MRN1')],
    ['when nothing of the names agrees', 'GAGNON^LUC', '19610302', patient('Roy', 'Jeanne', '1961-03-02')],
    ['when they are twins', 'ROY^JEANNE', '19610302', patient('Roy', 'Luc', '1961-03-02')],
    ['when they share a record number of two hospitals', 'GAGNON^LUC', undefined, patient('Roy', 'Jeanne', '1961-03-02', 'MRN1')],
    ['when only a given name and no birth date agrees', 'GAGNON^JEANNE', undefined, patient('Roy', 'Jeanne', '1961-03-02')],
    ['when only a particle of the name agrees', 'DE LA CRUZ^ANA', undefined, patient('de la Rosa', 'Maria')],
  ])('are different %s', (_, name, birthDate, window) => {
    expect(compareWithWindow(images(name, birthDate), window)).toBe('different');
  });

  it.each<[string, unknown, string | undefined, WindowPatient]>([
    ['when a name may have changed by marriage', 'GAGNON^JEANNE', '19610302', patient('Roy', 'Jeanne', '1961-03-02')],
    ['when the images name nobody', '', undefined, patient('Roy', 'Jeanne', '1961-03-02')],
    ['when only the family name is recorded', 'ROY', undefined, patient('Roy', 'Jeanne', '1961-03-02')],
  ])('leave it to the reader %s', (_, name, birthDate, window) => {
    expect(compareWithWindow(images(name, birthDate), window)).toBe('unsure');
  });

  it('are never the same with two birth dates that disagree', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const word = fc.constantFrom('Roy', 'Gagnon', 'Jeanne', 'Luc', '');
    fc.assert(fc.property(day, day, word, word, word, word, (a, b, family, given, otherFamily, otherGiven) => {
      fc.pre(a !== b);
      expect(compareWithWindow(images(`${family}^${given}`, a.replaceAll('-', '')), patient(otherFamily, otherGiven, b, 'MRN1'))).toBe('different');
    }));
  });
});

describe('reading the patient from DICOM objects', () => {
  it('takes every identifier, as text, list or sequence', () => {
    expect(images('A^B', undefined, 'MRN1', { OtherPatientIDs: ['X1', 'X2'], OtherPatientIDsSequence: [{ PatientID: '9876543217' }] }).identifiers).toEqual(['MRN1', 'X1', 'X2', '9876543217']);
  });

  it('leaves out what is no date and no sex', () => {
    expect(readIdentity({ PatientName: 'A^B', PatientBirthDate: '1961', PatientSex: 'unknown' })).toEqual({ displayName: 'A, B', names: [{ family: 'A', given: ['B'] }], identifiers: [] });
  });

  it('survives anything', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), fc.anything(), (PatientName, PatientID, OtherPatientIDsSequence) => {
      expect(Array.isArray(readIdentity({ PatientName, PatientID, OtherPatientIDsSequence }).names)).toBe(true);
    }));
  });
});
