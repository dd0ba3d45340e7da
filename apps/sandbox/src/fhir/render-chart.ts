import type { AllergyIntolerance, Binary, Condition, DocumentReference, Encounter, FhirResource, MedicationRequest, MedicationStatement, Observation } from 'fhir/r4.js';
import type { Allergy, Chart, ClinicalDocument, LabResult, Prescription, Problem, Visit } from '../generator/chart.js';
import { allergenOf, conditionOf, drugOf, labTestOf, type LabTest } from '../generator/clinical-catalogue.js';
import { SYSTEM } from './code-systems.js';
import { simplePdf } from './simple-pdf.js';
import { renderReport, renderStudy } from './render-imaging.js';
import { base64, concept, dateTime, metaAt, organizationReference, patientReference, resourceId } from './writing-style.js';

/** Everything a chart holds, as the site's FHIR server would answer it, without the Patient. */
export function renderChart(chart: Chart): FhirResource[] {
  const { prescribesBy } = chart.registration.site.habits;
  return [
    ...chart.studies.map((study) => renderStudy(chart, study)),
    ...chart.reports.map((report) => renderReport(chart, report)),
    ...chart.visits.map((visit) => renderVisit(chart, visit)),
    ...chart.labs.map((lab) => renderLab(chart, lab)),
    ...chart.prescriptions.map((one) => (prescribesBy === 'MedicationRequest' ? renderRequest(chart, one) : renderStatement(chart, one))),
    ...chart.allergies.map((allergy) => renderAllergy(chart, allergy)),
    ...chart.problems.map((problem) => renderProblem(chart, problem)),
    ...chart.documents.flatMap((document) => renderDocument(chart, document)),
  ];
}

const CLASS_NAMES = { AMB: 'ambulatory', EMER: 'emergency', IMP: 'inpatient encounter', VR: 'virtual' } as const;

function renderVisit(chart: Chart, visit: Visit): Encounter {
  const { site } = chart.registration;
  return {
    resourceType: 'Encounter', id: resourceId(chart, visit.id), meta: metaAt(visit.start), status: visit.end ? 'finished' : 'in-progress',
    class: { system: SYSTEM.actCode, code: visit.visitClass, display: CLASS_NAMES[visit.visitClass] },
    subject: patientReference(chart.registration), period: { start: dateTime(visit.start, site), ...(visit.end ? { end: dateTime(visit.end, site) } : {}) },
    reasonCode: [{ text: visit.reason }], participant: [{ individual: { display: visit.practitioner } }],
    location: [{ location: { display: visit.location } }], serviceProvider: organizationReference(site),
  };
}

function renderLab(chart: Chart, lab: LabResult): Observation {
  const { site } = chart.registration;
  const test = labTestOf(lab.test);
  const quantity = (value: number) => ({ value, unit: test.unit, system: SYSTEM.ucum, code: test.unit });
  return {
    resourceType: 'Observation', id: resourceId(chart, lab.id), meta: metaAt(lab.time), status: 'final',
    category: [{ coding: [{ system: SYSTEM.observationCategory, code: 'laboratory', display: 'Laboratory' }] }],
    code: concept(SYSTEM.loinc, test.loinc, test[site.language]), subject: patientReference(chart.registration),
    effectiveDateTime: dateTime(lab.time, site), performer: [organizationReference(site)], valueQuantity: quantity(lab.value),
    interpretation: [{ coding: [{ system: SYSTEM.interpretation, code: interpretationOf(lab.value, test) }] }],
    referenceRange: [{ ...(test.low === undefined ? {} : { low: quantity(test.low) }), ...(test.high === undefined ? {} : { high: quantity(test.high) }) }],
  };
}

function interpretationOf(value: number, { low, high, critical }: LabTest): string {
  if (critical?.low !== undefined && value < critical.low) return 'LL';
  if (critical?.high !== undefined && value > critical.high) return 'HH';
  if (low !== undefined && value < low) return 'L';
  return high !== undefined && value > high ? 'H' : 'N';
}

function renderRequest(chart: Chart, prescription: Prescription): MedicationRequest {
  const { site } = chart.registration;
  const drug = drugOf(prescription.drug);
  return {
    resourceType: 'MedicationRequest', id: resourceId(chart, prescription.id), meta: metaAt(prescription.date), status: prescription.state, intent: 'order',
    medicationCodeableConcept: { coding: [{ system: SYSTEM.atc, code: drug.atc }], text: drug[site.language] }, subject: patientReference(chart.registration),
    authoredOn: prescription.date, requester: { display: prescription.prescriber }, dosageInstruction: [{ text: drug.dosage[site.language] }],
  };
}

function renderStatement(chart: Chart, prescription: Prescription): MedicationStatement {
  const { site } = chart.registration;
  const drug = drugOf(prescription.drug);
  return {
    resourceType: 'MedicationStatement', id: resourceId(chart, prescription.id), meta: metaAt(prescription.date), status: prescription.state,
    medicationCodeableConcept: { coding: [{ system: SYSTEM.atc, code: drug.atc }], text: drug[site.language] }, subject: patientReference(chart.registration),
    effectivePeriod: { start: prescription.date }, dateAsserted: prescription.date, informationSource: { display: prescription.prescriber },
    dosage: [{ text: drug.dosage[site.language] }],
  };
}

function renderAllergy(chart: Chart, allergy: Allergy): AllergyIntolerance {
  const { site } = chart.registration;
  const allergen = allergenOf(allergy.allergen);
  return {
    resourceType: 'AllergyIntolerance', id: resourceId(chart, allergy.id), meta: metaAt(allergy.recorded),
    clinicalStatus: { coding: [{ system: SYSTEM.allergyClinical, code: allergy.state }] },
    verificationStatus: { coding: [{ system: SYSTEM.allergyVerification, code: 'confirmed' }] },
    code: allergen.snomed ? concept(SYSTEM.snomed, allergen.snomed, allergen[site.language]) : { text: allergen[site.language] },
    patient: patientReference(chart.registration), recordedDate: allergy.recorded,
    ...(allergen.category ? { category: [allergen.category] } : {}), ...(allergen.criticality ? { criticality: allergen.criticality } : {}),
    ...(allergen.reaction ? { reaction: [{ manifestation: [{ text: allergen.reaction[site.language] }] }] } : {}),
  };
}

function renderProblem(chart: Chart, problem: Problem): Condition {
  const condition = conditionOf(problem.condition);
  return {
    resourceType: 'Condition', id: resourceId(chart, problem.id), meta: metaAt(problem.onset),
    clinicalStatus: { coding: [{ system: SYSTEM.conditionClinical, code: problem.state }] },
    verificationStatus: { coding: [{ system: SYSTEM.conditionVerification, code: 'confirmed' }] },
    category: [{ coding: [{ system: SYSTEM.conditionCategory, code: 'problem-list-item' }] }],
    code: concept(SYSTEM.snomed, condition.snomed, condition[chart.registration.site.language]),
    subject: patientReference(chart.registration), onsetDateTime: problem.onset, recordedDate: problem.onset,
  };
}

const DOCUMENT_TYPES = {
  'discharge-summary': { code: '18842-5', display: 'Discharge summary' },
  consultation: { code: '11488-4', display: 'Consult note' },
} as const;

function renderDocument(chart: Chart, document: ClinicalDocument): (DocumentReference | Binary)[] {
  const { site } = chart.registration;
  const { code, display } = DOCUMENT_TYPES[document.kind];
  const id = resourceId(chart, document.id);
  const pdf = document.form === 'pdf' ? simplePdf(document.title, [site.name[site.language], document.author, '', document.text]) : undefined;
  const reference: DocumentReference = {
    resourceType: 'DocumentReference', id, meta: metaAt(document.time), status: 'current', docStatus: 'final',
    masterIdentifier: { system: `http://ehealthontario.ca/fhir/NamingSystem/sandbox-${site.id}-document`, value: `${site.code}-D-${id}` },
    type: { coding: [{ system: SYSTEM.loinc, code, display }], text: document.title }, subject: patientReference(chart.registration),
    date: dateTime(document.time, site), author: [{ display: document.author }], custodian: organizationReference(site), description: document.title,
    content: [{ attachment: {
      language: `${site.language}-CA`, title: document.title, creation: dateTime(document.time, site),
      ...(pdf ? { contentType: 'application/pdf', url: `Binary/${id}`, size: pdf.length } : { contentType: 'text/plain', data: base64(document.text) }),
    } }],
  };
  if (!pdf) return [reference];
  return [reference, { resourceType: 'Binary', id, meta: metaAt(document.time), contentType: 'application/pdf', data: pdf.toString('base64') }];
}
