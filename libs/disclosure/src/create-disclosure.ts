import { decide, type AccessRequest, type Action, type Actor } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry, type AuditLog } from '@longview/audit';
import { basisDetails, NO_BASIS, type ClinicalRecord, type CompletenessStatement, type SourceOutcome, type SubjectIdentity } from '@longview/clinical-model';
import { restrictGroup, type FederatedSearch, type PatientQuery, type RecordGroup, type SearchScope, type SearchSlice, type SourceDescription } from '@longview/federated-search';
import type { Disclosed, DisclosedPatients, DisclosedSlice, Disclosure, Refusal, RequestFacts, TimelineOptions } from './disclosure.js';
import { EVIDENCE_KINDS, relationshipEvidence, type RelationshipEvidence } from './relationship-evidence.js';
import { itemsPerCustodian, patientOf, type PatientPseudonym } from './audit-facts.js';

export interface DisclosureDependencies {
  readonly search: FederatedSearch;
  readonly audit: AuditLog;
  /** Turns a person into what the access log may hold. */
  readonly pseudonymize: (patient: SubjectIdentity) => PatientPseudonym;
  readonly nowMs: () => number;
}

/** The only place that marks a value as disclosed: after the decision, and after its event is durable. */
function markDisclosed<T>(value: T): Disclosed<T> {
  return value as Disclosed<T>;
}

/** The one door over this search, policy and log. */
export function createDisclosure({ search, audit, pseudonymize, nowMs }: DisclosureDependencies): Disclosure {
  const sourceOf = new Map(search.sources.map((source) => [source.sourceId, source]));

  /** Sources this actor may ask for this action. The others are told apart as not entitled and never called. */
  function permittedSources(actor: Actor, action: Action): ReadonlySet<string> {
    return new Set(search.sources.filter((source) => decide({ actor, action, source }).effect === 'permit').map(({ sourceId }) => sourceId));
  }

  const scopeFor = (actor: Actor, action: Action, facts: RequestFacts): SearchScope =>
    ({ permittedSourceIds: permittedSources(actor, action), signal: facts.signal, requestId: facts.requestId });

  const entryFor = (actor: Actor, facts: RequestFacts, entry: Pick<AuditEntry, 'action' | 'outcome'> & Partial<AuditEntry>): AuditEntry => ({
    actor: { userId: actor.userId, displayName: actor.displayName, roles: actor.roles, ...(actor.organizationId !== undefined && { organizationId: actor.organizationId }) },
    sessionId: actor.sessionId, requestId: facts.requestId, purposeOfUse: actor.purposeOfUse,
    ...(facts.clientAddress !== undefined && { clientAddress: facts.clientAddress }),
    ...entry,
    ...(facts.basis && { details: { ...basisDetails(facts.basis), ...entry.details } }),
  });

  /** Writes and answers whether it is durable. Nothing else may be done with a `false` than to refuse. */
  async function isDurable(entry: AuditEntry): Promise<boolean> {
    try {
      await audit.append(entry);
      return true;
    } catch (error) {
      if (error instanceof AuditAppendFailed) return false;
      throw error;
    }
  }

  async function refuse(actor: Actor, request: Omit<AccessRequest, 'actor'>, rule: string, facts: RequestFacts, patient?: SubjectIdentity): Promise<Refusal> {
    const entry = entryFor(actor, facts, { action: 'access-refused', outcome: 'refused', rule, details: { attempted: request.action }, ...(patient && { patient: pseudonymize(patient) }) });
    return (await isDurable(entry)) ? { kind: 'refused', rule } : { kind: 'audit-unavailable' };
  }

  async function disclosePatients(actor: Actor, query: PatientQuery, facts: RequestFacts): Promise<DisclosedPatients | Refusal> {
    const decision = decide({ actor, action: 'search-patient' });
    if (decision.effect !== 'permit') return refuse(actor, { action: 'search-patient' }, decision.rule, facts);
    const answer = await search.findPatients(query, scopeFor(actor, 'search-patient', facts));
    const completeness: CompletenessStatement = { asOfMs: nowMs(), outcomes: answer.outcomes, isRestricted: answer.consentBlockedSourceIds.length > 0 };
    const entries = [entryFor(actor, facts, {
      action: 'patient-search', outcome: 'success', rule: decision.rule, completeness,
      patient: patientOf(query, pseudonymize), details: { by: query.by, candidateCount: answer.candidates.length },
      ...(answer.consentBlockedSourceIds.length > 0 && { consentBlockedSourceIds: answer.consentBlockedSourceIds }),
    })];
    // Several people in one answer: each has a right to know that their name was shown (BALP: one event per patient).
    if (answer.candidates.length > 0 && !(answer.candidates.length === 1 && query.by === 'identifier')) {
      for (const { identity } of answer.candidates) entries.push(entryFor(actor, facts, { action: 'patient-search', outcome: 'success', rule: decision.rule, patient: pseudonymize(identity), details: { by: query.by, isCandidateShown: true } }));
    }
    if (!(await Promise.all(entries.map(isDurable))).every(Boolean)) return { kind: 'audit-unavailable' };
    return { kind: 'patients', candidates: answer.candidates.map(markDisclosed), completeness };
  }

  async function* discloseTimeline(actor: Actor, patient: SubjectIdentity, options: TimelineOptions, facts: RequestFacts): AsyncGenerator<DisclosedSlice | Refusal> {
    const action = options.action ?? 'view-timeline';
    const decision = decide({ actor, action, relationship: relationshipOf(facts) });
    if (decision.effect !== 'permit') return yield await refuse(actor, { action }, decision.rule, facts, patient);
    const pseudonym = pseudonymize(patient);
    // What a role does not see is not fetched either.
    const kinds = options.kinds.filter((kind) => decide({ actor, action, kind }).effect === 'permit');
    const { action: _, ...recordSearch } = { ...options, kinds };
    const mayShow = decider(actor, action, sourceOf);
    const hiddenIds = new Set<string>();
    const outcomes = new Map<string, SourceOutcome>();
    const blocked = new Set<string>();
    // Written beside the fan-out, so that by the time the first source answers the log usually has it.
    const opened = isDurable(entryFor(actor, facts, { action: action === 'print' ? 'printed' : 'patient-opened', outcome: 'success', rule: decision.rule, patient: pseudonym, details: { kinds: kinds.join(' '), isRetry: options.onlySourceIds !== undefined } }));

    for await (const slice of search.searchRecords({ patient, ...recordSearch }, scopeFor(actor, action, facts))) {
      for (const outcome of slice.outcomes) outcomes.set(outcome.sourceId, outcome);
      for (const sourceId of slice.consentBlockedSourceIds) blocked.add(sourceId);
      const groups = permittedGroups(slice.groups, mayShow, hiddenIds);
      const disclosedSlice = sliceOf(slice, groups, { asOfMs: nowMs(), outcomes: [...outcomes.values()], isRestricted: blocked.size > 0 });
      const shown = groups.length === 0 && !slice.isLast ? true : isDurable(entryFor(actor, facts, {
        action: 'records-shown', outcome: 'success', rule: decision.rule, patient: pseudonym, custodians: itemsPerCustodian(groups, actor.organizationId),
        ...(slice.isLast && { completeness: disclosedSlice.completeness }),
        ...(blocked.size > 0 && { consentBlockedSourceIds: [...blocked] }),
        details: { itemCount: groups.length, isLast: slice.isLast, ...(hiddenIds.size > 0 && { hiddenCount: hiddenIds.size }) },
      }));
      if (!(await opened) || !(await shown)) return yield { kind: 'audit-unavailable' };
      yield disclosedSlice;
    }
  }

  async function discloseRecord(actor: Actor, patient: SubjectIdentity, reference: Parameters<Disclosure['discloseRecord']>[2], facts: RequestFacts): ReturnType<Disclosure['discloseRecord']> {
    const source = sourceOf.get(reference.sourceId);
    if (!source) return { kind: 'not-found' };
    const decision = decide({ actor, action: 'open-report', source, kind: reference.kind, relationship: relationshipOf(facts) });
    if (decision.effect !== 'permit') return refuse(actor, { action: 'open-report', source, kind: reference.kind }, decision.rule, facts, patient);
    const answer = await search.readRecord(patient, reference, scopeFor(actor, 'open-report', facts));
    const durable = await isDurable(entryFor(actor, facts, {
      action: 'report-opened', outcome: answer.kind === 'found' ? 'success' : 'failure', rule: decision.rule, patient: pseudonymize(patient),
      objects: [`${reference.sourceId}/${reference.kind}/${reference.sourceRecordId}`], details: { answer: answer.kind },
      ...(answer.kind === 'found' && { custodians: [{ custodianId: answer.record.provenance.custodianId, sourceId: reference.sourceId, itemCount: 1, use: answer.record.provenance.custodianId === actor.organizationId ? 'use' as const : 'collection' as const }] }),
    }));
    if (!durable) return { kind: 'audit-unavailable' };
    switch (answer.kind) {
      case 'found': return { kind: 'record', record: markDisclosed(answer.record) };
      case 'unavailable': return answer;
      // A record that is somebody else's, or may be, looks to the caller as if it did not exist.
      case 'withheld': case 'not-found': return { kind: 'not-found' };
    }
  }

  async function notePrint(actor: Actor, patient: SubjectIdentity, itemIds: readonly string[], facts: RequestFacts): ReturnType<Disclosure['notePrint']> {
    const decision = decide({ actor, action: 'print', relationship: relationshipOf(facts) });
    if (decision.effect !== 'permit') return refuse(actor, { action: 'print' }, decision.rule, facts, patient);
    const durable = await isDurable(entryFor(actor, facts, { action: 'printed', outcome: 'success', rule: decision.rule, patient: pseudonymize(patient), objects: itemIds, details: { itemCount: itemIds.length } }));
    return durable ? { kind: 'noted' } : { kind: 'audit-unavailable' };
  }

  async function seekRelationship(actor: Actor, patient: SubjectIdentity, { notBeforeMs, withinMs }: Parameters<Disclosure['seekRelationship']>[2], facts: RequestFacts): ReturnType<Disclosure['seekRelationship']> {
    const { organizationId, displayName } = actor;
    const decision = decide({ actor, action: 'search-patient' });
    if (decision.effect !== 'permit' || organizationId === undefined) return refuse(actor, { action: 'search-patient' }, decision.rule, facts, patient);
    const permitted = permittedSources(actor, 'view-timeline');
    const own = new Set(search.sources.filter(({ sourceId, custodianId }) => custodianId === organizationId && permitted.has(sourceId)).map(({ sourceId }) => sourceId));
    if (own.size === 0) return { kind: 'sought', found: undefined };
    const mayShow = decider(actor, 'view-timeline', sourceOf);
    const signal = AbortSignal.any([facts.signal, AbortSignal.timeout(withinMs)]);
    const outcomes = new Map<string, SourceOutcome>();
    let found: RelationshipEvidence | undefined;
    for await (const slice of search.searchRecords({ patient, kinds: EVIDENCE_KINDS }, { permittedSourceIds: own, signal, requestId: facts.requestId })) {
      for (const outcome of slice.outcomes) if (own.has(outcome.sourceId)) outcomes.set(outcome.sourceId, outcome);
      found = relationshipEvidence(slice.groups.flatMap(({ members }) => members.filter(mayShow)), { organizationId, displayName, notBeforeMs });
      if (found !== undefined) break;
    }
    const durable = await isDurable(entryFor(actor, facts, {
      action: 'relationship-sought', outcome: 'success', rule: decision.rule, patient: pseudonymize(patient),
      completeness: { asOfMs: nowMs(), outcomes: [...outcomes.values()].map((outcome) => (outcome.state === 'pending' ? { ...outcome, state: 'timeout' } : outcome)), isRestricted: false }, details: { found: found ?? 'nothing' },
    }));
    return durable ? { kind: 'sought', found } : { kind: 'audit-unavailable' };
  }

  return { disclosePatients, notePrint, seekRelationship, discloseTimeline, discloseRecord, forget: (prefix) => search.forgetRecent(prefix) };
}

/** A question about a patient's record whose request says nothing of a relationship has none. */
function relationshipOf({ basis = NO_BASIS }: RequestFacts): NonNullable<AccessRequest['relationship']> {
  return basis.relationship;
}

/** Groups with the copies that may be shown; a report does not point to a study that is hidden. */
function permittedGroups(groups: readonly RecordGroup[], allows: (record: ClinicalRecord) => boolean, hiddenIds: Set<string>): RecordGroup[] {
  const permitted: RecordGroup[] = [];
  for (const group of groups) {
    const restricted = restrictGroup(group, allows);
    if (restricted) permitted.push(restricted);
    else hiddenIds.add(group.id);
  }
  return hiddenIds.size === 0 ? permitted : permitted.map((group) => {
    if (group.studyGroupId === undefined || !hiddenIds.has(group.studyGroupId)) return group;
    const { studyGroupId: _, ...unlinked } = group;
    return unlinked;
  });
}

/**
 * Every copy is decided on its own: a repository passes on the records of custodians this person may not see. A decision
 * depends on source, custodian and kind and on nothing else of a record, so each such question is asked once.
 */
function decider(actor: Actor, action: Action, sources: ReadonlyMap<string, SourceDescription>): (record: ClinicalRecord) => boolean {
  const decided = new Map<string, boolean>();
  return ({ kind, provenance: { sourceId, custodianId } }) => {
    const question = `${sourceId}\n${kind}\n${custodianId}`;
    let permits = decided.get(question);
    if (permits === undefined) {
      permits = sources.has(sourceId) && decide({ actor, action, source: { sourceId, custodianId }, kind }).effect === 'permit';
      decided.set(question, permits);
    }
    return permits;
  };
}

function sliceOf(slice: SearchSlice, groups: readonly RecordGroup[], completeness: CompletenessStatement): DisclosedSlice {
  return {
    kind: 'slice', outcomes: slice.outcomes, groups: groups.map(markDisclosed), removedGroupIds: slice.removedGroupIds,
    isRestricted: completeness.isRestricted, identity: slice.identity, isLast: slice.isLast, ...(slice.isLast && { completeness }),
  };
}
