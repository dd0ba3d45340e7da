import type { ClinicalTime } from './clinical-time.js';
import type { Identifier } from './identifier.js';
import type { InstanceAvailability } from './imaging.js';
import type { SubjectIdentity } from './patient.js';
import type { Provenance } from './provenance.js';

/** A coded thing with the words the source uses for it. */
export interface Coding {
  readonly text: string;
  readonly system?: string;
  readonly code?: string;
}

/**
 * How far a record is from being settled, across all kinds: `amended` beats `final` beats `preliminary`;
 * `entered-in-error` is shown struck through and never as current.
 */
export type RecordStatus = 'registered' | 'preliminary' | 'final' | 'amended' | 'cancelled' | 'entered-in-error' | 'unknown';

interface RecordBase {
  readonly provenance: Provenance;
  /** Whose record the source says it is, including what the source's Patient resource adds. */
  readonly subject: SubjectIdentity;
  /** Business identifiers: accession, order numbers, document unique ids. */
  readonly identifiers: readonly Identifier[];
  readonly status: RecordStatus;
  /** When it happened: study started, specimen collected, visit began. */
  readonly time?: ClinicalTime;
  /** When the source last settled it: report issued. Decides which of two copies is newer. */
  readonly issued?: ClinicalTime;
  /** Short text for a row, in the source's own language. */
  readonly title: string;
  /** BCP 47 language of the clinical text where the source says it. */
  readonly language?: string;
}

export interface ImagingStudyRecord extends RecordBase {
  readonly kind: 'imaging-study';
  readonly studyInstanceUid?: string;
  /** DICOM modalities (CID 29), sorted, without KO, PR and SR unless there is nothing else. */
  readonly modalities: readonly string[];
  readonly bodySite?: Coding;
  readonly laterality?: 'left' | 'right' | 'bilateral';
  readonly numberOfSeries?: number;
  readonly numberOfInstances?: number;
  readonly availability?: InstanceAvailability;
  /** True when this source itself can be asked for the pixels. */
  readonly hasImages: boolean;
  readonly procedure?: Coding;
  readonly referrer?: string;
}

/** One headed part of a report, in the order it was written. */
export interface ReportSection {
  readonly role: 'indication' | 'comparison' | 'technique' | 'findings' | 'impression' | 'addendum' | 'other';
  readonly heading: string;
  readonly text: string;
}

export interface ReportRecord extends RecordBase {
  readonly kind: 'report';
  readonly category: 'imaging' | 'laboratory' | 'pathology' | 'cardiology' | 'other';
  readonly code?: Coding;
  /** Studies the report speaks of, by UID; may be empty when only the accession links them. */
  readonly studyInstanceUids: readonly string[];
  readonly performer?: string;
  /** The text in full. Absent in a search answer from a source that sends texts only when a report is read. */
  readonly sections?: readonly ReportSection[];
  /** A form that the source offers besides text, e.g. a PDF. */
  readonly attachments?: readonly Attachment[];
  /** sourceRecordId of the report that this one adds to. */
  readonly addendumOf?: string;
}

/** Bytes that stay at the source until asked for. */
export interface Attachment {
  readonly contentType: string;
  readonly title?: string;
  readonly sizeBytes?: number;
  readonly url?: string;
}

export interface DocumentRecord extends RecordBase {
  readonly kind: 'document';
  readonly type?: Coding;
  readonly author?: string;
  readonly attachments: readonly Attachment[];
  /** Text of the document where the source sends it inline. */
  readonly text?: string;
}

export interface VisitRecord extends RecordBase {
  readonly kind: 'visit';
  readonly visitClass: 'inpatient' | 'emergency' | 'ambulatory' | 'virtual' | 'other';
  readonly end?: ClinicalTime;
  readonly reason?: Coding;
  readonly location?: string;
  readonly practitioner?: string;
}

export interface LabRecord extends RecordBase {
  readonly kind: 'lab';
  readonly code: Coding;
  /** As the source writes it, number or words. */
  readonly value?: string;
  readonly unit?: string;
  readonly referenceRange?: string;
  /** HL7 v3 ObservationInterpretation: H, L, HH, LL, A, N … */
  readonly interpretation?: string;
}

export interface MedicationRecord extends RecordBase {
  readonly kind: 'medication';
  readonly medication: Coding;
  readonly dosage?: string;
  readonly state: 'active' | 'completed' | 'stopped' | 'on-hold' | 'other';
  readonly prescriber?: string;
}

export interface AllergyRecord extends RecordBase {
  readonly kind: 'allergy';
  readonly substance: Coding;
  readonly reaction?: string;
  readonly criticality?: 'low' | 'high' | 'unable-to-assess';
  readonly state: 'active' | 'inactive' | 'resolved';
  /** The source says that the patient has no known allergy. */
  readonly isNoKnownAllergy: boolean;
}

export interface ConditionRecord extends RecordBase {
  readonly kind: 'condition';
  readonly code: Coding;
  readonly state: 'active' | 'inactive' | 'resolved';
}

/** Anything that can stand on a patient's timeline. */
export type ClinicalRecord =
  | ImagingStudyRecord | ReportRecord | DocumentRecord | VisitRecord | LabRecord | MedicationRecord | AllergyRecord | ConditionRecord;

/** The record type of one kind. */
export type RecordOf<K extends ClinicalRecord['kind']> = Extract<ClinicalRecord, { kind: K }>;

/** Names one record across sources; equal exactly when source, kind and the source's id are equal. */
export function recordKey(record: Pick<ClinicalRecord, 'kind' | 'provenance'>): string {
  return `${record.provenance.sourceId}/${record.kind}/${record.provenance.sourceRecordId}`;
}
