import type { Readable } from 'node:stream';
import type { ClinicalRecord, Identifier, PatientRecord, Provenance, RecordKind, SubjectIdentity } from '@longview/clinical-model';
import type { SourceDefinition } from './source-definition.js';
import type { SourceFault } from './source-fault.js';
import type { StopSignal } from './stop.js';

/** What every call carries: when to stop and how it is traced. */
export interface SourceCall {
  /** Aborted at the deadline, when the user leaves, and when access ends. A connector MUST stop its requests on it. */
  readonly signal: StopSignal;
  /** Correlates our log with the source's (X-Request-Id). Holds nothing about a person. */
  readonly requestId: string;
  /** A consent directive of this patient is overridden: the source is told so where it can be. */
  readonly isOverride?: boolean;
}

/** Asks who a person is: by an identifier with its domain, or by family name and birth date. */
export type PatientQuery =
  | { readonly by: 'identifier'; readonly identifier: Identifier }
  | { readonly by: 'demographics'; readonly family: string; readonly given?: string; readonly birthDate: string };

/** Asks for the records of one person, known by these identifiers and demographics. */
export interface RecordQuery {
  readonly patient: SubjectIdentity;
  readonly kinds: readonly RecordKind[];
  /** Only these studies, where the caller already knows their UIDs. */
  readonly studyInstanceUids?: readonly string[];
}

/** What a source answered, read into the clinical model. Nothing in it has been checked against the patient yet. */
export interface SourceAnswer<T> {
  readonly records: readonly T[];
  /** Kinds that failed while others were answered, each with its fault. */
  readonly failed: readonly { readonly kind: RecordKind; readonly fault: SourceFault }[];
  /** The source has more than was read (record or page limit). */
  readonly isTruncated: boolean;
  /** The source said that a consent directive holds something back. */
  readonly isConsentBlocked: boolean;
  /** Entries that could not be read and were left out: counted, never silently dropped. */
  readonly unreadableCount: number;
  /** The source's own registrations of the person, when the answer brought them along: they carry local identifiers. */
  readonly patients: readonly PatientRecord[];
}

/** The connector cannot ask this source by what is known: it needs another identifier. Expected, not a fault, and not "nobody". */
export interface NotIdentifiable { readonly notIdentifiable: true }

/**
 * One source that can be asked for records.
 * Every method rejects with a {@link SourceFault} and nothing else; it never rejects because nothing was found.
 * A connector holds no patient data between calls. It MUST NOT trust the source's filter to have worked: it returns
 * what came back with each record's own subject, and the search checks identity.
 */
export interface RecordConnector {
  readonly definition: SourceDefinition;
  findPatients(query: PatientQuery, call: SourceCall): Promise<SourceAnswer<PatientRecord> | NotIdentifiable>;
  findRecords(query: RecordQuery, call: SourceCall): Promise<SourceAnswer<ClinicalRecord> | NotIdentifiable>;
  /** Reads one record again by the id the source gave it; `undefined` when the source has no such record. */
  readRecord(kind: RecordKind, sourceRecordId: string, call: SourceCall): Promise<ClinicalRecord | undefined>;
  /** Opens connections ahead of need. Never rejects. */
  warmUp(): Promise<void>;
  /** Answers when the source does, without any patient. Rejects with the fault otherwise. */
  checkHealth(call: SourceCall): Promise<void>;
  close(): Promise<void>;
}

/** A study as an image archive describes it, with whose it says it is. */
export interface ArchivedStudy extends Pick<Provenance, 'custodianId' | 'isCustodianAssumed'> {
  readonly studyInstanceUid: string;
  readonly subject: SubjectIdentity;
  readonly modalities: readonly string[];
  readonly numberOfSeries?: number;
  readonly numberOfInstances?: number;
}

/**
 * A WADO-RS or QIDO-RS request below one study: `path` starts with `/studies/{uid}`, or it is `/studies` itself and the
 * query names the one StudyInstanceUID. Path and query are already checked.
 */
export interface DicomwebRequest {
  readonly path: string;
  readonly query?: ReadonlyMap<string, string>;
  readonly accept: string;
}

export interface DicomwebResponse {
  readonly status: number;
  /** content-type, content-length, content-encoding, etag, last-modified only; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Must be read to its end or destroyed. Back-pressure reaches the source. A Node stream, because a web stream costs a tenth of the throughput. */
  readonly body: Readable;
}

/** One archive that pixels can be fetched from. Rejects with {@link SourceFault} only. */
export interface ImageConnector {
  readonly definition: SourceDefinition;
  /** Asks by StudyInstanceUID; `undefined` when the archive does not have it. */
  findStudy(studyInstanceUid: string, call: SourceCall): Promise<ArchivedStudy | undefined>;
  /** Streams; no buffering, no following of redirects. A status of 400 and above is an answer, not a fault. */
  retrieve(request: DicomwebRequest, call: SourceCall & { readonly signal: AbortSignal }): Promise<DicomwebResponse>;
  close(): Promise<void>;
}
