import { describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_ALIASES, ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import { tokensOf, usableIdentifiers } from './patient-tokens.js';
import { readSubject } from './read-patient.js';
import { definition, readOne } from './reading.fixture.js';

const subject = { reference: 'Patient/p' };

describe('an imaging study', () => {
  const study = { resourceType: 'ImagingStudy', id: 's', status: 'available', subject, started: '2026-03-04T10:00:00-05:00', identifier: [{ system: 'urn:dicom:uid', value: 'urn:oid:1.2.840.1' }, { type: { coding: [{ code: 'ACSN' }] }, value: 'A1' }] };
  it('is read with its series', () => {
    expect(readOne({ ...study, series: [
      { modality: { code: 'CT' }, bodySite: { code: '38266002', display: 'Chest' }, laterality: { code: '7771000' }, numberOfInstances: 3 },
      { modality: { code: 'SR' }, instance: [{}, {}] },
    ] })).toMatchObject({
      kind: 'imaging-study', studyInstanceUid: '1.2.840.1', modalities: ['CT'], numberOfSeries: 2, numberOfInstances: 5, bodySite: { text: 'Chest', code: '38266002' }, laterality: 'left', status: 'final', hasImages: true, title: 'CT Chest',
      identifiers: [{ system: 'urn:dicom:uid', value: '1.2.840.1', type: 'UID' }, { system: 'urn:longview:source:site:accession', value: 'A1', type: 'ACSN' }],
      time: { local: '2026-03-04T10:00:00', offset: '-05:00' },
    });
  });
  it.each([['1.2.3.4', '1.2.3.4'], ['URN:OID:1.2.3.4', '1.2.3.4'], ['not a uid', undefined], ['1..2', undefined]])('has the UID %s written in any way', (value, uid) => {
    expect(readOne({ ...study, identifier: [{ system: 'urn:dicom:uid', value }] })).toEqual(expect.objectContaining(uid ? { studyInstanceUid: uid } : { hasImages: false }));
  });
  it('has no pixels where the source has no archive, or its endpoint is out of service, or it was an error', () => {
    const endpoint = (status: string) => ({ resourceType: 'Endpoint', id: 'e', status });
    expect(readOne(study, [], false)).toMatchObject({ hasImages: false });
    expect(readOne({ ...study, endpoint: [{ reference: 'Endpoint/e' }] }, [endpoint('off')])).toMatchObject({ hasImages: false, availability: 'UNAVAILABLE' });
    expect(readOne({ ...study, endpoint: [{ reference: 'Endpoint/e' }] }, [endpoint('active')])).toMatchObject({ hasImages: true, availability: 'ONLINE' });
    expect(readOne({ ...study, status: 'entered-in-error' })).toMatchObject({ hasImages: false, status: 'entered-in-error' });
  });
  it('shows accessory objects only where there is nothing else', () => {
    expect(readOne({ ...study, modality: [{ code: 'SR' }, { code: 'KO' }] })).toMatchObject({ modalities: ['KO', 'SR'] });
  });
});

describe('a medication', () => {
  it.each([
    ['coded', { medicationCodeableConcept: { coding: [{ display: 'Amoxicillin 500 mg' }] } }, []],
    ['referred to', { medicationReference: { reference: 'Medication/m' } }, [{ resourceType: 'Medication', id: 'm', code: { text: 'Amoxicillin 500 mg' } }]],
    ['contained', { medicationReference: { reference: '#m' }, contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'Amoxicillin 500 mg' } }] }, []],
    ['named by its reference', { medicationReference: { reference: 'Medication/none', display: 'Amoxicillin 500 mg' } }, []],
  ])('is known when it is %s', (_, parts, beside) => {
    expect(readOne({ resourceType: 'MedicationRequest', id: 'r', status: 'stopped', subject, ...parts }, beside)).toMatchObject({ title: 'Amoxicillin 500 mg', state: 'stopped', status: 'final' });
  });
  it('says how it is taken, in words or in signs', () => {
    expect(readOne({ resourceType: 'MedicationStatement', id: 'r', status: 'active', dosage: [{ text: 'One a day' }, { text: 'with food' }] })).toMatchObject({ dosage: 'One a day; with food', state: 'active' });
    expect(readOne({ resourceType: 'MedicationRequest', id: 'r', dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: 2, unit: 'tab' } }], route: { text: 'oral' }, timing: { repeat: { frequency: 1, period: 8, periodUnit: 'h' } } }] })).toMatchObject({ dosage: '2 tab oral 1 / 8 h' });
  });
});

describe('a laboratory result', () => {
  const lab = { resourceType: 'Observation', id: 'o', status: 'final', subject, code: { text: 'X' } };
  it.each([
    [{ valueQuantity: { value: 0, unit: 'mmol/L', comparator: '<' } }, { value: '<0', unit: 'mmol/L' }],
    [{ valueString: 'Negative' }, { value: 'Negative' }],
    [{ valueCodeableConcept: { text: 'Positive' } }, { value: 'Positive' }],
    [{ valueBoolean: false }, { value: 'false' }],
    [{ valueRatio: { numerator: { value: 1 }, denominator: { value: 8 } } }, { value: '1 : 8' }],
    [{ component: [{ code: { text: 'A' }, valueInteger: 1 }, { code: { text: 'B' }, valueString: 'b' }] }, { value: 'A: 1; B: b' }],
    [{ dataAbsentReason: { text: 'Not performed' } }, { value: 'Not performed' }],
  ])('with %j reads %j', (parts, expected) => {
    expect(readOne({ ...lab, ...parts })).toMatchObject(expected);
  });
  it('has range and flag', () => {
    expect(readOne({ ...lab, valueQuantity: { value: 7 }, referenceRange: [{ high: { value: 5, unit: 'g/L' } }], interpretation: [{ coding: [{ code: 'HH' }] }] })).toMatchObject({ referenceRange: '≤ 5 g/L', interpretation: 'HH' });
  });
  it('is none when it says that it is of another category', () => {
    expect(readOne({ ...lab, category: [{ coding: [{ code: 'vital-signs' }] }] })).toBeUndefined();
  });
});

describe('allergies and conditions', () => {
  it('hold until the source says otherwise', () => {
    expect(readOne({ resourceType: 'AllergyIntolerance', id: 'a', patient: subject, code: { text: 'Penicillin' }, criticality: 'high', reaction: [{ manifestation: [{ text: 'Hives' }, { text: 'Swelling' }] }] })).toMatchObject({ state: 'active', status: 'unknown', criticality: 'high', reaction: 'Hives, Swelling', isNoKnownAllergy: false });
    expect(readOne({ resourceType: 'AllergyIntolerance', id: 'a', clinicalStatus: { coding: [{ code: 'resolved' }] }, verificationStatus: { coding: [{ code: 'confirmed' }] }, code: { text: 'Latex' } })).toMatchObject({ state: 'resolved', status: 'final' });
    expect(readOne({ resourceType: 'AllergyIntolerance', id: 'a', verificationStatus: { coding: [{ code: 'refuted' }] }, code: { text: 'Latex' } })).toMatchObject({ state: 'inactive', status: 'cancelled' });
    expect(readOne({ resourceType: 'Condition', id: 'c', subject, clinicalStatus: { coding: [{ code: 'remission' }] }, code: { text: 'Asthma' } })).toMatchObject({ state: 'inactive' });
  });
  it.each([[{ coding: [{ code: '716186003' }] }], [{ text: 'No known allergies' }], [{ text: 'No known drug allergies' }], [{ text: 'Aucune allergie connue' }]])('say that none is known: %j', (code) => {
    expect(readOne({ resourceType: 'AllergyIntolerance', id: 'a', code })).toMatchObject({ isNoKnownAllergy: true });
  });
  it('do not take a named allergy for none', () => {
    expect(readOne({ resourceType: 'AllergyIntolerance', id: 'a', code: { text: 'Unknown antibiotic' } })).toMatchObject({ isNoKnownAllergy: false });
  });
});

describe('documents and visits', () => {
  it('are read with what they offer', () => {
    expect(readOne({ resourceType: 'DocumentReference', id: 'd', status: 'current', docStatus: 'amended', type: { text: 'Letter' }, date: '2026-03-04T10:00:00Z', author: [{ display: 'Dr. A' }], content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Dear').toString('base64') } }, { attachment: { contentType: 'application/pdf', url: 'Binary/1' } }] }))
      .toMatchObject({ title: 'Letter', status: 'amended', text: 'Dear', author: 'Dr. A', attachments: [{ contentType: 'application/pdf', url: 'Binary/1' }] });
    expect(readOne({ resourceType: 'DocumentReference', id: 'd', status: 'superseded', docStatus: 'final' })).toMatchObject({ status: 'cancelled', attachments: [] });
    expect(readOne({ resourceType: 'Encounter', id: 'e', status: 'finished', class: { code: 'EMER' }, period: { start: '2026-03-04', end: '2026-03-05' }, reasonCode: [{ text: 'Fall' }], participant: [{ individual: { display: 'Dr. B' } }], location: [{ location: { reference: 'Location/l' } }] }, [{ resourceType: 'Location', id: 'l', name: 'ER' }]))
      .toMatchObject({ visitClass: 'emergency', title: 'Fall', time: { local: '2026-03-04' }, end: { local: '2026-03-05' }, practitioner: 'Dr. B', location: 'ER' });
  });
});

describe('a person', () => {
  it('is read with every name and number, in the spelling of this product', () => {
    expect(readSubject({
      identifier: [{ system: ONTARIO_HEALTH_NUMBER_ALIASES[1], value: '9876-543-217 ab' }, { type: { coding: [{ code: 'MR' }] }, value: 'M1' }, { value: 'no domain' }, { system: 'urn:x', value: 'retired', use: 'old' }],
      name: [{ use: 'official', family: 'Côté', given: ['Zoë', ' '] }, { use: 'maiden', text: 'Roy, Zoë' }, { use: 'temp', family: 'X' }], birthDate: '1961-04-09', gender: 'female', deceasedDateTime: '2026-01-01',
      address: [{ use: 'old', city: 'Away' }, { line: ['41 Balsam Crescent', 'Unit 2'], city: 'Hamilton', postalCode: 'l8p1a1' }], telecom: [{ system: 'email', value: 'x' }, { system: 'phone', value: '905-555-0100' }],
    }, { MR: 'urn:example:site:patients' })).toEqual({
      identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }, { system: 'urn:example:site:patients', value: 'M1', type: 'MR' }],
      names: [{ family: 'Côté', given: ['Zoë'], use: 'official' }, { family: 'Roy', given: ['Zoë'], use: 'maiden' }], birthDate: '1961-04-09', gender: 'female', deceased: true, deceasedDate: '2026-01-01',
      city: 'Hamilton', addressLine: '41 Balsam Crescent', postalCode: 'L8P 1A1', phone: '905-555-0100',
    });
  });
  it('keeps a number with a wrong check digit as wrong as it is', () => {
    expect(readSubject({ identifier: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876 543 218' }] }, {}).identifiers).toEqual([{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543218', type: 'JHN' }]);
  });
  it('is asked for by every spelling of the health number and by the numbers that the source can know', () => {
    const identifiers = [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' }, { system: 'urn:example:site:patients', value: 'a,b|c' }, { system: 'urn:example:elsewhere', value: 'E' }];
    const tokens = decodeURIComponent(tokensOf(usableIdentifiers(identifiers, definition)));
    for (const spelling of [ONTARIO_HEALTH_NUMBER_SYSTEM, ...ONTARIO_HEALTH_NUMBER_ALIASES]) expect(tokens.split(',')).toContain(`${spelling}|9876543217`);
    expect(tokens).toContain('urn:example:site:patients|a\\,b\\|c');
    expect(tokens).not.toContain('elsewhere');
    expect(decodeURIComponent(tokensOf(usableIdentifiers(identifiers, { ...definition, isRepository: true })))).toContain('urn:example:elsewhere|E');
  });
});

describe('whose a record is', () => {
  const patient = { resourceType: 'Patient', id: 'p', identifier: [{ system: 'urn:example:site:patients', value: 'M1' }], name: [{ family: 'Côté' }] };
  const read = (reference: object, beside = [patient]) => readOne({ resourceType: 'Condition', id: 'c', code: { text: 'x' }, subject: reference }, beside)?.subject;
  it('is said by its Patient, wherever that stands', () => {
    expect(read({ reference: 'Patient/p' })).toMatchObject({ identifiers: [{ value: 'M1' }], names: [{ family: 'Côté' }] });
    expect(read({ reference: 'https://site.example/fhir/Patient/p/_history/2' })).toMatchObject({ identifiers: [{ value: 'M1' }] });
    expect(readOne({ resourceType: 'Condition', id: 'c', subject: { reference: '#in' }, contained: [{ ...patient, id: 'in' }] })?.subject).toMatchObject({ identifiers: [{ value: 'M1' }] });
  });
  it('is also said by the reference itself, and a contradiction stays one', () => {
    expect(read({ identifier: { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' }, display: 'Roy, Zoë' })).toEqual({ names: [{ family: 'Roy', given: ['Zoë'] }], identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' }] });
    expect(read({ reference: 'Patient/p', identifier: { system: 'urn:example:site:patients', value: 'M2' } })?.identifiers.map(({ value }) => value)).toEqual(['M1', 'M2']);
  });
  it('is nobody known for a Patient of another server', () => {
    expect(read({ reference: 'https://elsewhere.example/fhir/Patient/p' })).toEqual({ names: [], identifiers: [] });
  });
});
