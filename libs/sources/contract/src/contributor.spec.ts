import { describe, expect, it } from '@jest/globals';
import { custodianOf, sourceDefinitionSchema } from './index.js';

const base = { id: 'repository', name: { en: 'Repository', fr: 'Dépôt' }, custodianId: 'repository', kinds: ['imaging-study'], records: { protocol: 'dicomweb', baseUrl: 'https://pacs.example/dicom-web' } };
const repository = sourceDefinitionSchema.parse({ ...base, isRepository: true, contributors: [{ custodianId: 'north', names: ['North Hospital, Kenora', 'Hôpital du Nord'] }, { custodianId: 'east', names: ['East Clinic'] }] });

describe('who is accountable for a record', () => {
  it.each([['North Hospital, Kenora', 'north'], ['  NORTH hospital,  kenora ', 'north'], ['hôpital du nord', 'north'], ['Ho\u0302pital du Nord', 'north'], ['East Clinic', 'east']])('is the site that a repository names: %s', (siteName, custodianId) => {
    expect(custodianOf(repository, siteName)).toEqual({ custodianId });
  });

  it.each([undefined, '', 'West Clinic', 'North Hospital'])('is assumed to be the repository where it names nobody known: %s', (siteName) => {
    expect(custodianOf(repository, siteName)).toEqual({ custodianId: 'repository', isCustodianAssumed: true });
  });

  it('is the source itself where it holds its own records, whatever site they name', () => {
    expect(custodianOf(sourceDefinitionSchema.parse(base), 'North Hospital, Kenora')).toEqual({ custodianId: 'repository' });
  });
});
