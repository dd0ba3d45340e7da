import { describe, expect, it } from '@jest/globals';
import { ResourceIndex } from './resource-index.js';

const container = { resourceType: 'Condition', id: 'c' };
const patient = (name: string) => ({ resourceType: 'Patient', id: 'p', name });

describe('what a reference leads to', () => {
  it('is found by relative, absolute and versioned reference, and by the entry’s own address', () => {
    const index = new ResourceIndex('https://site.example/fhir');
    const one = patient('one');
    index.add(one, 'http://inner:8080/fhir/Patient/p');
    for (const reference of ['Patient/p', 'https://site.example/fhir/Patient/p', 'Patient/p/_history/3', 'http://inner:8080/fhir/Patient/p']) expect(index.resolve(reference, container)).toBe(one);
    for (const reference of ['Patient/q', 'Patient/', 'https://elsewhere.example/fhir/Patient/p', '../Patient/p', '#p', '', undefined, 7]) expect(index.resolve(reference, container)).toBeUndefined();
  });
  it('is nothing when two servers’ resources share a name', () => {
    const index = new ResourceIndex('https://site.example/fhir');
    index.add(patient('one'), 'https://site.example/fhir/Patient/p');
    expect(index.resolve('Patient/p', container)).toMatchObject({ name: 'one' });
    index.add(patient('other'), 'https://elsewhere.example/fhir/Patient/p');
    expect(index.resolve('Patient/p', container)).toBeUndefined();
    expect(index.resolve('https://elsewhere.example/fhir/Patient/p', container)).toMatchObject({ name: 'other' });
  });
  it('may be known by a name of the bundle’s own', () => {
    const index = new ResourceIndex('https://site.example/fhir');
    index.add(patient('one'), 'urn:uuid:1');
    expect(index.resolve('urn:uuid:1', container)).toMatchObject({ name: 'one' });
  });
});
