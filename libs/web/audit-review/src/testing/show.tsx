import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { DesignProvider } from '@longview/web-design-system';
import { render } from '@testing-library/react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { of } from 'rxjs';
import { PrivacyPages } from '../privacy-pages.js';
import type { FlagLine } from '../queue/flag-line.js';
import '../words.js';

type Data = Readonly<Record<string, unknown>>;
export interface Asked { readonly name: string; readonly variables: Readonly<Record<string, unknown>> }

export const refused = (code: string, field: string | null = null, problem: string | null = null) => ({ __typename: 'Refusal', code, field, problem });

/** Fictitious people. */
export function flag(id: string, more: Partial<FlagLine> = {}): FlagLine {
  return {
    __typename: 'FlagLine', id, state: 'NEW', version: 1, occurredAt: Date.UTC(2026, 10, 19, 19, 5), weight: 60, sourceIds: ['north'], repeats: 0, side: 'COLLECTIONS', mayDecide: true, caseId: null,
    user: { __typename: 'FlaggedUser', userId: `u-${id}`, name: `Nurse ${id}`, roles: ['NURSE'], organizationId: 'clinic', organizationName: { __typename: 'LocalizedText', en: 'Clinic', fr: 'Clinique' } },
    patient: { __typename: 'RevealedPerson', key: `key-${id}`, name: `TEST, Patient ${id}`, birthDate: '1980-01-02' },
    reasons: [{ __typename: 'FlagReason', kind: 'SAME_ADDRESS', ruleVersion: 1, weight: 60, weakenedBy: 10, count: 1, isSuppressed: false, facts: [{ __typename: 'EvidenceFact', name: 'match', value: 'postal-code' }] }],
    explanations: [{ __typename: 'AccessExplanation', kind: 'STATED_REASON', at: 0, facts: [{ __typename: 'EvidenceFact', name: 'reason', value: 'treating-now' }] }],
    ...more,
  };
}

export function flagPage(flags: readonly FlagLine[], counts: Readonly<Record<string, number>>, more: Data = {}): Data {
  return { flags: { __typename: 'FlagPage', total: flags.length, ownHeldBack: 0, asOf: 0, flags, countsByState: Object.entries(counts).map(([state, count]) => ({ __typename: 'FlagStateCount', state, count })), ...more } };
}

const ALWAYS: Readonly<Record<string, Data>> = { Sources: { sources: [] }, SavedFlagViews: { savedFlagViews: { __typename: 'SavedViews', views: [] } } };

/** Shows the privacy office at an address. `answers` by the name of the operation; one that is a list is used up in order. */
export function showPages(at: string, answers: Readonly<Record<string, Data | Data[]>>): { readonly asked: readonly Asked[]; readonly address: () => string } {
  const asked: Asked[] = [];
  let address = at;
  const link = new ApolloLink(({ operationName = '', variables }) => {
    asked.push({ name: operationName, variables });
    const answer = answers[operationName];
    return of({ data: (Array.isArray(answer) ? (answer.length > 1 ? answer.shift() : answer[0]) : answer) ?? ALWAYS[operationName] ?? {} });
  });
  const Watch = () => { const { pathname, search } = useLocation(); address = pathname + search; return null; };
  const organization = { id: 'clinic', name: { en: 'Clinic', fr: 'Clinique' } };
  render(
    <DesignProvider env="test"><ApolloProvider client={new ApolloClient({ link, cache: new InMemoryCache() })}><MemoryRouter initialEntries={[at]}>
      <Watch /><Routes><Route path="/privacy/*" element={<PrivacyPages user={{ userId: 'reviewer', displayName: 'Reviewer' }} organization={organization} duties={new Set(['REVIEW_ACCESSES'])} />} /></Routes>
    </MemoryRouter></ApolloProvider></DesignProvider>);
  return { asked, address: () => address };
}
