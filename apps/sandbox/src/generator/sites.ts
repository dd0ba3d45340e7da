import type { SiteDefinition, SiteHabits } from './site-definition.js';

const NAMING = 'http://ehealthontario.ca/fhir/NamingSystem';
const HEALTH_NUMBER = 'https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn';
const HEALTH_NUMBER_EARLIER = 'http://ehealthontario.ca/fhir/NamingSystem/ca-on-patient-hcn';
const HEALTH_NUMBER_OID = 'urn:oid:2.16.840.1.113883.4.59';

const USUAL: SiteHabits = {
  pageSize: 50, maximumPageSize: 200, references: 'relative', patientSearch: 'patient-id', healthNumberSystem: HEALTH_NUMBER, sendsIssued: true,
  reportLink: 'reference', reportText: 'plain', listsInstances: true, nameStyle: 'as-spoken', timeStyle: 'local-offset', addsOutcomeEntries: false,
  prescribesBy: 'MedicationRequest', ignoresNestedKeys: false, emptyImageAnswer: 200, authentication: 'none',
};

type SiteDraft = Omit<SiteDefinition, 'recordNumberSystem' | 'accessionSystem' | 'habits' | 'timeZone' | 'language' | 'speaks' | 'contributes' | 'kind'>
  & Partial<Pick<SiteDefinition, 'timeZone' | 'language' | 'speaks' | 'contributes' | 'kind'>> & { readonly habits?: Partial<SiteHabits> };

function site({ habits, ...draft }: SiteDraft): SiteDefinition {
  return {
    kind: 'hospital', timeZone: 'America/Toronto', language: 'en', speaks: ['fhir', 'dicomweb'], contributes: true,
    recordNumberSystem: `${NAMING}/sandbox-${draft.id}-mrn`, accessionSystem: `${NAMING}/sandbox-${draft.id}-accession`,
    ...draft,
    habits: { ...USUAL, ...habits },
  };
}

/** Eight hospitals, two independent health facilities and the DI Common Service. */
export const SITES: readonly SiteDefinition[] = [
  site({
    id: 'st-brigid', code: 'STBRIGID', city: 'Hamilton', phone: '905-555-0140', recordNumberPattern: { prefix: 'SB', digits: 6 },
    name: { en: 'St. Brigid’s Hospital, Hamilton', fr: 'Hôpital St. Brigid, Hamilton' },
  }),
  site({
    id: 'thames-valley', code: 'THAMES', city: 'London', phone: '519-555-0112', recordNumberPattern: { prefix: 'MRN', digits: 4 },
    name: { en: 'Thames Valley University Hospital, London', fr: 'Hôpital universitaire Thames Valley, London' },
    habits: { authentication: 'smart-es384', references: 'absolute', reportLink: 'study-uid', reportText: 'narrative', pageSize: 20, maximumPageSize: 100 },
  }),
  site({
    id: 'grand-river-falls', code: 'GRF', city: 'Kitchener', phone: '519-555-0173', recordNumberPattern: { prefix: 'MRN', digits: 4 },
    name: { en: 'Grand River Falls Hospital, Kitchener', fr: 'Hôpital Grand River Falls, Kitchener' },
    habits: { authentication: 'bearer', reportLink: 'accession', nameStyle: 'capitals-without-accents', pageSize: 25, maximumPageSize: 25, emptyImageAnswer: 204 },
  }),
  site({
    id: 'hopital-de-la-riviere', code: 'HRIVIERE', city: 'Ottawa', phone: '613-555-0168', recordNumberPattern: { prefix: '', digits: 8 }, language: 'fr',
    name: { en: 'Hôpital de la Rivière, Ottawa', fr: 'Hôpital de la Rivière, Ottawa' },
    habits: { authentication: 'basic', healthNumberSystem: HEALTH_NUMBER_EARLIER, sendsIssued: false, reportText: 'html' },
  }),
  site({
    id: 'nickel-basin', code: 'NICKEL', city: 'Sudbury', phone: '705-555-0131', recordNumberPattern: { prefix: 'NB-', digits: 6 }, language: 'fr',
    name: { en: 'Nickel Basin Hospital, Sudbury', fr: 'Hôpital du Bassin de nickel, Sudbury' },
    habits: { authentication: 'bearer', patientSearch: 'chained', healthNumberSystem: HEALTH_NUMBER_OID, listsInstances: false, prescribesBy: 'MedicationStatement' },
  }),
  site({
    id: 'superior-north', code: 'SUPERIOR', city: 'Thunder Bay', phone: '807-555-0109', timeZone: 'America/Thunder_Bay', recordNumberPattern: { prefix: 'U', digits: 7 },
    name: { en: 'Superior North Regional Hospital, Thunder Bay', fr: 'Hôpital régional Superior North, Thunder Bay' },
    habits: { timeStyle: 'utc', nameStyle: 'capitals-without-accents', ignoresNestedKeys: true },
    fault: { fault: 'slow', delayMs: 2_500, door: 'fhir' },
  }),
  site({
    id: 'lake-of-the-woods', code: 'LOTW', city: 'Kenora', phone: '807-555-0155', timeZone: 'America/Winnipeg', recordNumberPattern: { prefix: 'K', digits: 5 },
    name: { en: 'Lake of the Woods Community Hospital, Kenora', fr: 'Hôpital communautaire Lake of the Woods, Kenora' },
    habits: { reportLink: 'study-uid' },
    fault: { fault: 'down' },
  }),
  site({
    id: 'quinte-shore', code: 'QUINTE', city: 'Belleville', phone: '613-555-0127', recordNumberPattern: { prefix: '7', digits: 6 },
    name: { en: 'Quinte Shore Hospital, Belleville', fr: 'Hôpital Quinte Shore, Belleville' },
    habits: { authentication: 'mtls', addsOutcomeEntries: true },
  }),
  site({
    id: 'escarpment-imaging', code: 'ESCARP', city: 'Hamilton', phone: '905-555-0186', kind: 'independent-facility', recordNumberPattern: { prefix: 'E', digits: 5 },
    name: { en: 'Escarpment Imaging Clinic, Hamilton', fr: 'Clinique d’imagerie Escarpment, Hamilton' },
    habits: { authentication: 'bearer', reportLink: 'accession', healthNumberSystem: HEALTH_NUMBER_EARLIER },
  }),
  site({
    id: 'lakeshore-ultrasound', code: 'LAKESHORE', city: 'Oakville', phone: '905-555-0199', kind: 'independent-facility', recordNumberPattern: { prefix: 'LU', digits: 5 },
    name: { en: 'Lakeshore Ultrasound and X-ray, Oakville', fr: 'Lakeshore échographie et radiographie, Oakville' },
    speaks: ['dicomweb'], contributes: false,
    habits: { authentication: 'basic' },
  }),
  site({
    id: 'di-common-service', code: 'DICS', city: 'Toronto', phone: '416-555-0100', kind: 'repository', recordNumberPattern: { prefix: 'EC', digits: 8 }, contributes: false,
    name: { en: 'DI Common Service', fr: 'Service commun d’imagerie diagnostique' },
    habits: { authentication: 'smart-rs384', patientSearch: 'chained', pageSize: 100, maximumPageSize: 100, listsInstances: false, reportLink: 'study-uid' },
  }),
];

export const REPOSITORY = SITES.find(({ kind }) => kind === 'repository')!;

export function siteById(id: string): SiteDefinition {
  const found = SITES.find((one) => one.id === id);
  if (!found) throw new Error('No such site in the simulated province.');
  return found;
}
