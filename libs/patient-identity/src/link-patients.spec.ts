import { describe, expect, it } from '@jest/globals';
import type { IdentityReason } from './identity-verdict.js';
import { linkPatients } from './link-patients.js';
import { readCases, registrationOf, type RegistrationInCase } from './testing/case-file.js';

interface Case {
  readonly sentence: string;
  readonly registrations: readonly RegistrationInCase[];
  readonly people: readonly { readonly members: readonly string[]; readonly reason: IdentityReason; readonly hasSimilarName: boolean }[];
}

function summarize(registrations: readonly RegistrationInCase[]): Case['people'] {
  return linkPatients(registrations.map(registrationOf)).map(({ members, reason, hasSimilarName }) => ({
    members: members.map(({ provenance }) => `${provenance.sourceId}/${provenance.sourceRecordId}`), reason, hasSimilarName,
  }));
}

describe('the people that registrations make up', () => {
  it.each(readCases<Case>('link-patients').map((each) => [each.sentence, each] as const))('%s', (_, { registrations, people }) => {
    expect(summarize(registrations)).toEqual(people);
    expect(summarize(registrations.toReversed())).toEqual(people);
  });

  it('shows the person by the best-written name and keeps every identifier once', () => {
    const [person] = linkPatients([
      registrationOf({ at: 'a/1', name: 'TREMBLAY, MARIE EVE', born: '1980-05-16', sex: 'female', hn: ['9876543217 ZZ'], city: 'Ottawa' }),
      registrationOf({ at: 'b/1', name: 'Tremblay, Marie-Ève', born: '1980-05-16', hn: ['9876543217'], mrn: { b: '7' }, city: 'Gatineau' }),
      registrationOf({ at: 'c/1', names: [{ family: 'Roy', given: ['Marie-Ève'], use: 'maiden' }], born: '1980-05-16', hn: ['9876543217'] }),
    ]);
    expect(person!.identity.names[0]).toEqual({ family: 'Tremblay', given: ['Marie-Ève'] });
    expect(person!.identity.names.at(-1)).toMatchObject({ family: 'Roy' });
    expect(person!.identity.identifiers.map(({ value }) => value)).toEqual(['9876543217', '7']);
    expect(person!.identity).toMatchObject({ birthDate: '1980-05-16', gender: 'female' });
    expect(person!.identity.city).toBeUndefined();
  });

  it('counts a registration told twice once, by its later reading', () => {
    const early = registrationOf({ at: 'a/1', name: 'Tremblay, Luc', hn: ['9876543217'] });
    const late = { ...registrationOf({ at: 'a/1', name: 'Tremblay, Luc', hn: ['9876543217'], city: 'Ottawa' }), provenance: { ...early.provenance, receivedAtMs: 5 } };
    for (const order of [[early, late], [late, early]]) {
      const people = linkPatients(order);
      expect(people).toHaveLength(1);
      expect(people[0]!.members).toEqual([late]);
    }
  });

  it('lets a number that hundreds of registrations carry link nobody', () => {
    const registrations = Array.from({ length: 600 }, (_, index) => registrationOf({ at: `s${index}/1`, hn: ['9876543217'] }));
    expect(linkPatients(registrations)).toHaveLength(600);
  });
});
