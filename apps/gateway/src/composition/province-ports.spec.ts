import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@longview/access-policy';
import { SECTORS } from '@longview/participants';
import { organizationSchema, parseProvinceFile, userSchema, type ProvinceFile } from '@longview/province';
import { provinceFacts, provinceSeed } from './province-ports.js';

/** Fictitious. */
const TEXT = `
name: { en: Test, fr: Essai }
identityProviders: [{ id: idp, name: { en: A, fr: A }, issuer: "https://idp.example", clientId: longview, clientSecret: { env: SECRET } }]
organizations:
  - { id: clinic, name: { en: Clinic, fr: Clinique }, entitledSources: [hospital], phone: 416-555-0100 }
  - { id: closed, name: { en: Closed, fr: Fermée }, isActive: false, entitledSources: all }
  - { id: hospital-org, name: { en: Hospital, fr: Hôpital }, entitledSources: all }
users:
  - id: dr-okafor
    displayName: Dr. Ngozi Okafor
    identities: [{ identityProviderId: idp, subject: s-1 }]
    memberships: [{ organizationId: clinic, roles: [physician] }, { organizationId: closed, roles: [physician], sources: [archive] }]
sources:
  - { id: hospital, name: { en: Hospital, fr: Hôpital }, custodianId: hospital-org, kinds: [report], records: { protocol: fhir-r4, baseUrl: "https://hospital.example/fhir" } }
  - { id: archive, name: { en: Archive, fr: Archives }, custodianId: hospital-org, kinds: [imaging-study], identifierSystem: "urn:mrn", records: { protocol: dicomweb, baseUrl: "https://archive.example/dicom-web" } }
`;
const province = (parseProvinceFile(TEXT) as { province: ProvinceFile }).province;

describe('the province as the parts of the gateway see it', () => {
  it('names exactly the roles that the policy knows', () => {
    expect(userSchema.shape.memberships.element.shape.roles.element.options).toEqual([...ROLES]);
  });

  it('names exactly the sectors that users are counted by', () => {
    expect(organizationSchema.shape.sector.unwrap().options).toEqual([...SECTORS]);
  });

  it('names people with what each organization lets them ask, and organizations with what they are accountable for', () => {
    const { organizations, people } = provinceSeed(province);
    expect(people).toEqual([{
      id: 'dr-okafor', displayName: 'Dr. Ngozi Okafor', isActive: true, assuranceLevel: 2, identities: [{ identityProviderId: 'idp', subject: 's-1' }],
      memberships: [{ organizationId: 'clinic', roles: ['physician'], sourceIds: ['hospital'] }, { organizationId: 'closed', roles: ['physician'], sourceIds: ['archive'] }],
    }]);
    expect(organizations.map(({ id, isActive, isContributing, sourceIds, phone }) => [id, isActive, isContributing, sourceIds, phone])).toEqual([
      ['clinic', true, false, ['hospital'], '416-555-0100'], ['closed', false, false, ['hospital', 'archive'], undefined], ['hospital-org', true, true, ['hospital', 'archive'], undefined]]);
  });

  it('tells the portal which sources have images, and no address of any', () => {
    const facts = provinceFacts(province);
    expect(facts.sources.map(({ id, hasImages }) => [id, hasImages])).toEqual([['hospital', false], ['archive', true]]);
    expect(JSON.stringify(facts)).not.toContain('https://');
  });
});
