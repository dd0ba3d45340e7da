import { describe, expect, it } from '@jest/globals';
import { ONTARIO_HEALTH_NUMBER_SYSTEM } from '@longview/clinical-model';
import type { DisclosedPatients } from '@longview/disclosure';
import { mayOpenDirectly } from './may-open-directly.js';
import type { PatientQuery } from './read-search-input.js';

const NUMBER: PatientQuery = { by: 'identifier', identifier: { system: ONTARIO_HEALTH_NUMBER_SYSTEM, value: '9876543217', type: 'JHN' } };
const member = (sourceId: string, birthDate?: string) => ({ provenance: { sourceId }, birthDate });
const outcome = (state: string, withheldCount = 0) => ({ sourceId: state, state, withheldCount });

/** One candidate, known to the authority `registry`, everybody answered; each case changes one thing. */
function mayOpen({ query = NUMBER, members = [member('registry', '1987-04-12'), member('hospital', '1987-04-12')], reason = 'same-health-number', outcomes = [outcome('answered')], count = 1 }: {
  query?: PatientQuery; members?: object[]; reason?: string; outcomes?: object[]; count?: number;
}): boolean {
  const found = { kind: 'patients', candidates: Array.from({ length: count }, () => ({ members, reason })), completeness: { asOfMs: 0, isRestricted: false, outcomes } } as unknown as DisclosedPatients;
  return mayOpenDirectly(query, found, new Set(['registry']));
}

describe('opening without a choice', () => {
  it('is for the one person whom an authority knows by the number that was asked for', () => {
    expect(mayOpen({})).toBe(true);
    expect(mayOpen({ outcomes: [outcome('answered'), outcome('timeout'), outcome('pending')] })).toBe(true);
  });

  it('is for one whom only others know when everybody answered', () => {
    expect(mayOpen({ members: [member('hospital')] })).toBe(true);
    expect(mayOpen({ members: [member('hospital')], outcomes: [outcome('answered'), outcome('not-entitled')] })).toBe(true);
    expect(mayOpen({ members: [member('hospital')], outcomes: [outcome('answered'), outcome('down')] })).toBe(false);
  });

  it('is for nobody else: not several, not by name or record number, not with a registration held back or in doubt', () => {
    expect(mayOpen({ count: 0 })).toBe(false);
    expect(mayOpen({ count: 2 })).toBe(false);
    expect(mayOpen({ query: { by: 'demographics', family: 'Tremblay', birthDate: '1987-04-12' } })).toBe(false);
    expect(mayOpen({ query: { by: 'identifier', identifier: { system: 'urn:hospital', value: '1', type: 'MR' } } })).toBe(false);
    expect(mayOpen({ outcomes: [outcome('answered', 1)] })).toBe(false);
    expect(mayOpen({ members: [member('registry', '1987-04-12'), member('hospital', '1988-04-12')] })).toBe(false);
    expect(mayOpen({ reason: 'demographics-disagree' })).toBe(false);
  });
});
