import type { AccessFacts } from './access-facts.js';

type Change = Partial<Omit<AccessFacts, 'likeness' | 'usual' | 'day' | 'peers' | 'searches'>> & { readonly [K in 'likeness' | 'usual' | 'day' | 'peers' | 'searches']?: Partial<AccessFacts[K]> };

/** An access of which nothing is odd, but for what is given: opened by day, for an order. */
export function accessWith({ likeness, usual, day, peers, searches, ...change }: Change = {}): AccessFacts {
  return {
    id: '1-1', userId: 'nurse', organizationId: 'hospital', patientKey: 'key', firstAtMs: 1_000, lastAtMs: 2_000, weekday: 1, hour: 10, isOpened: true, isByName: false, relationship: 'found', relationshipKind: 'order', statedReason: '',
    isOverride: false, isShareElsewhere: false, prints: 0, exports: 0, watchReason: '', patientsAround: 0, earlierSamePatientOffHours: 0, colleagues: 0, consentRefusals: 0, isNamedByDirective: false, ...change,
    likeness: { isSameSurname: false, surnameSharedBy: 1, patientsKnown: 10_000, isSameAddress: false, isSamePostalCode: false, postalCodeSharedBy: 10, isSamePhone: false, isDeceased: false, ownBy: '', coWorkerBy: '', ...likeness },
    usual: { accesses: 1_000, inThisHour: 100, ...usual }, day: { patients: 5, unrelatedByName: 0, wrongSearches: 0, ...day }, peers: { people: 10, patientsMedian: 8, patientsP95: 14, ...peers }, searches: { ofThisPatient: 0, patients: 0, ...searches },
  };
}

export const STATED = { relationship: 'stated', relationshipKind: '', statedReason: 'treating-now' } as const;
