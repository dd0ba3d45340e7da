import type { Attachment, CodeableConcept, DiagnosticReport, Identifier, ImagingStudy } from 'fhir/r4.js';
import type { Chart, Report, SectionRole, Study } from '../generator/chart.js';
import { examOf } from '../generator/exams.js';
import type { SiteDefinition } from '../generator/site-definition.js';
import { SOP_CLASS, SYSTEM } from './code-systems.js';
import { base64, concept, dateTime, metaAt, organizationReference, patientReference, resourceId, typedIdentifier } from './writing-style.js';

const SIDES = {
  L: { system: SYSTEM.snomed, code: '7771000', display: 'Left' },
  R: { system: SYSTEM.snomed, code: '24028007', display: 'Right' },
} as const;

export function renderStudy(chart: Chart, study: Study): ImagingStudy {
  const { site } = chart.registration;
  const exam = examOf(study.exam);
  const isPresent = study.status === 'available';
  const modality = { system: SYSTEM.dicom, code: study.modality };
  return {
    resourceType: 'ImagingStudy', id: resourceId(chart, study.id), meta: metaAt(study.started),
    identifier: [studyUidIdentifier(study.uid), accessionIdentifier(study.accession, study.performedAt)],
    status: study.status, modality: [modality], subject: patientReference(chart.registration), started: dateTime(study.started, site),
    description: study.description,
    procedureCode: [{ coding: [{ system: localCodes(study.performedAt), code: exam.localCode, display: study.description }], text: study.description }],
    referrer: { display: study.referrer }, location: { display: study.performedAt.name[site.language] },
    numberOfSeries: isPresent ? study.series.length : 0,
    numberOfInstances: isPresent ? study.series.reduce((sum, { instances }) => sum + instances.length, 0) : 0,
    ...(isPresent ? { endpoint: [{ reference: 'Endpoint/dicomweb' }], series: study.series.map((series, index) => ({
      uid: series.uid, number: index + 1, modality, description: series.description, numberOfInstances: series.instances.length,
      bodySite: { system: SYSTEM.snomed, code: exam.bodySite.snomed, display: exam.bodySite[site.language] },
      ...(study.laterality ? { laterality: SIDES[study.laterality] } : {}),
      ...(site.habits.listsInstances ? { instance: series.instances.map((uid, instance) => ({
        uid, number: instance + 1, sopClass: { system: SYSTEM.uri, code: `urn:oid:${series.frames ? SOP_CLASS.usMultiFrame : SOP_CLASS[study.modality]}` },
      })) } : {}),
    })) } : {}),
  };
}

export function renderReport(chart: Chart, report: Report): DiagnosticReport {
  const { site } = chart.registration;
  const exam = examOf(report.exam);
  const impression = report.sections.find(({ role }) => role === 'impression') ?? report.sections[0];
  const text = writtenText(report, site);
  return {
    resourceType: 'DiagnosticReport', id: resourceId(chart, report.id), meta: metaAt(report.issued), language: `${report.language}-CA`,
    ...(text.narrative ? { text: { status: 'additional', div: text.narrative } } : {}),
    ...(report.addendumOf ? { extension: [{ url: SYSTEM.addendumOfExtension, valueReference: { reference: `DiagnosticReport/${resourceId(chart, report.addendumOf)}` } }] } : {}),
    identifier: [{ system: reportNumbers(report.performedAt), value: report.number }, accessionIdentifier(report.accession, report.performedAt)],
    status: report.status,
    category: [{ coding: [{ system: SYSTEM.diagnosticServiceSection, code: 'RAD', display: 'Radiology' }] }],
    code: reportCode(report, exam.localCode, exam.loinc), subject: patientReference(chart.registration),
    effectiveDateTime: dateTime(report.effective, site),
    ...(site.habits.sendsIssued ? { issued: dateTime(report.issued, site) } : {}),
    performer: [organizationReference(report.performedAt)], resultsInterpreter: [{ display: report.radiologist }],
    ...studyLink(chart, report),
    ...(impression ? { conclusion: impression.text } : {}),
    ...(text.attachment ? { presentedForm: [text.attachment] } : {}),
  };
}

/** Headings as the site's dictation template has them, in the order they were written. */
function headingOf(role: SectionRole, language: 'en' | 'fr'): string {
  return HEADINGS[language][role];
}

const HEADINGS: Record<'en' | 'fr', Record<SectionRole, string>> = {
  en: { indication: 'INDICATION', comparison: 'COMPARISON', technique: 'TECHNIQUE', findings: 'FINDINGS', impression: 'IMPRESSION', addendum: 'ADDENDUM' },
  fr: { indication: 'RENSEIGNEMENTS CLINIQUES', comparison: 'COMPARAISON', technique: 'TECHNIQUE', findings: 'CONSTATATIONS', impression: 'CONCLUSION', addendum: 'ADDENDA' },
};

function writtenText(report: Report, site: SiteDefinition): { narrative?: string; attachment?: Attachment } {
  const parts = report.sections.map(({ role, text }) => ({ heading: headingOf(role, report.language), text }));
  const attachment = (contentType: string, body: string): Attachment => ({ contentType, language: `${report.language}-CA`, title: report.title, data: base64(body) });
  const markup = parts.map(({ heading, text }) => `<h3>${escaped(heading)}</h3><p>${escaped(text).replaceAll('\n', '<br/>')}</p>`).join('');
  switch (site.habits.reportText) {
    case 'plain': return { attachment: attachment('text/plain', `${parts.map(({ heading, text }) => `${heading}:\n${text}`).join('\n\n')}\n`) };
    case 'html': return { attachment: attachment('text/html', `<html lang="${report.language}"><body><h2>${escaped(report.title)}</h2>${markup}</body></html>`) };
    case 'narrative': return { narrative: `<div xmlns="http://www.w3.org/1999/xhtml">${markup}</div>` };
  }
}

function studyLink(chart: Chart, { studyUid }: Report): Pick<DiagnosticReport, 'imagingStudy'> {
  const { reportLink } = chart.registration.site.habits;
  if (!studyUid || reportLink === 'accession') return {};
  if (reportLink === 'study-uid') return { imagingStudy: [{ type: 'ImagingStudy', identifier: studyUidIdentifier(studyUid) }] };
  const study = chart.studies.find(({ uid }) => uid === studyUid);
  return study ? { imagingStudy: [{ reference: `ImagingStudy/${resourceId(chart, study.id)}` }] } : {};
}

function reportCode(report: Report, localCode: string, loinc: string): CodeableConcept {
  return { coding: [{ system: localCodes(report.performedAt), code: localCode, display: report.title }, ...concept(SYSTEM.loinc, loinc, LOINC_NAMES[loinc] ?? 'Diagnostic imaging study').coding!], text: report.title };
}

const LOINC_NAMES: Readonly<Record<string, string>> = {
  '36643-5': 'XR Chest 2 Views', '24627-2': 'CT Chest', '24725-4': 'CT Head', '24590-2': 'MR Brain', '24558-9': 'US Abdomen',
};

function studyUidIdentifier(uid: string): Identifier {
  return { system: SYSTEM.studyUid, value: `urn:oid:${uid}` };
}

function accessionIdentifier(accession: string, site: SiteDefinition): Identifier {
  return typedIdentifier('ACSN', site.accessionSystem, accession, site.name[site.language]);
}

function reportNumbers({ id }: SiteDefinition): string {
  return `http://ehealthontario.ca/fhir/NamingSystem/sandbox-${id}-report`;
}

function localCodes({ id }: SiteDefinition): string {
  return `http://ehealthontario.ca/fhir/CodeSystem/sandbox-${id}-procedures`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
