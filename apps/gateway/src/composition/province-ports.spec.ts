import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@longview/access-policy';
import { parseProvinceFile, userSchema, type ProvinceFile } from '@longview/province';
import { participantDirectory, provinceFacts } from './province-ports.js';

/** Fictitious. */
const TEXT = `
name: { en: Test, fr: Essai }
identityProviders: [{ id: idp, name: { en: A, fr: A }, issuer: "https://idp.example", clientId: longview, clientSecret: { env: SECRET } }]
organizations:
  - { id: clinic, name: { en: Clinic, fr: Clinique }, entitledSources: [hospital] }
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

  it('finds people by their log-in identity, with what each organization lets them ask', () => {
    const directory = participantDirectory(province);
    const doctor = directory.findByIdentity('idp', 's-1');
    expect(doctor).toBe(directory.findById('dr-okafor'));
    expect(doctor?.memberships.map(({ organizationId, isOrganizationActive, entitledSourceIds }) => [organizationId, isOrganizationActive, [...entitledSourceIds]])).toEqual([['clinic', true, ['hospital']], ['closed', false, ['archive']]]);
    expect(directory.findByIdentity('another', 's-1')).toBeUndefined();
  });

  it('tells the portal which sources have images, and no address of any', () => {
    const facts = provinceFacts(province);
    expect(facts.sources.map(({ id, hasImages }) => [id, hasImages])).toEqual([['hospital', false], ['archive', true]]);
    expect(JSON.stringify(facts)).not.toContain('https://');
  });
});
