import type { ClinicalRecord, RecordKind, SourceOutcome } from '@longview/clinical-model';
import type { GroupChange, RecordGroup } from '@longview/deduplication';
import { SourceFault, Stop, type NotIdentifiable, type SourceAnswer } from '@longview/sources-contract';
import type { RecordSearch, SearchScope, SearchSlice } from './federated-search.js';
import type { RecordSearchState } from './record-search-state.js';
import { callUnder } from './call-under.js';
import { SliceQueue } from './slice-queue.js';
import { ASKER_LEFT, type SourceGate } from './source-gate.js';
import { notConnected, notEntitled, notIdentifiable, outcomeOfAnswer, outcomeOfFault, pendingOutcome } from './source-outcome.js';

export interface RecordSearchSettings {
  readonly coalesceMs: number;
  readonly nowMs: () => number;
}

/** One search under way: asks, checks, groups, and keeps what has changed since the reader last looked. */
export class RunningRecordSearch {
  private readonly leave = new Stop();
  private readonly queue: SliceQueue;
  private readonly startedMs: number;
  /** Few or none: what is held back of everybody else is nothing. */
  private readonly withholding = new Map<string, SourceOutcome>();
  private readonly changedOutcomes = new Map<string, SourceOutcome>();
  private readonly changedGroups = new Map<string, RecordGroup>();
  private readonly removedGroupIds = new Set<string>();
  private consentBlockedSourceIds: string[] = [];
  /** Sources that found nothing with the identifiers known so far; worth asking again when one of theirs turns up. */
  private readonly askedInVain = new Map<string, { gate: SourceGate; kinds: readonly RecordKind[] }>();
  private openCalls = 0;
  private hasYieldedRows = false;

  constructor(private readonly state: RecordSearchState, private readonly search: RecordSearch, private readonly scope: SearchScope, private readonly settings: RecordSearchSettings) {
    this.startedMs = settings.nowMs();
    this.queue = new SliceQueue(settings.coalesceMs, settings.nowMs, this.leave);
    if (scope.signal.aborted) this.leave.abort(ASKER_LEFT);
    scope.signal.addEventListener('abort', () => this.leave.abort(ASKER_LEFT), { once: true });
  }

  /** Asks every source that may be asked and yields until the last has answered or the reader leaves. */
  async *run(gates: readonly SourceGate[]): AsyncGenerator<SearchSlice> {
    try {
      for (const gate of gates) this.start(gate);
      for (;;) {
        await this.queue.next(() => this.openCalls === 0 || this.holdsFirstRows());
        if (this.scope.signal.aborted) return;
        const slice = this.takeSlice();
        this.hasYieldedRows ||= slice.groups.length > 0;
        yield slice;
        if (slice.isLast) return;
      }
    } finally {
      this.leave.abort(ASKER_LEFT);
    }
  }

  /** Somebody who looks at an empty page waits for no company. */
  private holdsFirstRows(): boolean {
    return !this.hasYieldedRows && this.changedGroups.size > 0;
  }

  private start(gate: SourceGate): void {
    const { id } = gate.definition;
    if (this.search.onlySourceIds && !this.search.onlySourceIds.has(id)) return;
    if (!this.scope.permittedSourceIds.has(id)) return this.setOutcome(notEntitled(id));
    const kinds = this.search.kinds.filter((kind) => gate.definition.kinds.includes(kind));
    if (kinds.length === 0) return this.setOutcome(notConnected(id));
    this.state.releaseHeld(id);
    void this.ask(gate, kinds);
  }

  private async ask(gate: SourceGate, kinds: readonly RecordKind[]): Promise<void> {
    const { id } = gate.definition;
    this.openCalls++;
    this.askedInVain.delete(id);
    this.setOutcome({ ...pendingOutcome(id) });
    try {
      const answer = await gate.ask(this.leave, this.scope.requestId, (connector, call) => connector.findRecords({ patient: this.state.identity, kinds }, callUnder(this.scope, id, call)));
      this.takeAnswer(gate, kinds, answer);
    } catch (error) {
      if (this.leave.aborted) return;
      const fault = error instanceof SourceFault ? error : new SourceFault('SOURCE_MALFORMED', {}, { cause: error });
      this.setOutcome({ ...outcomeOfFault(id, fault, kinds, gate.breaker.failingSinceMs, this.elapsedMs()), ...this.countsOf(id) });
    } finally {
      this.openCalls--;
      this.queue.notify();
    }
  }

  private takeAnswer(gate: SourceGate, kinds: readonly RecordKind[], answer: SourceAnswer<ClinicalRecord> | NotIdentifiable): void {
    const { id } = gate.definition;
    if ('notIdentifiable' in answer) {
      this.askedInVain.set(id, { gate, kinds });
      return this.setOutcome(notIdentifiable(id, kinds));
    }
    const learned = this.state.learn(answer.patients);
    this.take(this.state.admit(answer.records, learned.size > 0));
    if (answer.isConsentBlocked) this.consentBlockedSourceIds.push(id);
    this.setOutcome(outcomeOfAnswer(id, answer, this.state.countOf(id).admitted, this.state.countOf(id).withheld, this.elapsedMs()));
    if (this.state.countOf(id).admitted === 0 && answer.patients.length === 0) this.askedInVain.set(id, { gate, kinds });
    if (learned.size > 0) this.followUp(id, learned);
  }

  /** New identifiers: what was held back may now be shown, and a source that numbers its patients so can now be asked. */
  private followUp(answeredId: string, learnedSystems: ReadonlySet<string>): void {
    for (const outcome of [...this.withholding.values()]) {
      if (outcome.sourceId !== answeredId && outcome.state !== 'pending') this.setOutcome({ ...outcome, ...this.countsOf(outcome.sourceId) });
    }
    for (const { gate, kinds } of [...this.askedInVain.values()]) {
      const system = gate.definition.identifierSystem;
      if (system !== undefined && learnedSystems.has(system)) void this.ask(gate, kinds);
    }
  }

  private takeSlice(): SearchSlice {
    const slice: SearchSlice = {
      outcomes: [...this.changedOutcomes.values()],
      groups: [...this.changedGroups.values()],
      removedGroupIds: [...this.removedGroupIds],
      consentBlockedSourceIds: this.consentBlockedSourceIds,
      identity: this.state.identity,
      isLast: this.openCalls === 0,
    };
    this.changedOutcomes.clear();
    this.changedGroups.clear();
    this.removedGroupIds.clear();
    this.consentBlockedSourceIds = [];
    return slice;
  }

  private take({ changed, removedIds }: GroupChange): void {
    for (const group of changed) this.changedGroups.set(group.id, group);
    for (const id of removedIds) {
      this.changedGroups.delete(id);
      this.removedGroupIds.add(id);
    }
  }

  private countsOf(sourceId: string): { recordCount: number; withheldCount: number } {
    const { admitted, withheld } = this.state.countOf(sourceId);
    return { recordCount: admitted, withheldCount: withheld };
  }

  private setOutcome(outcome: SourceOutcome): void {
    if (outcome.withheldCount > 0) this.withholding.set(outcome.sourceId, outcome);
    else this.withholding.delete(outcome.sourceId);
    this.changedOutcomes.set(outcome.sourceId, outcome);
    this.queue.notify();
  }

  private elapsedMs(): number {
    return this.settings.nowMs() - this.startedMs;
  }
}
