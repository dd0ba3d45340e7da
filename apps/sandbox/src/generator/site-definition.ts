/** How one site does things: the generator writes by these habits and the site’s server speaks by them. */
export interface SiteHabits {
  /** How many entries a page holds when nobody says, and at most. */
  readonly pageSize: number;
  readonly maximumPageSize: number;
  readonly references: 'relative' | 'absolute';
  /** `chained`: every search must carry patient.identifier, as the provincial repository's rules say; a bare `patient` is a 400. */
  readonly patientSearch: 'patient-id' | 'chained';
  /** Spelling of the health number's identifier domain. */
  readonly healthNumberSystem: string;
  /** Some report systems never pass on when a report was issued. */
  readonly sendsIssued: boolean;
  /** How a report says which study it is about. */
  readonly reportLink: 'reference' | 'study-uid' | 'accession';
  /** Where the report's text stands. */
  readonly reportText: 'plain' | 'html' | 'narrative';
  /** Studies with their instances, or series only. */
  readonly listsInstances: boolean;
  /** Names as registered, or in capitals without accents, as older registration systems write them. */
  readonly nameStyle: 'as-spoken' | 'capitals-without-accents';
  /** Dates of studies and visits with the offset of the place, or converted to UTC. */
  readonly timeStyle: 'local-offset' | 'utc';
  /** Adds an informational OperationOutcome entry to every search answer. */
  readonly addsOutcomeEntries: boolean;
  readonly prescribesBy: 'MedicationRequest' | 'MedicationStatement';
  /** The image archive takes no notice of keys inside sequences, as real ones do without a word. */
  readonly ignoresNestedKeys: boolean;
  readonly emptyImageAnswer: 200 | 204;
  readonly authentication: 'none' | 'bearer' | 'basic' | 'mtls' | 'smart-es384' | 'smart-rs384';
}

/** One source of the simulated province. All of them are invented. */
export interface SiteDefinition {
  readonly id: string;
  readonly name: { readonly en: string; readonly fr: string };
  readonly kind: 'hospital' | 'independent-facility' | 'repository';
  readonly city: string;
  readonly phone: string;
  readonly timeZone: string;
  /** Language its people write in. */
  readonly language: 'en' | 'fr';
  /** Short code: IssuerOfPatientID and issuer of accession numbers in DICOM. */
  readonly code: string;
  readonly recordNumberSystem: string;
  readonly accessionSystem: string;
  readonly recordNumberPattern: { readonly prefix: string; readonly digits: number };
  readonly speaks: readonly ('fhir' | 'dicomweb')[];
  /** Sends its studies and reports to the DI Common Service too. */
  readonly contributes: boolean;
  readonly habits: SiteHabits;
  /** What is wrong with it on purpose until somebody switches it off. */
  readonly fault?: { readonly fault: 'slow' | 'down'; readonly delayMs?: number; readonly door?: 'fhir' };
}
