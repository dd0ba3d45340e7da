import type { ClinicalRecord, PatientRecord, RecordKind } from '@longview/clinical-model';
import { AuthorizedHttpClient, type AuthorizedHttpClientDeps, type Clock } from '@longview/platform';
import { imageEndpointOf, SourceFault, Stop, toSourceFault, type FhirEndpoint, type NotIdentifiable, type PatientQuery, type RecordConnector, type RecordQuery, type SourceAnswer, type SourceCall, type SourceDefinition } from '@longview/sources-contract';
import { FhirClient, type Allowance, type SearchResult } from './fhir-client.js';
import type { Json } from './json.js';
import { isNumbered, lookUpPatients } from './patient-lookup.js';
import { escapeToken, tokensOf, usableIdentifiers } from './patient-tokens.js';
import { ReadContext } from './read-context.js';
import { readFound, type FoundResources } from './read-found.js';
import { completeReferences } from './reference-completion.js';
import { ResourceIndex } from './resource-index.js';
import { anyOf, queryText, type SearchParameters } from './search-parameters.js';
import { SEARCH_PLANS, type SearchPlan } from './search-plan.js';

export type FhirConnectorDeps = AuthorizedHttpClientDeps;

/**
 * A source that speaks FHIR R4 REST.
 * @param definition `records.protocol` must be `fhir-r4`.
 * @throws SourceFault `SOURCE_MISCONFIGURED` for any other protocol.
 */
export function createFhirConnector(definition: SourceDefinition, deps: FhirConnectorDeps): RecordConnector {
  if (definition.records.protocol !== 'fhir-r4') throw new SourceFault('SOURCE_MISCONFIGURED', { protocol: definition.records.protocol });
  return new FhirConnector(definition, definition.records, deps);
}

/** Share of the deadline after which kinds that are still out are given up, so that those which answered are not lost with them. */
const PARTIAL_DEADLINE_SHARE = 0.95;

class FhirConnector implements RecordConnector {
  private readonly http: AuthorizedHttpClient;
  private readonly client: FhirClient;
  private readonly clock: Clock;
  private readonly baseUrl: string;

  constructor(readonly definition: SourceDefinition, private readonly endpoint: FhirEndpoint, deps: FhirConnectorDeps) {
    const { deadlineMs, concurrency } = definition.limits;
    this.clock = deps.clock;
    this.http = new AuthorizedHttpClient(
      { baseUrl: endpoint.baseUrl, maxConnections: concurrency, connectTimeoutMs: Math.min(deadlineMs, 5_000), headersTimeoutMs: deadlineMs, bodyTimeoutMs: deadlineMs },
      endpoint.authentication, deps,
    );
    this.baseUrl = this.http.baseUrl;
    this.client = new FhirClient(this.http, endpoint, definition.limits, deps.clock);
  }

  async findPatients(query: PatientQuery, call: SourceCall): Promise<SourceAnswer<PatientRecord>> {
    const parameters: SearchParameters = query.by === 'identifier'
      ? [['identifier', tokensOf([query.identifier])]]
      : [['family', queryText(escapeToken(query.family))], ['birthdate', queryText(query.birthDate)]];
    const result = await this.client.search('Patient', parameters, [], this.allowance(), call, { namesPerson: true });
    if (result.fault && result.entries.length === 0) throw result.fault;
    const context = this.readContext(this.index());
    const records: PatientRecord[] = [];
    let { unreadableCount } = result;
    for (const { resource } of result.entries) {
      if (resource['resourceType'] !== 'Patient') continue;
      if (typeof resource['id'] === 'string') records.push(context.registration(resource));
      else unreadableCount++;
    }
    return {
      records, unreadableCount, failed: [], patients: [], isConsentBlocked: result.isConsentBlocked,
      isTruncated: result.isTruncated || result.fault !== undefined,
    };
  }

  async findRecords(query: RecordQuery, call: SourceCall): Promise<SourceAnswer<ClinicalRecord> | NotIdentifiable> {
    const identifiers = usableIdentifiers(query.patient.identifiers, this.definition);
    if (identifiers.length === 0) return { notIdentifiable: true };
    const giveUp = new Stop();
    const leave = (): void => giveUp.abort(call.signal.reason);
    const timer = setTimeout(() => giveUp.abort(new SourceFault('SOURCE_TIMEOUT')), this.definition.limits.deadlineMs * PARTIAL_DEADLINE_SHARE);
    const inner: SourceCall = { ...call, signal: giveUp };
    if (call.signal.aborted) leave();
    else call.signal.addEventListener('abort', leave, { once: true });
    try {
      const answer = await (this.endpoint.patientSearch === 'chained' ? this.searchChained(query, identifiers, inner) : this.searchByPatientId(query, identifiers, inner));
      // Nobody waits any more; half an answer must not pass for one.
      if (call.signal.aborted) throw call.signal.reason;
      return answer;
    } catch (error) {
      throw toSourceFault(error, call.signal);
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', leave);
    }
  }

  async readRecord(kind: RecordKind, sourceRecordId: string, call: SourceCall): Promise<ClinicalRecord | undefined> {
    const [resourceType, id] = sourceRecordId.split('/');
    const plan = SEARCH_PLANS.find((one) => one.kind === kind && one.resourceType === resourceType);
    if (!plan || !id || !/^[A-Za-z0-9\-.]{1,64}$/.test(id)) return undefined;
    const allowance = this.allowance();
    const resource = await this.client.read(`${plan.resourceType}/${id}`, allowance, call);
    // An outcome in place of the resource holds it back; here that reads like "not there".
    if (!resource || resource['resourceType'] === 'OperationOutcome') return undefined;
    if (resource['resourceType'] !== plan.resourceType || resource['id'] !== id) throw new SourceFault('SOURCE_MALFORMED', { expected: plan.resourceType });
    const index = this.index();
    index.add(resource);
    await completeReferences(this.client, index, [resource], { withDetails: true }, allowance, call);
    return plan.read(resource, this.readContext(index));
  }

  warmUp(): Promise<void> {
    return this.http.warmUp();
  }

  checkHealth(call: SourceCall): Promise<void> {
    return this.client.checkHealth(call);
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private async searchByPatientId(query: RecordQuery, identifiers: Parameters<typeof tokensOf>[0], call: SourceCall): Promise<SourceAnswer<ClinicalRecord>> {
    const allowance = this.allowance();
    const index = this.index();
    const found = await lookUpPatients(this.client, this.definition, identifiers, index, allowance, call);
    const { result } = found;
    if (found.ids.length === 0 && result.fault) throw result.fault;
    const answer: FoundResources = {
      kinds: [], isConsentBlocked: result.isConsentBlocked, unreadableCount: result.unreadableCount,
      isTruncated: result.isTruncated || result.fault !== undefined || (found.ids.length === 0 && found.isFilterIgnored),
    };
    if (found.ids.length > 0) await this.searchKinds(query, ['patient', anyOf(found.ids.map(queryText))], answer, index, allowance, call);
    const context = this.readContext(index);
    return { ...readFound(answer, context), patients: found.entries.map(({ resource }) => context.registration(resource)) };
  }

  private async searchChained(query: RecordQuery, identifiers: Parameters<typeof tokensOf>[0], call: SourceCall): Promise<SourceAnswer<ClinicalRecord>> {
    const allowance = this.allowance();
    const index = this.index();
    const answer: FoundResources = { kinds: [], isConsentBlocked: false, unreadableCount: 0, isTruncated: false };
    const patients = await this.searchKinds(query, ['patient.identifier', tokensOf(identifiers)], answer, index, allowance, call);
    const context = this.readContext(index);
    return { ...readFound(answer, context), patients: patients.map((patient) => context.registration(patient)).filter((registration) => isNumbered(registration, identifiers)) };
  }

  /** Asks for every kind at once; the connection pool bounds how many are under way. Resolves to the Patients that came along. */
  private async searchKinds(query: RecordQuery, patient: SearchParameters[number], answer: FoundResources, index: ResourceIndex, allowance: Allowance, call: SourceCall): Promise<readonly Json[]> {
    const plans = SEARCH_PLANS.filter(({ kind }) => query.kinds.includes(kind) && this.definition.kinds.includes(kind));
    const settled = await Promise.allSettled(plans.map((plan) => this.searchKind(plan, query, patient, allowance, call)));
    const patients: Json[] = [];
    const add = (resource: Json): void => {
      if (resource['resourceType'] === 'Patient' && !patients.some(({ id }) => id === resource['id'])) patients.push(resource);
    };
    for (const [i, outcome] of settled.entries()) {
      const plan = plans[i]!;
      if (outcome.status === 'rejected') {
        answer.kinds.push({ plan, resources: [], fault: toSourceFault(outcome.reason, call.signal) });
        continue;
      }
      const { value } = outcome;
      for (const { resource, fullUrl } of value.entries) {
        index.add(resource, fullUrl);
        add(resource);
      }
      answer.isConsentBlocked ||= value.isConsentBlocked;
      answer.isTruncated ||= value.isTruncated;
      answer.unreadableCount += value.unreadableCount;
      answer.kinds.push({ plan, resources: value.entries.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === plan.resourceType), ...(value.fault && { fault: value.fault }) });
    }
    for (const added of await completeReferences(this.client, index, answer.kinds.flatMap(({ resources }) => resources), { withDetails: false }, allowance, call)) add(added);
    return patients;
  }

  private searchKind({ kind, resourceType, refinements, refinementsWithPatient }: SearchPlan, query: RecordQuery, patient: SearchParameters[number], allowance: Allowance, call: SourceCall): Promise<SearchResult> {
    const parameters: SearchParameters[number][] = [patient];
    if (kind === 'imaging-study' && query.studyInstanceUids) parameters.push(['identifier', anyOf(query.studyInstanceUids.flatMap((uid) => [queryText(`urn:dicom:uid|urn:oid:${uid}`), queryText(`urn:dicom:uid|${uid}`)]))]);
    const namesPerson = patient[0] !== 'patient';
    return this.client.search(resourceType, parameters, namesPerson ? refinementsWithPatient : refinements, allowance, call, { namesPerson });
  }

  private readContext(index: ResourceIndex): ReadContext {
    return new ReadContext(this.definition, this.clock.nowMs(), index, imageEndpointOf(this.definition) !== undefined);
  }

  private index(): ResourceIndex {
    return new ResourceIndex(this.baseUrl);
  }

  private allowance(): Allowance {
    return { bytes: { remainingBytes: this.definition.limits.maxResponseBytes }, remainingRecords: this.definition.limits.maxRecords };
  }
}
