import { AuditAppendFailed, toBalpAuditEvent, type AuditEvent, type FhirAuditEvent, type PatientPseudonymizer } from '@longview/audit';
import { normalizeIdentifierSystem } from '@longview/clinical-model';
import { RateLimit } from '@longview/platform';
import { AuditClients, SCOPES, whoReads, type AuditClient, type AuditClientDeps } from './audit-client.js';
import { capabilityStatement, smartConfiguration } from './capability-statement.js';
import { FhirFault, toAnswer, type FhirAnswer, type FhirRequest } from './fhir-answer.js';
import type { LogQuestion, LogSearch, SearchPosition } from './log-search.js';
import { ownSide } from './own-side.js';
import { readSearch, type AuditEventSearch } from './search-parameters.js';

export interface AuditEventEndpointDeps extends Omit<AuditClientDeps, 'tokenUrl'> {
  readonly search: LogSearch;
  readonly pseudonymizer: Pick<PatientPseudonymizer, 'keyOf' | 'pseudonymize'>;
  /** Address of this installation; the endpoint is at `/fhir` below it. */
  readonly publicUrl: string;
}

const MOST_CALLS_A_MINUTE = 600;
const MOST_STRANGERS_A_MINUTE = 30;
/** Without patient or agent the whole log of that time is read. */
const WIDEST_MS = 31 * 86_400_000;
const ROWS = 200;
/** So many rows are looked at for one page; where they do not fill it, the next page goes on behind them. */
const MOST_ROWS = 4_000;
const PAGE_PURPOSE = 'next page of the access log for ';

/** IHE ATNA ITI-81: the access log as FHIR R4 `AuditEvent`, for systems of participants. Every reading is in the log before it is answered. */
export class AuditEventEndpoint {
  private readonly clients: AuditClients;
  private readonly calls = new RateLimit(MOST_CALLS_A_MINUTE);
  private readonly strangers = new RateLimit(MOST_STRANGERS_A_MINUTE);
  private readonly baseUrl: string;
  private readonly tokenUrl: string;

  constructor(private readonly deps: AuditEventEndpointDeps) {
    this.baseUrl = new URL('/fhir', deps.publicUrl).href;
    this.tokenUrl = `${this.baseUrl}/token`;
    this.clients = new AuditClients({ ...deps, tokenUrl: this.tokenUrl });
  }

  /** Rejects only for faults of ours. */
  async handle(request: FhirRequest): Promise<FhirAnswer> {
    try {
      return await this.answer(request);
    } catch (error) {
      if (error instanceof FhirFault) return toAnswer(error);
      if (error instanceof AuditAppendFailed) return toAnswer(new FhirFault(503, 'transient', 'The access log cannot be written, so nothing is shown.'));
      throw error;
    }
  }

  private async answer(request: FhirRequest): Promise<FhirAnswer> {
    const { method, path } = request;
    if (method === 'GET' && path === '/metadata') return { status: 200, mediaType: 'application/fhir+json', body: capabilityStatement(this.baseUrl) };
    if (method === 'GET' && path === '/.well-known/smart-configuration') return { status: 200, mediaType: 'application/json', body: smartConfiguration(this.tokenUrl, SCOPES) };
    if (method === 'POST' && path === '/token') {
      this.limit(this.strangers, request.clientAddress ?? '');
      return this.clients.issueToken(request);
    }
    const client = this.clients.whoSends(request.authorization);
    if (!client) {
      this.limit(this.strangers, request.clientAddress ?? '');
      throw new FhirFault(401, 'login', 'An access token is needed: see .well-known/smart-configuration.', { 'www-authenticate': 'Bearer realm="fhir"' });
    }
    this.limit(this.calls, client.id);
    const [, , id] = /^\/AuditEvent(\/([^/]+))?$/.exec(path) ?? [];
    if (!path.startsWith('/AuditEvent') || (path !== '/AuditEvent' && id === undefined)) throw new FhirFault(404, 'not-found', 'Only AuditEvent is here.');
    if (method === 'GET' && path === '/AuditEvent') return this.search(client, request, request.query, false);
    if (method === 'POST' && id === '_search') return this.search(client, request, request.form ?? new URLSearchParams(), true);
    if (method === 'GET' && id !== undefined) return this.read(client, request, id);
    throw new FhirFault(405, 'not-supported', 'The log is read only.');
  }

  private limit(limit: RateLimit, key: string): void {
    const seconds = limit.take(key, this.deps.clock.nowMs());
    if (seconds !== undefined) throw new FhirFault(429, 'throttled', 'Too many requests.', { 'retry-after': String(seconds) });
  }

  private async read(client: AuditClient, request: FhirRequest, id: string): Promise<FhirAnswer> {
    const [, lane, sequence] = /^([1-9]\d{0,9})-([1-9]\d{0,14})$/.exec(id) ?? [];
    const found = lane === undefined ? undefined : await this.deps.search.find(Number(lane), Number(sequence));
    const shown = found && this.shown(client, found);
    await this.deps.audit.append({ ...whoReads(client, request), action: 'access-log-read', outcome: shown ? 'success' : 'failure', objects: [`audit-event/${lane === undefined ? 'unknown' : id}`], ...(shown?.event.patient && { patient: shown.event.patient }), details: { what: 'iti-81-read' } });
    // Not there and not theirs look the same.
    if (!shown) throw new FhirFault(404, 'not-found', 'There is no such event.');
    return { status: 200, mediaType: 'application/fhir+json', body: shown.fhir };
  }

  private async search(client: AuditClient, request: FhirRequest, parameters: URLSearchParams, isPosted: boolean): Promise<FhirAnswer> {
    const page = parameters.get('_page');
    const first = page === null ? undefined : this.openPage(client, page);
    const asked = first ? new URLSearchParams(first.parameters) : parameters;
    const nowMs = this.deps.clock.nowMs();
    const wanted = readSearch(asked, isPosted || first !== undefined, this.deps.publicUrl, first?.nowMs ?? nowMs);
    const about = this.aboutOf(client, wanted);
    if (typeof about === 'string' || 'sideOf' in about) {
      if (wanted.untilMs - wanted.fromMs > WIDEST_MS) throw new FhirFault(400, 'too-costly', 'At most 31 days at once, unless patient or agent is named.');
    }
    const { matching, next } = await this.collect(client, wanted, about, first?.after);
    await this.deps.audit.append({
      ...whoReads(client, request), action: 'access-log-read', outcome: 'success', ...(wanted.patient && { patient: this.deps.pseudonymizer.pseudonymize({ identifiers: [{ ...wanted.patient, system: normalizeIdentifierSystem(wanted.patient.system) }], names: [] }) }),
      details: { what: 'iti-81-search', asked: wanted.asked, ...(wanted.patientKey !== undefined && { patientKey: wanted.patientKey }), count: matching.length, from: isoOf(wanted.fromMs), until: isoOf(wanted.untilMs) },
    });
    const token = next && this.deps.sealer.seal(JSON.stringify({ parameters: this.withoutIdentifier(asked, wanted).toString(), nowMs: first?.nowMs ?? nowMs, after: next } satisfies Page), PAGE_PURPOSE + client.id);
    const self = isPosted || first ? `${this.baseUrl}/AuditEvent/_search` : `${this.baseUrl}/AuditEvent?${parameters}`;
    return {
      status: 200, mediaType: 'application/fhir+json',
      body: {
        resourceType: 'Bundle', type: 'searchset', timestamp: new Date(nowMs).toISOString(),
        link: [{ relation: 'self', url: self }, ...(token ? [{ relation: 'next', url: `${this.baseUrl}/AuditEvent?_page=${token}` }] : [])],
        entry: matching.map((fhir) => ({ fullUrl: `${this.baseUrl}/AuditEvent/${fhir.id}`, resource: fhir, search: { mode: 'match' } })),
      },
    };
  }

  private async collect(client: AuditClient, { fromMs, untilMs, actions, count, matches }: AuditEventSearch, about: LogQuestion['about'], after: SearchPosition | undefined): Promise<{ readonly matching: readonly FhirAuditEvent[]; readonly next?: SearchPosition }> {
    const matching: FhirAuditEvent[] = [];
    let last = after;
    for (let looked = 0; looked < MOST_ROWS; looked += ROWS) {
      const rows = await this.deps.search.page({ about, fromMs, untilMs, limit: ROWS, ...(actions && { actions }), ...(last && { after: last }) });
      for (const { position, event } of rows) {
        last = position;
        const shown = this.shown(client, event);
        if (!shown || !matches.every((isMatch) => isMatch(shown.fhir))) continue;
        matching.push(shown.fhir);
        if (matching.length === count) return { matching, next: position };
      }
      if (rows.length < ROWS) return { matching };
    }
    return { matching, ...(last && { next: last }) };
  }

  private aboutOf({ organizationId }: AuditClient, { patient, patientKey, userId }: AuditEventSearch): LogQuestion['about'] {
    if (patient) return { patientKeys: [this.keyOf(patient)] };
    if (patientKey !== undefined) return { patientKeys: [patientKey] };
    if (userId !== undefined) return { userId };
    return organizationId === undefined ? 'everybody' : { sideOf: organizationId };
  }

  private shown({ organizationId }: AuditClient, event: AuditEvent): { readonly event: AuditEvent; readonly fhir: FhirAuditEvent } | undefined {
    const side = organizationId === undefined ? event : ownSide(event, organizationId);
    return side && { event: side, fhir: toBalpAuditEvent(side, { systemUrl: this.deps.publicUrl, name: 'Longview' }) };
  }

  /** Not even sealed does an identifier stand in an address: the following pages ask by its key. */
  private withoutIdentifier(asked: URLSearchParams, { patient }: AuditEventSearch): URLSearchParams {
    const others = new URLSearchParams([...asked].filter(([name]) => !/^patient[.:]identifier$/.test(name)));
    if (patient) others.append('entity.identifier', `${this.deps.publicUrl}/patient-key|${this.keyOf(patient)}`);
    return others;
  }

  private keyOf({ system, value }: NonNullable<AuditEventSearch['patient']>): string {
    return this.deps.pseudonymizer.keyOf({ system: normalizeIdentifierSystem(system), value });
  }

  private openPage({ id }: AuditClient, token: string): Page {
    const opened = this.deps.sealer.open(token, PAGE_PURPOSE + id);
    if (opened === undefined) throw new FhirFault(400, 'invalid', 'This is no next page of yours.');
    return JSON.parse(opened) as Page;
  }
}

interface Page { readonly parameters: string; readonly nowMs: number; readonly after: SearchPosition }

const isoOf = (ms: number): string => new Date(Math.max(-8.64e15, Math.min(8.64e15, ms))).toISOString();
