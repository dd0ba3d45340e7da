import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Province } from './generator/province.js';
import { SITES } from './generator/sites.js';
import { ACCOUNTS } from './identity-provider/accounts.js';
import { ACR, CLIENT_ID, type RunningIdentityProvider } from './identity-provider/identity-provider.js';
import type { SiteDefinition } from './generator/site-definition.js';
import type { ReceivingArchive } from './imaging/receiving-archive.js';
import type { MailCatcher } from './mail/mail-catcher.js';
import type { RunningSite } from './site/site-server.js';

const CLINICAL_KINDS = ['imaging-study', 'report', 'document', 'visit', 'lab', 'medication', 'allergy', 'condition'];
const IMAGING_KINDS = ['imaging-study', 'report'];

const HOSPITALS = SITES.filter(({ kind }) => kind === 'hospital').map(({ id }) => id);
const EVERYTHING_BUT_BELLEVILLE = SITES.map(({ id }) => id).filter((id) => id !== 'quinte-shore');

/** How the repository wants to be told that a consent directive is overridden (FHIR security labels). */
const BREAK_THE_GLASS = { name: 'Category', value: 'http://terminology.hl7.org/CodeSystem/v3-ActReason#BTG; scheme="http://hl7.org/fhir/tag/security"; label="break-the-glass"' };

const ROSTER_FILE = 'roster-mountain-brow.csv';
/** Hospitals that bring studies from elsewhere into an archive of their own. */
const WITH_OWN_ARCHIVE: ReadonlySet<string> = new Set(['st-brigid', 'thames-valley']);

/** Servers of the province besides its sites. */
export interface Surroundings {
  readonly mail: MailCatcher;
  readonly archive: ReceivingArchive;
  readonly archivePasswordFile: string;
}
const SECTOR_OF_KIND = { hospital: 'hospital', 'independent-facility': 'independent-health-facility', repository: 'other' } as const;
const CLINICS = [
  { id: 'mountain-brow', sector: 'primary-care', name: { en: 'Mountain Brow Family Health Team, Hamilton', fr: 'Équipe de santé familiale Mountain Brow, Hamilton' }, phone: '905-555-0122', email: 'privacy@mountain-brow.example', entitledSources: EVERYTHING_BUT_BELLEVILLE, rosterFile: ROSTER_FILE },
  { id: 'riverbend', sector: 'primary-care', name: { en: 'Riverbend Nurse Practitioner Clinic, London', fr: 'Clinique d’infirmières praticiennes Riverbend, London' }, phone: '519-555-0187', email: 'privacy@riverbend.example', entitledSources: ['thames-valley', 'grand-river-falls', 'st-brigid', 'di-common-service'] },
  { id: 'old-mill', sector: 'primary-care', name: { en: 'Old Mill Medical Clinic', fr: 'Clinique médicale Old Mill' }, phone: '613-555-0143', email: 'office@old-mill.example', isActive: false, entitledSources: EVERYTHING_BUT_BELLEVILLE },
  { id: 'program-office', name: { en: 'Longview Program Office', fr: 'Bureau de programme Longview' }, phone: '416-555-0160', email: 'office@longview.example', entitledSources: [] },
];

/** Writes `province.yaml`: what a gateway has to know to serve this province. Secrets are named by file, never written. */
export async function writeProvinceFile(dataFolder: string, sites: readonly RunningSite[], identityProvider: RunningIdentityProvider, { mail, archive, archivePasswordFile }: Surroundings, stories: Province['stories']): Promise<string> {
  const file = join(dataFolder, 'province.yaml');
  // The family health team looks after the whole cast: their own physician opens them without being asked why.
  await writeFile(join(dataFolder, ROSTER_FILE), ['healthNumber', ...stories.map(({ healthNumber }) => healthNumber), ''].join('\n'), { mode: 0o600 });
  await writeFile(file, stringify(provinceOf(sites, identityProvider, { mail, archive, archivePasswordFile }), { lineWidth: 160, aliasDuplicateObjects: false }), { mode: 0o600 });
  return file;
}

function provinceOf(sites: readonly RunningSite[], { issuer, clientSecretFile }: RunningIdentityProvider, { mail, archive, archivePasswordFile }: Surroundings): object {
  const archiveOf = (site: SiteDefinition): object => ({
    protocol: 'stow', baseUrl: archive.dicomwebUrl(site.id), authentication: { method: 'basic', username: 'longview', password: { file: archivePasswordFile } }, identifierSystem: site.recordNumberSystem, issuerOfPatientId: site.code,
  });
  return {
    name: { en: 'Simulated province', fr: 'Province simulée' },
    isDemonstration: true,
    identityProviders: [{
      id: 'sandbox', name: { en: 'Sandbox sign-in', fr: 'Connexion au bac à sable' }, issuer, clientId: CLIENT_ID, clientSecret: { file: clientSecretFile },
      requiredAcr: [ACR.twoFactors],
    }],
    organizations: [
      ...sites.map(({ site }) => ({ id: site.id, sector: SECTOR_OF_KIND[site.kind], name: site.name, phone: site.phone, email: `privacy@${site.id}.example`, entitledSources: HOSPITALS.includes(site.id) ? 'all' : [site.id], ...(WITH_OWN_ARCHIVE.has(site.id) && { archive: archiveOf(site) }) })),
      ...CLINICS,
    ],
    users: ACCOUNTS.filter(({ memberships }) => memberships.length > 0).map(({ username, displayName, subject, memberships, home }) => ({
      id: username.replace('.', '-'), displayName, email: `${username}@mail.example`, identities: [{ identityProviderId: 'sandbox', subject }], memberships, ...(home && { personalFacts: home }),
    })),
    identifierDomains: sites.map(({ site }) => ({ system: site.recordNumberSystem, name: site.name })),
    sources: sites.map(sourceOf),
    mail: { host: '127.0.0.1', port: mail.port, from: 'Longview (simulated) <no-reply@longview.example>' },
  };
}

function sourceOf({ site, fhirUrl, dicomwebUrl, credentials }: RunningSite): object {
  const isRepository = site.kind === 'repository';
  const images = {
    protocol: 'dicomweb', baseUrl: dicomwebUrl, authentication: credentials, issuerOfPatientId: site.code,
    patientSearch: isRepository || site.habits.ignoresNestedKeys ? ['issuer-and-id', 'demographics'] : ['issuer-and-id', 'nested-health-number', 'demographics'],
  };
  return {
    id: site.id, name: site.name, custodianId: site.id, city: site.city, phone: site.phone, timeZone: site.timeZone, identifierSystem: site.recordNumberSystem,
    ...(fhirUrl
      ? { records: { protocol: 'fhir-r4', baseUrl: fhirUrl, authentication: credentials, patientSearch: site.habits.patientSearch, pageSize: 200, ...(isRepository && { overrideHeader: BREAK_THE_GLASS }) }, images }
      : { records: images }),
    kinds: !fhirUrl ? ['imaging-study'] : site.kind === 'hospital' ? CLINICAL_KINDS : IMAGING_KINDS,
    ...(isRepository ? { isRepository, isIdentityAuthority: true, contributors: SITES.filter(({ id }) => id !== site.id).map(({ id, name }) => ({ custodianId: id, names: [...new Set([name.en, name.fr])] })) } : {}),
  };
}
