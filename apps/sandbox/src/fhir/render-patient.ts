import type { Endpoint, HumanName, Organization, Patient } from 'fhir/r4.js';
import type { Chart, Registration } from '../generator/chart.js';
import type { SiteDefinition } from '../generator/site-definition.js';
import { SYSTEM } from './code-systems.js';
import { metaAt, organizationReference, typedIdentifier, writtenName } from './writing-style.js';

export function renderPatient({ registration, alsoKnownAs }: Chart): Patient {
  const { person, site } = registration;
  return {
    resourceType: 'Patient', id: registration.patientId, meta: metaAt(registration.deceasedDate ?? LAST_REGISTRY_RUN),
    identifier: [
      typedIdentifier(site.kind === 'repository' ? 'PI' : 'MR', site.recordNumberSystem, registration.recordNumber, site.name[site.language]),
      ...healthNumber(registration),
      ...alsoKnownAs.map((other) => typedIdentifier('MR', other.site.recordNumberSystem, other.recordNumber, other.site.name.en)),
    ],
    active: !registration.replacedBy,
    name: names(registration), gender: registration.sex, birthDate: registration.birthDate,
    telecom: [{ system: 'phone', value: person.phone, use: 'home' }],
    address: [{ use: 'home', line: [person.address.line], city: person.address.city, state: 'ON', postalCode: person.address.postalCode, country: 'CA' }],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: `${person.language}-CA` }] }, preferred: true }],
    managingOrganization: organizationReference(site),
    ...(registration.deceasedDate ? { deceasedDateTime: registration.deceasedDate } : {}),
    ...(registration.replacedBy ? { link: [{ type: 'replaced-by', other: { reference: `Patient/${registration.replacedBy}` } }] } : {}),
  };
}

/** Demographics change seldom; the day itself means nothing. */
const LAST_REGISTRY_RUN = '2024-03-04';

function healthNumber({ healthNumber: number, versionCode, site }: Registration) {
  if (!number) return [];
  const identifier = typedIdentifier('JHN', site.habits.healthNumberSystem, number, 'Ontario');
  return [versionCode ? { ...identifier, extension: [{ url: SYSTEM.versionCodeExtension, valueString: versionCode }] } : identifier];
}

function names({ family, given, maidenName, site }: Registration): HumanName[] {
  const written = given.map((name) => writtenName(name, site));
  const official: HumanName = { use: 'official', family: writtenName(family, site), given: written };
  return maidenName && maidenName !== family ? [official, { use: 'maiden', family: writtenName(maidenName, site), given: written }] : [official];
}

/** What a site says of itself and of those it passes records on for. */
export function renderDirectory(site: SiteDefinition, sites: readonly SiteDefinition[], dicomwebUrl: string): (Organization | Endpoint)[] {
  const organization = (one: SiteDefinition): Organization => ({ resourceType: 'Organization', id: one.id, meta: metaAt(LAST_REGISTRY_RUN), active: true, name: one.name[site.language] });
  return [
    ...(site.kind === 'repository' ? sites.map(organization) : [organization(site)]),
    {
      resourceType: 'Endpoint', id: 'dicomweb', meta: metaAt(LAST_REGISTRY_RUN), status: 'active', address: dicomwebUrl,
      connectionType: { system: SYSTEM.endpointConnection, code: 'dicom-wado-rs' }, payloadType: [{ text: 'DICOM' }],
    },
  ];
}
