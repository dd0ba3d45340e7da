import type { ClinicalRecord, LabRecord, PatientRecord, SubjectIdentity } from '@longview/clinical-model';
import { sourceDefinitionSchema, type NotIdentifiable, type RecordConnector, type RecordQuery, type SourceAnswer, type SourceCall, type SourceDefinition } from '@longview/sources-contract';

export const answerOf = <T>(records: readonly T[], more: Partial<SourceAnswer<T>> = {}): SourceAnswer<T> =>
  ({ records, failed: [], isTruncated: false, isConsentBlocked: false, unreadableCount: 0, patients: [], ...more });

interface FakeSource {
  limits?: Partial<SourceDefinition['limits']>;
  definition?: Partial<SourceDefinition>;
  patients?: (call: SourceCall) => Promise<SourceAnswer<PatientRecord> | NotIdentifiable>;
  records?: (query: RecordQuery, call: SourceCall) => Promise<SourceAnswer<ClinicalRecord> | NotIdentifiable>;
  record?: () => Promise<ClinicalRecord | undefined>;
}

/** A source that says what a test tells it to, through the real contract. */
export function fakeConnector(id: string, { limits, definition, patients, records, record }: FakeSource): RecordConnector {
  return {
    definition: { ...sourceDefinitionSchema.parse({ id, name: { en: id, fr: id }, custodianId: `${id}-org`, kinds: ['lab', 'allergy'], records: { protocol: 'fhir-r4', baseUrl: 'http://127.0.0.1/' }, limits: limits ?? {} }), ...definition },
    findPatients: (_query, call) => patients?.(call) ?? Promise.resolve(answerOf<PatientRecord>([])),
    findRecords: (query, call) => records?.(query, call) ?? Promise.resolve(answerOf<ClinicalRecord>([])),
    readRecord: () => record?.() ?? Promise.resolve(undefined),
    warmUp: async () => {},
    checkHealth: async () => {},
    close: async () => {},
  };
}

export function labOf(sourceId: string, sourceRecordId: string, subject: SubjectIdentity): LabRecord {
  return {
    kind: 'lab', provenance: { sourceId, custodianId: `${sourceId}-org`, sourceRecordId, receivedAtMs: 0 }, subject,
    identifiers: [], status: 'final', title: `Lab ${sourceRecordId}`, code: { text: `Lab ${sourceRecordId}` }, value: '1',
  };
}
