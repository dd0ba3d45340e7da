/** Code systems and naming systems that the sites write with. */
export const SYSTEM = {
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  diagnosticServiceSection: 'http://terminology.hl7.org/CodeSystem/v2-0074',
  allergyClinical: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  allergyVerification: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  conditionCategory: 'http://terminology.hl7.org/CodeSystem/condition-category',
  endpointConnection: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  ucum: 'http://unitsofmeasure.org',
  atc: 'http://www.whocc.no/atc',
  dicom: 'http://dicom.nema.org/resources/ontology/DCM',
  studyUid: 'urn:dicom:uid',
  uri: 'urn:ietf:rfc:3986',
  versionCodeExtension: 'http://hl7.org/fhir/ca/baseline/StructureDefinition/ext-identifierversion',
  addendumOfExtension: 'http://ontariohealth.ca/fhir/mi/StructureDefinition/ext-di-addendum-of',
} as const;

/** SOP classes per modality, single-frame and multi-frame (PS3.4 annex B). */
export const SOP_CLASS = {
  CR: '1.2.840.10008.5.1.4.1.1.1',
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  US: '1.2.840.10008.5.1.4.1.1.6.1',
  usMultiFrame: '1.2.840.10008.5.1.4.1.1.3.1',
} as const;
