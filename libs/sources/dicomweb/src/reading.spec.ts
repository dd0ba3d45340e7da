import { describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import { sourceDefinitionSchema } from '@longview/sources-contract';
import type { Dataset } from './dicom-json.js';
import { isoDateOf, isoTimeOf } from './dicom-time.js';
import { Issuers } from './issuer.js';
import { readStudy } from './read-study.js';
import { planStudyQueries } from './study-query.js';

function source(endpoint: object = {}) {
  const definition = sourceDefinitionSchema.parse({
    id: 'archive', name: { en: 'A', fr: 'A' }, custodianId: 'org', kinds: ['imaging-study'], identifierSystem: 'urn:example:archive:patients',
    records: { protocol: 'dicomweb', baseUrl: 'https://archive.example/dicom-web', issuerOfPatientId: 'OWN', ...endpoint },
  });
  if (definition.records.protocol !== 'dicomweb') throw new Error('not DICOMweb');
  return { definition, endpoint: definition.records, issuers: new Issuers(definition, definition.records) };
}
const lo = (...Value: unknown[]) => ({ vr: 'LO', Value });
const id = (value: string, issuer?: string, universal?: string): Dataset => ({
  '00100020': lo(value), ...(issuer && { '00100021': lo(issuer) }), ...(universal && { '00100024': { vr: 'SQ', Value: [{ '00400032': lo(universal), '00400033': lo('ISO') }] } }),
});

describe('a date and time of DICOM', () => {
  it.each([
    ['20260304', '101112.5', '-0500', '2026-03-04T10:11:12-05:00'], ['20260304', '1011', undefined, '2026-03-04T10:11'], ['20260304', '10', undefined, '2026-03-04T10:00'], ['2026.03.04', '10:11:12', '+0530', '2026-03-04T10:11:12+05:30'],
    ['20260304', undefined, '-0500', '2026-03-04'], ['20260304', 'noon', undefined, '2026-03-04'], [undefined, '101112', undefined, undefined], ['2026', '101112', undefined, undefined],
  ])('%s %s %s is %s', (date, time, offset, expected) => {
    expect(isoTimeOf(date, time, offset)).toBe(expected);
  });
  it('is no date when it is none', () => {
    expect(['', '2026030', '20260304x', undefined].map(isoDateOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('a number with its issuer', () => {
  const { issuers } = source();
  const identify = (dataset: Dataset, isMain = true) => issuers.identifierOf(dataset, { isMain });
  it('is the archive’s own, the health number, or somebody else’s', () => {
    expect(identify(id('M1', 'OWN'))).toEqual({ system: 'urn:example:archive:patients', value: 'M1', type: 'MR' });
    for (const issuer of ['2.16.840.1.113883.4.59', 'ON', 'on', 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn']) expect(identify(id('9876-543-217 AB', issuer), false)).toEqual({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' });
    expect(identify(id('9876543217', 'LOCALNAME', '2.16.840.1.113883.4.59'))).toEqual({ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' });
    expect(identify(id('M1', 'OTHER'))).toEqual({ system: 'OTHER', value: 'M1' });
    expect(identify(id('M1', undefined, '1.2.3'))).toEqual({ system: 'urn:oid:1.2.3', value: 'M1' });
  });
  it('says nothing without one, unless the archive has but one', () => {
    expect(identify(id('M1'))).toBeUndefined();
    const single = source({ patientSearch: ['id'] }).issuers;
    expect(single.identifierOf(id('M1'), { isMain: true })).toMatchObject({ system: 'urn:example:archive:patients', value: 'M1' });
    expect(single.identifierOf(id('M1'), { isMain: false })).toBeUndefined();
  });
});

describe('a study of an archive', () => {
  it('is read with what it says of itself', () => {
    const { definition, issuers } = source();
    expect(readStudy({
      ...id('M1', 'OWN'), '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Lévêque^Zoë^Anne', Phonetic: 'x' }] }, '00100040': lo('O'), '0020000d': lo('1.2.3'), '00080020': lo('20260304'), '00080050': lo('A1'),
      '00080051': { vr: 'SQ', Value: [{ '00400031': lo('RIS') }] }, '00080056': lo('NEARLINE'), '00080061': { vr: 'CS', Value: ['SR', 'CT\\PT'] }, '00080080': lo('East Hospital'), '00080090': { vr: 'PN', Value: [{ Alphabetic: 'Roy^Luc^^Dr.' }] }, '00201208': { vr: 'IS', Value: ['12'] },
    }, definition, issuers, 5)).toEqual({
      kind: 'imaging-study', provenance: { sourceId: 'archive', custodianId: 'org', sourceRecordId: '1.2.3', receivedAtMs: 5, siteName: 'East Hospital' }, status: 'final', title: 'CT PT', studyInstanceUid: '1.2.3', modalities: ['CT', 'PT'],
      subject: { names: [{ family: 'Lévêque', given: ['Zoë', 'Anne'] }], gender: 'other', identifiers: [{ system: 'urn:example:archive:patients', value: 'M1', type: 'MR' }] },
      identifiers: [{ system: 'RIS', value: 'A1', type: 'ACSN' }], availability: 'NEARLINE', hasImages: true, numberOfInstances: 12, referrer: 'Dr. Luc Roy', time: expect.objectContaining({ local: '2026-03-04' }),
    });
  });
});

describe('the ways to ask for a person', () => {
  const person = { names: [{ family: 'Lévêque-Roy', given: ['Zoë'] }], birthDate: '1961-04-09', identifiers: [{ system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217' }, { system: 'urn:example:archive:patients', value: 'M1' }] };
  const ask = (patient: Parameters<typeof planStudyQueries>[0], endpoint: object = {}) => {
    const one = source(endpoint);
    return planStudyQueries(patient, one.endpoint, one.issuers).map(({ strategy, questions }) => [strategy, ...questions.map((keys) => keys.map((pair) => pair.join('=')).join('&'))]);
  };
  it('come in the configured order, as far as they apply', () => {
    expect(ask(person)).toEqual([['issuer-and-id', '00100020=M1&00100021=OWN'], ['nested-health-number', '00101002.00100020=9876543217'], ['demographics', '00100010=L*v*que*Roy*&00100030=19610409']]);
    expect(ask(person, { patientSearch: ['demographics', 'id'] }).map(([strategy]) => strategy)).toEqual(['demographics', 'id']);
    expect(ask({ ...person, identifiers: [] }, { patientSearch: ['issuer-and-id', 'id', 'nested-health-number'] })).toEqual([]);
  });
  it('never ask for everybody', () => {
    const greedy = { names: [{ family: '*', given: [] }, { family: '李', given: [] }], birthDate: '1961-04-09', identifiers: [{ system: 'urn:example:archive:patients', value: 'M*' }] };
    expect(ask(greedy)).toEqual([]);
    expect(ask({ names: person.names, birthDate: '1961', identifiers: [] })).toEqual([]);
  });
});
