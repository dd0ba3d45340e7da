import { describe, expect, it } from '@jest/globals';
import { readIdentity } from './dicom-identity.js';
import { worstVerdict } from './identity-strip.js';

const jeanne = readIdentity({ PatientName: 'ROY^JEANNE', PatientBirthDate: '19610302', PatientID: 'MRN1' });
const luc = readIdentity({ PatientName: 'GAGNON^LUC', PatientBirthDate: '19500101', PatientID: 'MRN1' });
const patient = { names: [{ family: 'Roy', given: ['Jeanne'] }], birthDate: '1961-03-02', identifiers: [] };

describe('the verdict on a study', () => {
  it('is that on its one patient', () => expect(worstVerdict([jeanne], patient)).toBe('same'));
  it('is different as soon as one object names somebody else', () => expect(worstVerdict([jeanne, luc], patient)).toBe('different'));
  it('is not compared while the window has not said whose it is', () => expect(worstVerdict([jeanne], undefined)).toBe('not-compared'));
  it('is not compared while no object was read', () => expect(worstVerdict([], patient)).toBe('not-compared'));
  it('is unsure for two patients in one study, even without a window', () => expect(worstVerdict([jeanne, luc], undefined)).toBe('unsure'));
});
