import { describe, expect, it } from '@jest/globals';
import { asking } from '../small-province.fixture.js';
import { mayAttest, maySeeSheets, type AttestationQuestion } from './may-decide.js';

const hospital = { id: 'hospital', isSolePractitioner: false, hasValidAuthority: true };
const nurse = { personId: 'nurse', isRegistrationAuthority: false, isSigningAuthority: false };
const lra = asking('ada', 'hospital', 'local-registration-authority').actor;
const lsa = asking('cleo', 'hospital', 'legal-signing-authority').actor;
const office = asking('pat', 'program', 'program-office').actor;
const both = asking('ada', 'hospital', 'local-registration-authority', 'legal-signing-authority').actor;

const CASES: readonly (readonly [sentence: string, question: AttestationQuestion, rule: string])[] = [
  ['the registration authority attests users of its organization', { actor: lra, tier: 'users', organization: hospital, subject: nurse }, 'permit role:local-registration-authority'],
  ['not those of another', { actor: lra, tier: 'users', organization: { ...hospital, id: 'clinic' }, subject: nurse }, 'deny another-organization'],
  ['not itself', { actor: lra, tier: 'users', organization: hospital, subject: { ...nurse, personId: 'ada', isRegistrationAuthority: true } }, 'deny about-oneself'],
  ['not itself by being the signing authority, too', { actor: both, tier: 'users', organization: hospital, subject: { ...nurse, personId: 'ada', isRegistrationAuthority: true, isSigningAuthority: true } }, 'deny about-oneself'],
  ['a sole practitioner attests the one card', { actor: both, tier: 'users', organization: { ...hospital, isSolePractitioner: true }, subject: { ...nurse, personId: 'ada' } }, 'permit sole-practitioner'],
  ['nobody attests where no registration authority is valid', { actor: lra, tier: 'users', organization: { ...hospital, hasValidAuthority: false }, subject: nurse }, 'deny no-valid-registration-authority'],
  ['the signing authority attests a registration authority\'s own access', { actor: lsa, tier: 'users', organization: hospital, subject: { ...nurse, personId: 'ada', isRegistrationAuthority: true } }, 'permit role:legal-signing-authority'],
  ['and no other user\'s', { actor: lsa, tier: 'users', organization: hospital, subject: nurse }, 'deny role-does-not-permit'],
  ['the signing authority attests holders of an office', { actor: lsa, tier: 'role-holders', organization: hospital, subject: { ...nurse, personId: 'ada', isRegistrationAuthority: true } }, 'permit role:legal-signing-authority'],
  ['not an office of its own', { actor: lsa, tier: 'role-holders', organization: hospital, subject: { ...nurse, personId: 'cleo', isSigningAuthority: true } }, 'deny about-oneself'],
  ['which the program office does', { actor: office, tier: 'role-holders', organization: hospital, subject: { ...nurse, personId: 'cleo', isSigningAuthority: true } }, 'permit role:program-office'],
  ['and of which it does no other', { actor: office, tier: 'role-holders', organization: hospital, subject: { ...nurse, personId: 'ada' } }, 'deny role-does-not-permit'],
  ['the registration authority attests no office', { actor: lra, tier: 'role-holders', organization: hospital, subject: nurse }, 'deny role-does-not-permit'],
  ['whoever was suspended attests nobody', { actor: { ...lra, isUserActive: false }, tier: 'users', organization: hospital, subject: nurse }, 'deny user-not-active'],
];

describe('who attests whom', () => {
  it.each(CASES)('%s', (_, question, expected) => {
    const { effect, rule } = mayAttest(question);
    expect(`${effect} ${rule}`).toBe(expected);
  });

  it('shows an organization\'s sheets to its authorities and the program office', () => {
    expect([lra, lsa, office, asking('dora', 'hospital', 'nurse').actor, asking('eve', 'clinic', 'local-registration-authority').actor].map((actor) => maySeeSheets(actor, 'hospital').effect)).toEqual(['permit', 'permit', 'permit', 'deny', 'deny']);
  });
});
