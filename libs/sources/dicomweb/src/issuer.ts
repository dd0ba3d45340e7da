import { normalizeIdentifierSystem, ONTARIO_HEALTH_NUMBER_SYSTEM, parseHealthNumber, type Identifier } from '@longview/clinical-model';
import type { DicomwebEndpoint, SourceDefinition } from '@longview/sources-contract';
import { itemsOf, TAG, textOf, type Dataset } from './dicom-json.js';

/** Local names by which archives in Ontario say that a number is a health number, besides its OID and URIs. */
const HEALTH_NUMBER_ISSUERS: ReadonlySet<string> = new Set(['ON', 'ONHN', 'ONHCN', 'ON-HCN', 'ON_HCN', 'CA-ON-HCN', 'HCN', 'OHIP', 'MOH', 'ON&ONTARIO&HL70347']);

/** Knows which identifier domain an issuer named in DICOM stands for. */
export class Issuers {
  private readonly own: string | undefined;
  private readonly isOwnWithoutIssuer: boolean;

  constructor(private readonly definition: SourceDefinition, private readonly endpoint: DicomwebEndpoint) {
    this.own = definition.identifierSystem === undefined ? undefined : normalizeIdentifierSystem(definition.identifierSystem);
    this.isOwnWithoutIssuer = endpoint.patientSearch.includes('id');
  }

  /** The domain in which this archive numbers its own patients. */
  get ownSystem(): string | undefined { return this.own; }

  /**
   * PatientID with its issuer, of a study or of an item of Other Patient IDs (PS3.3 §10.15). Without an issuer it is
   * the archive's own only where the archive is configured to have but one.
   */
  identifierOf(dataset: Dataset, { isMain }: { isMain: boolean }): Identifier | undefined {
    const value = textOf(dataset, TAG.patientId);
    if (!value) return undefined;
    const [qualifiers] = itemsOf(dataset, TAG.issuerQualifiers);
    const universal = qualifiers && textOf(qualifiers, TAG.universalEntityId);
    const local = textOf(dataset, TAG.issuerOfPatientId);
    for (const issuer of [local, universal]) {
      if (issuer === undefined) continue;
      if (issuer === this.endpoint.issuerOfPatientId) return this.own === undefined ? undefined : this.identifier(this.own, value);
      if (this.isHealthNumber(issuer)) return this.identifier(ONTARIO_HEALTH_NUMBER_SYSTEM, value);
    }
    const issuer = universal ?? local;
    if (issuer !== undefined) return { system: systemOf(issuer), value };
    return isMain && this.isOwnWithoutIssuer && this.own !== undefined ? this.identifier(this.own, value) : undefined;
  }

  /** Accession number with its issuer; without one it means something at this source only. */
  accessionOf(dataset: Dataset): Identifier | undefined {
    const value = textOf(dataset, TAG.accessionNumber);
    if (!value) return undefined;
    const [issuer] = itemsOf(dataset, TAG.issuerOfAccessionNumber);
    const named = issuer && (textOf(issuer, TAG.universalEntityId) ?? textOf(issuer, TAG.localNamespace));
    return { system: named ? systemOf(named) : `urn:longview:source:${this.definition.id}:accession`, value, type: 'ACSN' };
  }

  private identifier(system: string, value: string): Identifier {
    if (system !== ONTARIO_HEALTH_NUMBER_SYSTEM) return { system, value, type: 'MR' };
    const parsed = parseHealthNumber(value);
    return { system, value: 'number' in parsed ? parsed.number : value.replace(/[\s-]/g, ''), type: 'JHN' };
  }

  private isHealthNumber(issuer: string): boolean {
    return HEALTH_NUMBER_ISSUERS.has(issuer.toUpperCase()) || normalizeIdentifierSystem(issuer) === ONTARIO_HEALTH_NUMBER_SYSTEM;
  }
}

/** An OID as the URI that FHIR writes for it, so that both worlds speak of one domain; anything else as it is. */
function systemOf(issuer: string): string {
  return normalizeIdentifierSystem(/^\d+(\.\d+)+$/.test(issuer) ? `urn:oid:${issuer}` : issuer);
}
