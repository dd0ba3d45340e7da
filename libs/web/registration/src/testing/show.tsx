import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { DesignProvider } from '@longview/web-design-system';
import { render } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { of } from 'rxjs';
import { RegistrationPages, type Registration } from '../registration-pages.js';
import type { User } from '../user-page.js';
import '../words.js';

type Data = Readonly<Record<string, unknown>>;
export interface Asked { readonly name: string; readonly variables: Readonly<Record<string, unknown>> }

export const registration: Registration = {
  __typename: 'Registration', mayManage: true, isSolePractitioner: false, sourceIds: ['north', 'south'], roles: ['NURSE', 'CLERK'], colleges: ['cno', 'other'], documentKinds: ['passport', 'employee-card'],
  reasons: [{ __typename: 'ActionReasons', action: 'SUSPEND', reasons: ['privacy-case'] }], idle: [{ __typename: 'IdleBar', upToDays: 7, count: 3 }, { __typename: 'IdleBar', upToDays: null, count: 2 }],
};
export const line: User['line'] = {
  __typename: 'UserLine', membershipId: 'm-1', version: 4, displayName: 'Anne Roy', familyName: 'Roy', givenName: 'Anne', email: 'anne@example.org', jobTitle: 'Nurse', employeeNumber: '1', college: 'cno', licenceNumber: 'AB1', status: 'ACTIVE', statusReason: '', statusSince: 0,
  roles: ['NURSE'], offices: [], isVerified: true, verifiedUntil: '2027-01-01', lastUsedAt: null, returnsOn: null, signals: ['IDLE'],
};
export const user: User = {
  __typename: 'User', line, createdAt: 0, requestedBy: 'Fictitious LSA', isOwnRequest: false, isOneself: false, mayEdit: true, patientsOpened: 7, lastAttestedAt: null, actions: ['SUSPEND', 'TRANSFER'],
  verification: { __typename: 'IdentityVerification', assuranceLevel: 2, at: 0, by: 'Fictitious LRA', documents: [{ __typename: 'SeenDocument', kind: 'passport', validUntil: '2027-01-01' }] },
  entitlements: [{ __typename: 'UserEntitlement', sourceId: 'north', reason: 'Ward', grantedBy: 'Fictitious LRA', grantedAt: 0, expiresOn: null }],
  identities: [{ __typename: 'UserIdentity', identityProviderId: 'idp', subject: 's-1', linkedAt: 0, linkedBy: 'Fictitious LRA' }], history: [{ __typename: 'UserHistoryLine', at: 0, by: 'Fictitious LRA', change: 'fulfil', reason: '' }],
};

const NAMES: Data = {
  sources: ['north', 'south'].map((id) => ({ __typename: 'Source', id, name: { __typename: 'LocalizedText', en: `The ${id}`, fr: id }, city: null, phone: null, timeZone: 'America/Toronto', kinds: [], hasImages: false, isRepository: false, isIdentityAuthority: false, isEntitled: true })),
  province: { __typename: 'Province', name: { __typename: 'LocalizedText', en: 'Test', fr: 'Essai' }, isDemonstration: true, identifierDomains: [], identityProviders: [{ __typename: 'IdentityProvider', id: 'idp', name: { __typename: 'LocalizedText', en: 'ONE ID', fr: 'ONE ID' } }] },
  registration,
};

/** Shows the pages at an address. `answers` by the name of the operation; one that is a list is used up in order. */
export function showPages(at: string, answers: Readonly<Record<string, Data | Data[]>>): readonly Asked[] {
  const asked: Asked[] = [];
  const link = new ApolloLink(({ operationName = '', variables }) => {
    asked.push({ name: operationName, variables });
    const answer = answers[operationName];
    return of({ data: (Array.isArray(answer) ? (answer.length > 1 ? answer.shift() : answer[0]) : answer) ?? NAMES });
  });
  const organization = { id: 'clinic', name: { en: 'Clinic', fr: 'Clinique' } };
  render(
    <DesignProvider env="test"><ApolloProvider client={new ApolloClient({ link, cache: new InMemoryCache() })}><MemoryRouter initialEntries={[at]}>
      <Routes><Route path="/users/*" element={<RegistrationPages user={{ userId: 'lra', displayName: 'LRA' }} organization={organization} duties={new Set(['MANAGE_USERS'])} />} /></Routes>
    </MemoryRouter></ApolloProvider></DesignProvider>);
  return asked;
}
