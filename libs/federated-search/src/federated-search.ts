import type { ClinicalRecord, RecordKind, SourceOutcome, SubjectIdentity } from '@longview/clinical-model';
import type { RecordGroup } from '@longview/deduplication';
import type { PersonCandidate } from '@longview/patient-identity';
import type { PatientQuery, StopSignal } from '@longview/sources-contract';

/** A source that may be asked, as the guards need to know it. */
export interface SourceDescription {
  readonly sourceId: string;
  readonly custodianId: string;
  readonly kinds: readonly RecordKind[];
  readonly hasImages: boolean;
  /** The domain in which it numbers its patients. */
  readonly identifierSystem?: string;
  /** How far a patient's directives can be overridden there. */
  readonly override: { readonly grounds: readonly ('express-consent' | 'harm-to-patient' | 'harm-to-others')[]; readonly durationMs: number; readonly reach: 'person' | 'organization' };
  /** It can be told of an override, and may then answer what it holds back itself. */
  readonly canBeToldOfOverride: boolean;
}

/** Which sources a question may go to; every other source is reported as `not-entitled` and is not called. */
export interface SearchScope {
  readonly permittedSourceIds: ReadonlySet<string>;
  /** Where an override of the patient's consent is in effect: these are told of it. */
  readonly overriddenSourceIds?: ReadonlySet<string>;
  readonly signal: StopSignal;
  readonly requestId: string;
}

export interface PatientSearchAnswer {
  readonly candidates: readonly PersonCandidate[];
  readonly outcomes: readonly SourceOutcome[];
  /** Sources that said a consent directive holds something back. For the audit event, not for the screen. */
  readonly consentBlockedSourceIds: readonly string[];
}

export interface RecordSearch {
  readonly patient: SubjectIdentity;
  readonly kinds: readonly RecordKind[];
  /**
   * Continues the search kept under `resumeKey` by asking only these sources again; their rows join the rows already
   * shown. When that search is no longer in memory, everybody is asked.
   */
  readonly onlySourceIds?: ReadonlySet<string>;
  /** Keeps what was found for some minutes under this key (session and patient, opaque), for `onlySourceIds`. */
  readonly resumeKey?: string;
}

/** One step of a search as its answers come in. Each step tells what changed since the one before. */
export interface SearchSlice {
  /** One for every source of the province in the first slice, afterwards those whose state changed. */
  readonly outcomes: readonly SourceOutcome[];
  readonly groups: readonly RecordGroup[];
  readonly removedGroupIds: readonly string[];
  readonly consentBlockedSourceIds: readonly string[];
  /** The patient with every identifier that certain registrations have added so far. */
  readonly identity: SubjectIdentity;
  /** True in the last slice: no source is pending any more. */
  readonly isLast: boolean;
}

/** Sources answer → records are read → patients are matched → duplicates are grouped. Decides nothing about access. */
export interface FederatedSearch {
  readonly sources: readonly SourceDescription[];
  /**
   * Resolves when every source answered, or earlier: when an identity authority answered a search by identifier, or at
   * the soft deadline. Sources still out are `pending` in the outcomes.
   */
  findPatients(query: PatientQuery, scope: SearchScope): Promise<PatientSearchAnswer>;
  /** Ends after the slice with `isLast`. Leaving the loop early cancels every outgoing request. */
  searchRecords(search: RecordSearch, scope: SearchScope): AsyncIterable<SearchSlice>;
  /** Drops what is kept under keys that start so: at sign-out, revocation, consent change. */
  forgetRecent(keyPrefix: string): void;
  /** Drops what is past its time. Called every minute by the process. */
  sweepRecent(): void;
  /** Reads one record again and checks that it is this patient's. */
  readRecord(patient: SubjectIdentity, record: { sourceId: string; kind: RecordKind; sourceRecordId: string }, scope: SearchScope): Promise<
    { readonly kind: 'found'; readonly record: ClinicalRecord } | { readonly kind: 'not-found' } | { readonly kind: 'withheld' } | { readonly kind: 'unavailable'; readonly outcome: SourceOutcome }>;
  close(): Promise<void>;
}
