import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import './words.js';
import { DesignProvider } from './design-provider.js';
import { PatientBanner, type AllergyTitle } from './patient-banner.js';
import type { PatientFacts } from './patient-words.js';

const patient: PatientFacts = {
  names: [{ __typename: 'PersonName', family: 'Bélanger-Côté', given: ['Zoé', 'Anne'] }], birthDate: '1956-03-09', gender: 'FEMALE', isDeceased: false, deceasedDate: null,
  healthNumber: '9876543217AB', city: null, postalCode: null, localIdentifiers: [],
};
const show = (title: AllergyTitle, facts: Partial<PatientFacts> = {}, isRestricted = false) =>
  render(<DesignProvider env="test"><PatientBanner patient={{ ...patient, ...facts }} allergies={{ title, count: 3 }} isRestricted={isRestricted} /></DesignProvider>);

afterEach(cleanup);

describe('the patient banner', () => {
  it('shows the family name in capitals with its accents, and the number as on the card', () => {
    show('none');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('BÉLANGER-CÔTÉ, Zoé Anne');
    expect(screen.getByText('9876 543 217 AB')).toBeTruthy();
  });
  it.each([['known', 'Known allergies 3'], ['none', 'No known allergies'], ['notRecorded', 'Allergies not recorded'], ['unavailable', 'Allergies unavailable']] as const)('allergy title %s reads "%s"', (title, words) => {
    show(title);
    expect(screen.getByText(words)).toBeTruthy();
  });
  it('gives the age at death instead of today\'s age', () => {
    show('none', { isDeceased: true, deceasedDate: '2020-03-08' });
    expect(screen.getByText('2020-03-08 (at 63y)')).toBeTruthy();
    expect(screen.getByText('1956-03-09')).toBeTruthy();
  });
  it('leaves out what nobody recorded instead of showing a question mark', () => {
    const { container } = show('none', { birthDate: null, gender: null, healthNumber: null });
    expect(container.querySelectorAll('dt')).toHaveLength(0);
  });
  it('carries a lock when something is restricted', () => {
    show('none', {}, true);
    expect(screen.getByText('Restricted')).toBeTruthy();
  });
});
