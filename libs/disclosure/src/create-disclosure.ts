import { decide, type AccessRequest, type Action, type Actor, type Decision } from '@longview/access-policy';
import { AuditAppendFailed, type AuditEntry, type AuditLog } from '@longview/audit';
import { basisDetails, isComplete, NO_BASIS, type CompletenessStatement, type SourceOutcome, type SubjectIdentity } from '@longview/clinical-model';
import { restrictGroup, type FederatedSearch, type PatientQuery, type SearchScope, type SearchSlice } from '@longview/federated-search';
import type { Disclosed, DisclosedPatients, DisclosedSlice, Disclosure, Refusal, RequestFacts, TimelineOptions } from './disclosure.js';
import { EVIDENCE_KINDS, relationshipEvidence, type RelationshipEvidence } from './relationship-evidence.js';
import { candidatesShown, identityShown } from './candidates-shown.js';
import type { DoorConsent, PatientConsents, PatientRestriction } from './consent-at-the-door.js';
import { RunningTimelines } from './running-timelines.js';
import { decider, TimelineView, type ViewChange } from './timeline-view.js';
import { itemsPerCustodian, kindsIn, nothingOf, patientOf, type PatientPseudonym } from './audit-facts.js';

export interface DisclosureDependencies {
  readonly search: FederatedSearch;
  readonly audit: AuditLog;
  /** Turns a person into what the access log may hold. */
  readonly pseudonymize: (patient: SubjectIdentity) => PatientPseudonym;
  readonly consents: PatientConsents;
  /** Told of each patient whose timeline is opened, with what is known of them by then. MUST return at once and never throw. */
  readonly noteOpened?: (patient: SubjectIdentity) => void;
  readonly nowMs: () => number;
}

/** The only place that marks a value as disclosed: after the decision, and after its event is durable. */
function markDisclosed<T>(value: T): Disclosed<T> {
  return value as Disclosed<T>;
}

/** The one door over this search, policy and log. */
export function createDisclosure({ search, audit, pseudonymize, consents, noteOpened, nowMs }: DisclosureDependencies): Disclosure {
  const sourceOf = new Map(search.sources.map((source) => [source.sourceId, source]));
  const running = new RunningTimelines();

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
    const entry = entryFor(actor, facts, { action: 'access-refused', outcome: 'refused', rule, details: { attempted: request.action }, ...(patient && { patient: pseudonymize(patient) }), ...(request.source && { custodians: nothingOf(request.source, actor.organizationId) }) });
    return (await isDurable(entry)) ? { kind: 'refused', rule } : { kind: 'audit-unavailable' };
  }

  async function disclosePatients(actor: Actor, query: PatientQuery, facts: RequestFacts): Promise<DisclosedPatients | Refusal> {
    const decision = decide({ actor, action: 'search-patient' });
    if (decision.effect !== 'permit') return refuse(actor, { action: 'search-patient' }, decision.rule, facts);
    const answer = await search.findPatients(query, scopeFor(actor, 'search-patient', facts));
    const found = candidatesShown(answer.candidates, await consents.ofEach(actor, answer.candidates.map(({ identity }) => identity)), search.sources);
    const heldBackSourceIds = [...new Set([...answer.consentBlockedSourceIds, ...found.heldBack.keys()])];
    const completeness: CompletenessStatement = {
      asOfMs: nowMs(), outcomes: answer.outcomes.map((outcome) => ({ ...outcome, recordCount: Math.max(0, outcome.recordCount - (found.heldBack.get(outcome.sourceId) ?? 0)) })),
      // Of several people it is nobody's to say which of them restricts something.
      isRestricted: answer.consentBlockedSourceIds.length > 0 || (found.candidates.length === 1 && found.heldBack.size > 0),
    };
    const isOneByNumber = answer.candidates.length === 1 && query.by === 'identifier';
    const entries = [entryFor(actor, facts, {
      action: 'patient-search', outcome: 'success', rule: decision.rule, completeness,
      patient: patientOf(query, pseudonymize), ...(isOneByNumber && { custodians: itemsPerCustodian(found.candidates, actor.organizationId) }), details: { by: query.by, candidateCount: answer.candidates.length },
      ...(heldBackSourceIds.length > 0 && { consentBlockedSourceIds: heldBackSourceIds }),
    })];
    // Several people in one answer: each has a right to know that their name was shown (BALP: one event per patient).
    if (!isOneByNumber) {
      for (const candidate of found.candidates) {
        const custodians = itemsPerCustodian([candidate], actor.organizationId);
        entries.push(entryFor(actor, facts, { action: 'patient-search', outcome: 'success', rule: decision.rule, patient: pseudonymize(candidate.identity), ...(custodians.length > 0 && { custodians }), details: { by: query.by, isCandidateShown: true } }));
      }
    }
    if (!(await Promise.all(entries.map(isDurable))).every(Boolean)) return { kind: 'audit-unavailable' };
    return { kind: 'patients', candidates: found.candidates.map(markDisclosed), completeness };
  }

  async function shownIdentity(actor: Actor, patient: SubjectIdentity): Promise<SubjectIdentity> {
    return identityShown(patient, await consents.of(actor, patient), search.sources);
  }

  async function stillShown(actor: Actor, patient: SubjectIdentity, groups: Parameters<Disclosure['stillShown']>[2]): ReturnType<Disclosure['stillShown']> {
    const consent = await consents.of(actor, patient);
    return consent.isSilent ? groups : groups.flatMap((group) => restrictGroup(group, (record) => !consent.blocksRecord(record)) ?? []).map(markDisclosed);
  }

  async function* discloseTimeline(actor: Actor, patient: SubjectIdentity, options: TimelineOptions, facts: RequestFacts): AsyncGenerator<DisclosedSlice | Refusal> {
    const action = options.action ?? 'view-timeline';
    const relationship = relationshipOf(facts);
    const decision = decide({ actor, action, relationship });
    if (decision.effect !== 'permit') return yield await refuse(actor, { action }, decision.rule, facts, patient);
    const pseudonym = pseudonymize(patient);
    const consent = await consents.of(actor, patient);
    // What a role does not see is not fetched either.
    const kinds = options.kinds.filter((kind) => decide({ actor, action, kind }).effect === 'permit');
    const { action: _, ...recordSearch } = { ...options, kinds };
    // A retry adds to counts that were shown before; with something held back, everybody is asked anew.
    if (!consent.isSilent && options.resumeKey !== undefined) search.forgetRecent(options.resumeKey);
    const view = new TimelineView(sourceOf, consent, actor, action, relationship);
    const blockedBySource = new Set<string>();
    const override = consent.overridden();
    const under = override ? { purposeOfUse: 'BTG' as const, details: { overrideId: override.overrideId } } : undefined;
    const entry = (fields: Parameters<typeof entryFor>[2]): AuditEntry => entryFor(actor, facts, { rule: decision.rule, patient: pseudonym, ...under, ...fields, details: { ...under?.details, ...fields.details } });
    // Written beside the fan-out, so that by the time the first source answers the log usually has it.
    const opened = isDurable(entry({ action: OPENING[action], outcome: 'success', details: { kinds: kinds.join(' '), isRetry: options.onlySourceIds !== undefined } }));
    noteOpened?.(patient);
    const { changed, end } = running.begin(consent);
    const scope: SearchScope = { ...scopeFor(actor, action, facts), signal: AbortSignal.any([facts.signal, changed]), ...(override && { overriddenSourceIds: override.sourceIds }) };
    let identity = patient;
    try {
      for await (const slice of search.searchRecords({ patient, ...recordSearch }, scope)) {
        for (const sourceId of slice.consentBlockedSourceIds) blockedBySource.add(sourceId);
        const isRenewed = slice.identity !== identity && (await consent.learn(slice.identity));
        identity = slice.identity;
        const change = view.take(slice, isRenewed);
        const restriction = consent.restriction(facts.basis, blockedBySource);
        const disclosedSlice = sliceOf(slice, change, restriction, { asOfMs: nowMs(), outcomes: slice.isLast ? view.allOutcomes() : [], isRestricted: restriction.extent !== 'none' });
        const heldBack = [...new Set([...blockedBySource, ...view.heldBackSourceIds])];
        const shown = change.groups.length === 0 && !slice.isLast ? true : isDurable(entry({
          action: 'records-shown', outcome: 'success', custodians: itemsPerCustodian(change.groups, actor.organizationId),
          ...(slice.isLast && { completeness: disclosedSlice.completeness }),
          ...(heldBack.length > 0 && { consentBlockedSourceIds: heldBack }),
          details: { itemCount: change.groups.length, ...(change.groups.length > 0 && { kinds: kindsIn(change.groups) }), isLast: slice.isLast, ...(action !== 'view-timeline' && { shownFor: action }), ...(view.hiddenCount > 0 && { hiddenCount: view.hiddenCount }) },
        }));
        if (!(await opened) || !(await shown)) return yield { kind: 'audit-unavailable' };
        if (changed.aborted) break;
        yield disclosedSlice;
      }
      if (changed.aborted) yield { kind: 'consent-changed' };
    } finally {
      end();
    }
  }

  async function discloseRecord(actor: Actor, patient: SubjectIdentity, reference: Parameters<Disclosure['discloseRecord']>[2], facts: RequestFacts): ReturnType<Disclosure['discloseRecord']> {
    const source = sourceOf.get(reference.sourceId);
    if (!source) return { kind: 'not-found' };
    const consent = await consents.of(actor, patient);
    const ask = (held: Parameters<DoorConsent['verdictOn']>[0]): Decision => decide({ actor, action: 'open-report', source: held, kind: reference.kind, relationship: relationshipOf(facts), consent: consent.verdictOn(held) });
    // What consent closes looks as if it did not exist: a refusal would name the source.
    const refuseBy = async ({ rule }: Decision, held: Parameters<typeof ask>[0]): Promise<{ readonly kind: 'not-found' } | Refusal> => {
      const refused = await refuse(actor, { action: 'open-report', source: held, kind: reference.kind }, rule, facts, patient);
      return refused.kind === 'refused' && isConsentRule(rule) ? { kind: 'not-found' } : refused;
    };
    const decision = ask(source);
    if (decision.effect !== 'permit') return refuseBy(decision, source);
    const override = consent.overridden();
    const answer = await search.readRecord(patient, reference, { ...scopeFor(actor, 'open-report', facts), ...(override && { overriddenSourceIds: override.sourceIds }) });
    if (answer.kind === 'found') {
      await consent.learn({ ...patient, identifiers: [...patient.identifiers, ...answer.record.subject.identifiers] });
      const byCustodian = ask(answer.record.provenance);
      if (byCustodian.effect !== 'permit') return refuseBy(byCustodian, answer.record.provenance);
    }
    const durable = await isDurable(entryFor(actor, facts, {
      action: 'report-opened', outcome: answer.kind === 'found' ? 'success' : 'failure', rule: decision.rule, patient: pseudonymize(patient), ...(override && { purposeOfUse: 'BTG' }),
      objects: [`${reference.sourceId}/${reference.kind}/${reference.sourceRecordId}`], details: { answer: answer.kind, ...(override && { overrideId: override.overrideId }) },
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

  async function noteLeaving(actor: Actor, patient: SubjectIdentity, action: 'print' | 'export', itemIds: readonly string[], facts: RequestFacts): ReturnType<Disclosure['noteLeaving']> {
    const consent = await consents.of(actor, patient);
    // Rows come from a stream that is decided row by row; where nothing at all is open, nothing can leave either.
    const { extent, grounds } = consent.restriction(facts.basis);
    const decision = decide({ actor, action, relationship: relationshipOf(facts), consent: extent === 'all' ? { state: 'blocked', isOverridable: grounds.length > 0 } : { state: 'permitted' } });
    if (decision.effect !== 'permit') return refuse(actor, { action }, decision.rule, facts, patient);
    const durable = await isDurable(entryFor(actor, facts, { action: OPENING[action], outcome: 'success', rule: decision.rule, patient: pseudonymize(patient), objects: itemIds, details: { itemCount: itemIds.length } }));
    return durable ? { kind: 'noted' } : { kind: 'audit-unavailable' };
  }

  async function restrictionOf(actor: Actor, patient: SubjectIdentity, facts: RequestFacts): ReturnType<Disclosure['restrictionOf']> {
    const decision = decide({ actor, action: 'view-timeline', relationship: relationshipOf(facts) });
    if (decision.effect !== 'permit') return refuse(actor, { action: 'view-timeline' }, decision.rule, facts, patient);
    return { kind: 'restriction', restriction: (await consents.of(actor, patient)).restriction(facts.basis) };
  }

  async function seekRelationship(actor: Actor, patient: SubjectIdentity, { notBeforeMs, withinMs }: Parameters<Disclosure['seekRelationship']>[2], facts: RequestFacts): ReturnType<Disclosure['seekRelationship']> {
    const { organizationId, displayName } = actor;
    const decision = decide({ actor, action: 'search-patient' });
    if (decision.effect !== 'permit' || organizationId === undefined) return refuse(actor, { action: 'search-patient' }, decision.rule, facts, patient);
    const permitted = permittedSources(actor, 'view-timeline');
    const own = new Set(search.sources.filter(({ sourceId, custodianId }) => custodianId === organizationId && permitted.has(sourceId)).map(({ sourceId }) => sourceId));
    if (own.size === 0) return { kind: 'sought', found: undefined, isComplete: true };
    // The one question that is asked before there is a relationship, and answered by no more than its kind.
    const mayShow = decider(actor, 'view-timeline', 'found', sourceOf, await consents.of(actor, patient));
    const signal = AbortSignal.any([facts.signal, AbortSignal.timeout(withinMs)]);
    const outcomes = new Map<string, SourceOutcome>();
    let found: RelationshipEvidence | undefined;
    for await (const slice of search.searchRecords({ patient, kinds: EVIDENCE_KINDS }, { permittedSourceIds: own, signal, requestId: facts.requestId })) {
      for (const outcome of slice.outcomes) if (own.has(outcome.sourceId)) outcomes.set(outcome.sourceId, outcome);
      found = relationshipEvidence(slice.groups.flatMap(({ members }) => members.filter(mayShow)), { organizationId, displayName, notBeforeMs });
      if (found !== undefined) break;
    }
    const completeness: CompletenessStatement = { asOfMs: nowMs(), outcomes: [...outcomes.values()].map((outcome) => (outcome.state === 'pending' ? { ...outcome, state: 'timeout' } : outcome)), isRestricted: false };
    const durable = await isDurable(entryFor(actor, facts, {
      action: 'relationship-sought', outcome: 'success', rule: decision.rule, patient: pseudonymize(patient),
      completeness, details: { found: found ?? 'nothing' },
    }));
    return durable ? { kind: 'sought', found, isComplete: isComplete(completeness) } : { kind: 'audit-unavailable' };
  }

  return { disclosePatients, shownIdentity, stillShown, restrictionOf, noteLeaving, seekRelationship, discloseTimeline, discloseRecord, forget: (prefix) => search.forgetRecent(prefix), consentChanged: (patientKeys) => running.stop(patientKeys) };
}

/** A question about a patient's record whose request says nothing of a relationship has none. */
function relationshipOf({ basis = NO_BASIS }: RequestFacts): NonNullable<AccessRequest['relationship']> {
  return basis.relationship;
}

const OPENING = { 'view-timeline': 'patient-opened', print: 'printed', export: 'exported' } as const;

/** True for the rules by which a patient's directive refuses. */
const isConsentRule = (rule: string): boolean => rule === 'consent-blocked' || rule === 'consent-blocked-overridable';

function sliceOf(slice: SearchSlice, { groups, removedGroupIds, outcomes }: ViewChange, restriction: PatientRestriction, completeness: CompletenessStatement): DisclosedSlice {
  return {
    kind: 'slice', outcomes, groups: groups.map(markDisclosed), removedGroupIds, restriction,
    isRestricted: completeness.isRestricted, identity: slice.identity, isLast: slice.isLast, ...(slice.isLast && { completeness }),
  };
}
