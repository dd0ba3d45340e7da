import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseMostComplete, type StudyCopy } from './copy-choice.js';

const copy = (sourceId: string, fields: Partial<StudyCopy> = {}): StudyCopy => ({ sourceId, custodianId: sourceId, isRepository: false, ...fields });

describe('the copy that is opened', () => {
  it('is the one with the most instances', () => {
    expect(chooseMostComplete([copy('a', { numberOfInstances: 12, numberOfSeries: 4 }), copy('b', { numberOfInstances: 40, numberOfSeries: 1 })])?.sourceId).toBe('b');
  });

  it('is the one with more series where instances are equal or unknown', () => {
    expect(chooseMostComplete([copy('a', { numberOfSeries: 1 }), copy('b', { numberOfSeries: 2 })])?.sourceId).toBe('b');
  });

  it('is the hospital’s own before the repository’s', () => {
    expect(chooseMostComplete([copy('repository', { numberOfInstances: 3, isRepository: true }), copy('hospital', { numberOfInstances: 3 })])?.sourceId).toBe('hospital');
  });

  it('is the repository’s when that is more complete', () => {
    expect(chooseMostComplete([copy('hospital', { numberOfInstances: 2 }), copy('repository', { numberOfInstances: 3, isRepository: true })])?.sourceId).toBe('repository');
  });

  it('is the one that says how much it holds before one that does not', () => {
    expect(chooseMostComplete([copy('a'), copy('b', { numberOfInstances: 0 })])?.sourceId).toBe('b');
  });

  it('is the first named among equals, and none when there is none', () => {
    expect(chooseMostComplete([copy('b'), copy('a')])?.sourceId).toBe('b');
    expect(chooseMostComplete([])).toBeUndefined();
  });

  it('has at least as many instances as every other', () => {
    fc.assert(fc.property(fc.array(fc.record({ sourceId: fc.string(), custodianId: fc.string(), isRepository: fc.boolean(), numberOfInstances: fc.nat() }), { minLength: 1 }), (copies) => {
      const chosen = chooseMostComplete(copies)!;
      expect(copies.every(({ numberOfInstances }) => numberOfInstances <= chosen.numberOfInstances)).toBe(true);
    }));
  });
});
