import type { ClinicalRecord, RecordKind, SourceOutcome, SubjectIdentity } from '@longview/clinical-model';
import { compareIdentity } from '@longview/patient-identity';
import { imageEndpointOf, SourceFault, type PatientQuery, type RecordConnector } from '@longview/sources-contract';
import type { BreakerSettings } from './circuit-breaker.js';
import type { FederatedSearch, PatientSearchAnswer, RecordSearch, SearchScope, SearchSlice, SourceDescription } from './federated-search.js';
import { searchPatients } from './patient-search.js';
import { RecentSearches, type RecentSearchLimits } from './recent-searches.js';
import { RunningRecordSearch } from './record-search.js';
import { RecordSearchState } from './record-search-state.js';
import { SourceGate } from './source-gate.js';
import { notEntitled, outcomeOfFault } from './source-outcome.js';
import { callUnder } from './call-under.js';

export interface FederatedSearchSettings {
  /** Monotonic milliseconds. */
  readonly monotonicMs: () => number;
  /** Wall clock, for "out of service since". */
  readonly nowMs: () => number;
  readonly breaker?: BreakerSettings;
  readonly recentSearches?: RecentSearchLimits;
  /** After this a patient search answers with what it has. */
  readonly softDeadlineMs?: number;
  /** Answers that come within this time of each other travel together; the first rows and the last slice never wait. */
  readonly coalesceMs?: number;
}

/** The federated search over these sources. Each keeps its own breaker and places for as long as the process lives. */
export function createFederatedSearch(connectors: readonly RecordConnector[], settings: FederatedSearchSettings): FederatedSearch {
  const gates = connectors.map((connector) => new SourceGate(connector, settings.nowMs, settings.breaker));
  const gateOf = new Map(gates.map((gate) => [gate.definition.id, gate]));
  const recent = new RecentSearches(settings.nowMs, settings.recentSearches);
  const { softDeadlineMs = 2_000, coalesceMs = 50, monotonicMs } = settings;

  async function* searchRecords(search: RecordSearch, scope: SearchScope): AsyncGenerator<SearchSlice> {
    const known = search.resumeKey === undefined ? undefined : recent.take(search.resumeKey);
    // A retry whose first search is gone (other instance, minutes later) asks everybody: rows must not appear twice.
    const onlySourceIds = search.onlySourceIds && known ? search.onlySourceIds : undefined;
    const { onlySourceIds: _, ...whole } = search;
    const state = onlySourceIds && known ? known : new RecordSearchState(search.patient);
    const running = new RunningRecordSearch(state, onlySourceIds ? { ...whole, onlySourceIds } : whole, scope, { coalesceMs, nowMs: monotonicMs });
    for await (const slice of running.run(gates)) {
      yield slice;
      // Kept only when the reader took the last slice too: a row that was never delivered must not count as shown.
      if (slice.isLast && search.resumeKey !== undefined) recent.put(search.resumeKey, state);
    }
  }

  return {
    sources: gates.map(({ definition }): SourceDescription => ({
      sourceId: definition.id, custodianId: definition.custodianId, kinds: definition.kinds, hasImages: imageEndpointOf(definition) !== undefined,
      ...(definition.identifierSystem !== undefined && { identifierSystem: definition.identifierSystem }),
      override: { grounds: definition.overrideGrounds, durationMs: definition.overrideDurationMs, reach: definition.overrideScope },
      canBeToldOfOverride: definition.records.protocol === 'fhir-r4' && definition.records.overrideHeader !== undefined && definition.overrideGrounds.length > 0,
    })),
    findPatients: (query: PatientQuery, scope: SearchScope): Promise<PatientSearchAnswer> => searchPatients(gates, query, scope, softDeadlineMs, monotonicMs),
    searchRecords,
    forgetRecent: (keyPrefix) => recent.forget(keyPrefix),
    sweepRecent: () => recent.sweep(),
    async readRecord(patient: SubjectIdentity, { sourceId, kind, sourceRecordId }, scope) {
      const gate = gateOf.get(sourceId);
      if (!gate) return { kind: 'not-found' };
      if (!scope.permittedSourceIds.has(sourceId)) return { kind: 'unavailable', outcome: notEntitled(sourceId) };
      try {
        const record = await gate.ask(scope.signal, scope.requestId, (connector, call) => connector.readRecord(kind, sourceRecordId, callUnder(scope, sourceId, call)));
        return record ? checkedRecord(patient, kind, record) : { kind: 'not-found' };
      } catch (error) {
        const fault = error instanceof SourceFault ? error : new SourceFault('SOURCE_MALFORMED', {}, { cause: error });
        return { kind: 'unavailable', outcome: outcomeOfFault(sourceId, fault, [kind], gate.breaker.failingSinceMs, 0) satisfies SourceOutcome };
      }
    },
    async close() {
      await Promise.allSettled(connectors.map((connector) => connector.close()));
    },
  };
}

function checkedRecord(patient: SubjectIdentity, kind: RecordKind, record: ClinicalRecord) {
  if (record.kind !== kind) return { kind: 'not-found' } as const;
  switch (compareIdentity(patient, record.subject).kind) {
    case 'same-person': return { kind: 'found', record } as const;
    case 'uncertain': return { kind: 'withheld' } as const;
    case 'different-person': return { kind: 'not-found' } as const;
  }
}
