import type { Localization } from '../dicom/localization.js';
import type { OrganizationArchive } from '../exchange-deps.js';
import type { ImportFacts } from './import-facts.js';

const SEXES = { male: 'M', female: 'F', other: 'O' } as const;

/** What instances are to say: the same for every instance and every run, so that one sent twice is the same twice. */
export function localizationOf({ local, localNumber = '', accession, others }: ImportFacts, archive: OrganizationArchive, sourceInstitution: string, atMs: number): Localization {
  const { identifierSystem, issuerOfPatientId: issuer, universalIssuer, issuerOfAccession, name } = archive;
  const [person] = [...local.names.filter(({ use }) => use === 'official'), ...local.names];
  const sex = local.gender === undefined || local.gender === 'unknown' ? undefined : SEXES[local.gender];
  return {
    patient: {
      number: { value: localNumber, issuer, ...(universalIssuer !== undefined && { universal: universalIssuer }) }, family: person?.family ?? '', given: person?.given ?? [],
      ...(local.birthDate !== undefined && { birthDate: local.birthDate }), ...(sex && { sex }),
      others: others.filter((other) => !(other.value === localNumber && (other.issuer === issuer || other.issuer === identifierSystem))),
    },
    accession: { value: accession, issuer: issuerOfAccession },
    modifyingSystem: 'Longview', receivingInstitution: name, sourceInstitution, atMs,
  };
}
