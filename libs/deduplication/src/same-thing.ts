import type { AllergyRecord, ClinicalTime, ConditionRecord, DocumentRecord, ImagingStudyRecord, LabRecord, MedicationRecord, ReportRecord, VisitRecord } from '@longview/clinical-model';
import { areDisjoint, hasOtherAccession, isSameCoding, type Entry } from './entry.js';
import { foldText } from './fold-text.js';
import { isSameReport } from './same-report.js';

/**
 * Whether two records of different sources are one thing although no identifier says so. Favours showing two rows over
 * hiding one: a copy passed on by a repository (same custodian) may know less, but nothing it says may differ; records of
 * two custodians must be equal in every field that matters, and say enough for that to mean something.
 */
export function isSameThing(a: Entry, b: Entry): boolean {
  if (a.record.kind !== b.record.kind || a.record.provenance.sourceId === b.record.provenance.sourceId) return false;
  const isOneCustodian = a.record.provenance.custodianId === b.record.provenance.custodianId;
  switch (a.record.kind) {
    case 'imaging-study': return isSameStudy(a as Entry<ImagingStudyRecord>, b as Entry<ImagingStudyRecord>, isOneCustodian);
    case 'report': return isSameReport(a as Entry<ReportRecord>, b as Entry<ReportRecord>);
    case 'lab': return isSameCoding(a, b) && isSameResult(a.record, b.record as LabRecord, isOneCustodian);
    case 'medication': return isSameCoding(a, b) && isSameMedication(a.record, b.record as MedicationRecord, isOneCustodian);
    case 'allergy': return isSameCoding(a, b) && isSameAllergy(a.record, b.record as AllergyRecord, isOneCustodian);
    case 'condition': return isSameCoding(a, b) && isSameCondition(a.record, b.record as ConditionRecord, isOneCustodian);
    case 'visit': return isSameVisit(a as Entry<VisitRecord>, b as Entry<VisitRecord>, isOneCustodian);
    case 'document': return isSameDocument(a as Entry<DocumentRecord>, b as Entry<DocumentRecord>, isOneCustodian);
  }
}

function isSameStudy(a: Entry<ImagingStudyRecord>, b: Entry<ImagingStudyRecord>, isOneCustodian: boolean): boolean {
  if (areDisjoint(a.studyUids, b.studyUids) || hasOtherAccession(a, b)) return false;
  const agree = agreement(isOneCustodian);
  return hasSameMoment(a.record.time, b.record.time) && a.record.modalities.length > 0 && a.record.modalities.join() === b.record.modalities.join()
    && (a.title === b.title || (isOneCustodian && isSameCoding(a, b)))
    && agree(a.record.bodySite?.text, b.record.bodySite?.text) && agree(a.record.laterality, b.record.laterality)
    && agree(a.record.numberOfInstances, b.record.numberOfInstances) && (isOneCustodian || agree(a.record.referrer, b.record.referrer));
}

function isSameResult(a: LabRecord, b: LabRecord, isOneCustodian: boolean): boolean {
  const agree = agreement(isOneCustodian);
  return hasSameMoment(a.time, b.time) && a.value !== undefined && b.value !== undefined && isSameValue(a.value, b.value)
    && agree(a.unit, b.unit) && agree(a.interpretation, b.interpretation);
}

function isSameMedication(a: MedicationRecord, b: MedicationRecord, isOneCustodian: boolean): boolean {
  const agree = agreement(isOneCustodian);
  return isSameTime(a.time, b.time) && a.time !== undefined && agree(a.dosage, b.dosage) && agree(a.prescriber, b.prescriber)
    && (isOneCustodian || (a.state === b.state && (a.dosage !== undefined || a.prescriber !== undefined)));
}

function isSameAllergy(a: AllergyRecord, b: AllergyRecord, isOneCustodian: boolean): boolean {
  const agree = agreement(isOneCustodian);
  return a.isNoKnownAllergy === b.isNoKnownAllergy && a.state === b.state && isSameTime(a.time, b.time)
    && agree(a.reaction, b.reaction) && agree(a.criticality, b.criticality) && (isOneCustodian || a.reaction !== undefined);
}

function isSameCondition(a: ConditionRecord, b: ConditionRecord, isOneCustodian: boolean): boolean {
  return a.state === b.state && isSameTime(a.time, b.time) && (isOneCustodian || a.time !== undefined);
}

function isSameVisit(a: Entry<VisitRecord>, b: Entry<VisitRecord>, isOneCustodian: boolean): boolean {
  const agree = agreement(isOneCustodian);
  const isEndAgreed = isSameTime(a.record.end, b.record.end) || (isOneCustodian && (!a.record.end || !b.record.end));
  return a.record.visitClass === b.record.visitClass && hasSameMoment(a.record.time, b.record.time) && isEndAgreed
    && agree(a.record.location, b.record.location) && agree(a.record.practitioner, b.record.practitioner) && agree(a.record.reason?.text, b.record.reason?.text)
    && (isOneCustodian || (a.title === b.title && a.record.location !== undefined && a.record.practitioner !== undefined));
}

function isSameDocument(a: Entry<DocumentRecord>, b: Entry<DocumentRecord>, isOneCustodian: boolean): boolean {
  const agree = agreement(isOneCustodian);
  const attachments = ({ record }: Entry<DocumentRecord>): string => record.attachments.map(({ contentType, sizeBytes }) => `${contentType} ${sizeBytes ?? ''}`).sort().join();
  const hasSameText = a.record.text !== undefined && b.record.text !== undefined && foldText(a.record.text) === foldText(b.record.text);
  return a.title === b.title && isSameTime(a.record.time, b.record.time) && a.record.time !== undefined && agree(a.record.author, b.record.author)
    && agree(a.record.text, b.record.text) && (hasSameText || (isOneCustodian && attachments(a) === attachments(b) && a.record.attachments.some(({ sizeBytes }) => sizeBytes !== undefined)));
}

/** Of one custodian, a field that one side leaves out agrees; of two, both say the same or neither says anything. */
function agreement(isOneCustodian: boolean): (a: string | number | undefined, b: string | number | undefined) => boolean {
  return (a, b) => {
    if (a === b) return true;
    if (a === undefined || b === undefined) return isOneCustodian;
    return foldText(String(a)) === foldText(String(b));
  };
}

function isSameTime(a: ClinicalTime | undefined, b: ClinicalTime | undefined): boolean {
  return a?.instantMs === b?.instantMs;
}

/** Equal to the minute at least: a day alone is shared by too many things. */
function hasSameMoment(a: ClinicalTime | undefined, b: ClinicalTime | undefined): boolean {
  return a !== undefined && b !== undefined && a.instantMs === b.instantMs && a.local.length > 10 && b.local.length > 10;
}

/** `4.10` and `4.1` are one result; `4.1` and `<4.1` are not. */
export function isSameValue(a: string, b: string): boolean {
  if (a.trim() === b.trim()) return true;
  const isNumber = /^[-+]?\d+(\.\d+)?$/;
  return isNumber.test(a.trim()) && isNumber.test(b.trim()) ? Number(a) === Number(b) : a.trim().toLowerCase() === b.trim().toLowerCase();
}
