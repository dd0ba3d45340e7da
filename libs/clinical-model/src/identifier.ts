/**
 * Identifier types, HL7 table 0203: JHN jurisdictional health number, MR record number, ACSN accession, PLAC placer
 * and FILL filler order number, UID a DICOM unique identifier.
 * @see https://terminology.hl7.org/CodeSystem-v2-0203.html
 */
export type IdentifierType = 'JHN' | 'MR' | 'ACSN' | 'PLAC' | 'FILL' | 'UID';

/** A value that means something only together with the domain that issued it. */
export interface Identifier {
  /** URI of the issuing domain, already mapped from its aliases. */
  readonly system: string;
  readonly value: string;
  readonly type?: IdentifierType;
}

/**
 * Ontario health number, the one identifier that all sources have in common.
 * @see https://build.fhir.org/ig/HL7-Canada/ca-baseline/ (System URIs)
 */
export const ONTARIO_HEALTH_NUMBER_SYSTEM = 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn';

/** Other spellings of the same domain, met at Ontario's sources and in the FHIR, HL7 v2, XDS and DICOM worlds. */
export const ONTARIO_HEALTH_NUMBER_ALIASES: readonly string[] = [
  'http://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn',
  'http://ehealthontario.ca/fhir/NamingSystem/ca-on-patient-hcn',
  'https://ehealthontario.ca/API/FHIR/NamingSystem/ca-on-patient-hcn',
  'http://ehealthontario.ca/fhir/NamingSystem/id-registration-and-claims-branch-def-source',
  'urn:oid:2.16.840.1.113883.4.59',
  '2.16.840.1.113883.4.59',
];

/** Maps every known spelling of an identifier domain to the one this product uses; an unknown domain stays as it is. */
export function normalizeIdentifierSystem(system: string): string {
  return ONTARIO_HEALTH_NUMBER_ALIASES.includes(system) ? ONTARIO_HEALTH_NUMBER_SYSTEM : system;
}

/** One string for an identifier with its domain; equal exactly when both are equal. For maps, never for a log or a URL. */
export function identifierKey(identifier: Pick<Identifier, 'system' | 'value'>): string {
  return `${identifier.system}|${identifier.value}`;
}
