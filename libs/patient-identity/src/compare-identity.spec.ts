import { describe, expect, it } from '@jest/globals';
import { compareIdentity } from './compare-identity.js';
import type { IdentityVerdict } from './identity-verdict.js';
import { readCases, subjectOf, type PersonInCase } from './testing/case-file.js';

interface Case { readonly sentence: string; readonly anchor: PersonInCase; readonly record: PersonInCase; readonly verdict: IdentityVerdict }
const cases = readCases<Case>('compare-identity').map((each) => [each.sentence, each] as const);

describe('whose record it is', () => {
  it.each(cases)('%s', (_, { anchor, record, verdict }) => {
    expect(compareIdentity(subjectOf(anchor), subjectOf(record))).toEqual(verdict);
  });

  it('does not depend on which of the two is asked about', () => {
    for (const [, { anchor, record, verdict }] of cases) expect(compareIdentity(subjectOf(record), subjectOf(anchor))).toEqual(verdict);
  });

  it('takes no accession or order number for a person, and no number without an issuer', () => {
    const known = { names: [{ family: 'Tremblay', given: ['Luc'] }], birthDate: '1980-05-16' };
    for (const identifier of [{ system: 'urn:x', value: '1', type: 'ACSN' as const }, { system: 'urn:x', value: '1', type: 'PLAC' as const }, { system: '', value: '1' }]) {
      const subject = { ...known, identifiers: [identifier] };
      expect(compareIdentity(subject, subject)).toEqual({ kind: 'uncertain', reason: 'no-identifier' });
    }
  });

  it('knows the health number by every spelling of its domain', () => {
    const one = { names: [], identifiers: [{ system: 'urn:oid:2.16.840.1.113883.4.59', value: '9876543217' }] };
    const other = subjectOf({ hn: ['9876-543-217-AB'] });
    expect(compareIdentity(one, other)).toEqual({ kind: 'same-person', reason: 'same-health-number' });
  });
});
