import { ONTARIO_HEALTH_NUMBER_SYSTEM, type SubjectIdentity } from '@longview/clinical-model';

/** Domain in which the small hospital of these tests numbers its patients. */
export const RECORD_NUMBERS = 'urn:example:small-hospital:patients';

// Fictitious people. The neighbour carries the same name on purpose, and nothing else.
export const MAPLE: SubjectIdentity = {
  names: [{ family: 'Érable-Test', given: ['Maple'] }], birthDate: '1970-05-06', gender: 'female',
  identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }, { system: RECORD_NUMBERS, value: 'SH-1001', type: 'MR' }],
};
export const NEIGHBOUR: SubjectIdentity = {
  names: [{ family: 'Érable-Test', given: ['Maurice'] }], birthDate: '1968-01-02', gender: 'male',
  identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '1234567897', type: 'JHN' }, { system: RECORD_NUMBERS, value: 'SH-2002', type: 'MR' }],
};
export const STRANGER: SubjectIdentity = {
  names: [{ family: 'Personne-Test', given: ['Nulle'] }], birthDate: '1999-09-09', gender: 'other',
  identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '1000000008', type: 'JHN' }, { system: RECORD_NUMBERS, value: 'SH-9999', type: 'MR' }],
};

export const MAPLE_STUDIES = ['2.25.1001', '2.25.1002', '2.25.1003'] as const;
export const NEIGHBOUR_STUDY = '2.25.2001';
