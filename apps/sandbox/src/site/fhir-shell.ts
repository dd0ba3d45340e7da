import { randomUUID } from 'node:crypto';
import { getStatus, parseSearchRequest, type WithId } from '@medplum/core';
import { FhirRouter } from '@medplum/fhir-router';
import type { Bundle as EngineBundle, Resource } from '@medplum/fhirtypes';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { SERVED_TYPES } from '../fhir/engine.js';
import type { SiteRepository } from '../fhir/site-repository.js';
import type { SiteDefinition } from '../generator/site-definition.js';
import { outcome, refusal, type Answer } from './answer.js';
import { capabilityStatement } from './capability-statement.js';
import { CONSENT_TEXT } from './fault-effects.js';

export interface FhirRequest {
  readonly method: string;
  /** Below the base: `Patient`, `Patient/p1`, `ImagingStudy/_search`. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly accept: string;
  /** The request says that a consent directive is overridden. */
  readonly breaksGlass?: boolean;
}

/** What a consent directive makes of a patient's records here, by Patient id. */
export type ConsentByPatient = ReadonlyMap<string, 'blocks-everything' | 'blocks-some'>;

const MAXIMUM_OPEN_SEARCHES = 500;
const READABLE: ReadonlySet<string> = new Set(SERVED_TYPES);

/** The part of a FHIR server that the engine leaves to its host: pages, links, fullUrl, metadata, refusals and the site's habits. */
export class FhirShell {
  readonly #router = new FhirRouter();
  /** Searches that came as a POST go on under a token, so that no identifier ever stands in an address. */
  readonly #openSearches = new Map<string, { readonly type: string; readonly parameters: string; readonly breaksGlass: boolean }>();

  constructor(readonly site: SiteDefinition, readonly repository: SiteRepository, readonly consent: ConsentByPatient, readonly baseUrl: string) {}

  async answer(request: FhirRequest): Promise<Answer> {
    const [type = '', id, ...rest] = request.path.split('/');
    if (type === 'metadata') return { status: 200, body: capabilityStatement(this.site, this.baseUrl) };
    if (type === '' && request.parameters.has('_getpages')) return this.#continue(request.parameters);
    if (!READABLE.has(type) || rest.length > 0) return refusal(404, 'not-supported', 'This server does not know that resource type.');
    if (id === '_search' && request.method === 'POST') return this.#search(type, request.parameters, request.breaksGlass === true, this.#remember(type, request.parameters, request.breaksGlass === true));
    if (request.method !== 'GET') return refusal(405, 'not-supported', 'This server is read only.', { allow: 'GET' });
    return id === undefined ? this.#search(type, request.parameters, request.breaksGlass === true) : this.#read(type, id, request.accept, request.breaksGlass === true);
  }

  /** A record of a patient other than the one searched for. */
  async foreignEntry({ path, parameters }: FhirRequest): Promise<BundleEntry | undefined> {
    const type = path.split('/')[0]!;
    const meant = await this.repository.patientsMeant(parseSearchRequest(`${type}?${parameters}`));
    const others = new URLSearchParams(type === 'Patient' ? { _count: '50' } : { patient: this.repository.patientIds.find((id) => !meant.includes(id) && this.repository.holds(id, type)) ?? 'nobody' });
    const found = await this.#ask(`${type}?${others}`);
    const resource = (found[1] as EngineBundle | undefined)?.entry?.map(({ resource: one }) => one!).find(({ id }) => !meant.includes(id!));
    return resource && { fullUrl: `${this.baseUrl}/${type}/${resource.id}`, search: { mode: 'match' }, resource: resource as FhirResource };
  }

  /** Only the repository lets a directive be overridden, and only by who says so. */
  #isOpened(breaksGlass: boolean): boolean {
    return breaksGlass && this.site.kind === 'repository';
  }

  async #read(type: string, id: string, accept: string, breaksGlass: boolean): Promise<Answer> {
    const [result, resource] = await this.#ask(`${type}/${encodeURIComponent(id)}`);
    if (!resource) return { status: getStatus(result), body: result };
    if (!this.#isOpened(breaksGlass) && this.consent.get(id.slice(0, id.lastIndexOf('-'))) === 'blocks-everything') return { status: 200, body: outcome('suppressed', CONSENT_TEXT, 'warning') };
    if (resource.resourceType === 'Binary' && !accept.includes('json')) return { status: 200, body: Buffer.from(resource.data ?? '', 'base64'), contentType: resource.contentType };
    return { status: 200, body: this.#written(resource as FhirResource), headers: { etag: `W/"${resource.meta?.versionId ?? '1'}"` } };
  }

  async #search(type: string, given: URLSearchParams, breaksGlass: boolean, token?: string): Promise<Answer> {
    const { pageSize, maximumPageSize, patientSearch, addsOutcomeEntries } = this.site.habits;
    if (patientSearch === 'chained' && !['Patient', 'Organization', 'Endpoint'].includes(type) && !given.has('patient.identifier')) {
      return refusal(400, 'required', 'Every search must carry patient.identifier with system and value.');
    }
    const count = Math.min(whole(given.get('_count')) ?? pageSize, maximumPageSize);
    const offset = whole(given.get('_offset')) ?? 0;
    const parameters = new URLSearchParams([...given].map(([name, value]): [string, string] => [name, value.replaceAll(`${this.baseUrl}/`, '')]));
    parameters.set('_count', String(count));

    const meant = type === 'Patient' ? [] : await this.repository.patientsMeant(parseSearchRequest(`${type}?${parameters}`));
    const directives = this.#isOpened(breaksGlass) || meant.length === this.repository.patientIds.length ? [] : meant.map((id) => this.consent.get(id));
    if (directives.includes('blocks-everything')) return { status: 200, body: outcome('suppressed', CONSENT_TEXT, 'warning') };

    const [result, found] = await this.#ask(`${type}?${parameters}`);
    if (found?.resourceType !== 'Bundle') return { status: getStatus(result), body: result };
    const total = found.total ?? 0;
    const notes = [
      ...(directives.includes('blocks-some') ? [outcome('suppressed', CONSENT_TEXT, 'warning')] : []),
      ...(addsOutcomeEntries ? [outcome('informational', 'Results are as of the last interface run.', 'information')] : []),
      ...(total === 0 && this.site.kind === 'repository' ? [outcome('not-found', 'No data found for the query.', 'information')] : []),
    ];
    const bundle: Bundle = {
      resourceType: 'Bundle', type: 'searchset', total,
      link: this.#links(type, parameters, count, offset, total, token),
      entry: [
        ...(found.entry ?? []).map(({ resource, search }) => ({ fullUrl: `${this.baseUrl}/${resource!.resourceType}/${resource!.id}`, resource: this.#written(resource as FhirResource), search: { mode: search?.mode ?? ('match' as const) } })),
        ...notes.map((note) => ({ resource: note, search: { mode: 'outcome' as const } })),
      ],
    };
    if (bundle.entry!.length === 0) delete bundle.entry;
    return { status: 200, body: bundle };
  }

  #links(type: string, parameters: URLSearchParams, count: number, offset: number, total: number, token?: string): Bundle['link'] {
    const address = (from: number) => {
      if (token) return `${this.baseUrl}?${new URLSearchParams({ _getpages: token, _getpagesoffset: String(from) })}`;
      const own = new URLSearchParams(parameters);
      if (from > 0) own.set('_offset', String(from));
      return `${this.baseUrl}/${type}?${own}`;
    };
    const next = count > 0 && offset + count < total ? [{ relation: 'next', url: address(offset + count) }] : [];
    return [{ relation: 'self', url: address(offset) }, ...next];
  }

  #remember(type: string, parameters: URLSearchParams, breaksGlass: boolean): string {
    const token = randomUUID();
    this.#openSearches.set(token, { type, parameters: String(parameters), breaksGlass });
    if (this.#openSearches.size > MAXIMUM_OPEN_SEARCHES) this.#openSearches.delete(this.#openSearches.keys().next().value!);
    return token;
  }

  async #continue(query: URLSearchParams): Promise<Answer> {
    const token = query.get('_getpages')!;
    const open = this.#openSearches.get(token);
    if (!open) return refusal(410, 'expired', 'This search is no longer open.');
    const parameters = new URLSearchParams(open.parameters);
    parameters.set('_offset', query.get('_getpagesoffset') ?? '0');
    return this.#search(open.type, parameters, open.breaksGlass, token);
  }

  #ask(url: string) {
    return this.#router.handleRequest({ method: 'GET', url, pathname: '', params: {}, query: {}, body: undefined, headers: {} }, this.repository) as Promise<[Parameters<typeof getStatus>[0], WithId<Resource>?]>;
  }

  /** The resource as it leaves this site: some write every reference with their own address. */
  #written<T extends FhirResource>(resource: T): T {
    return this.site.habits.references === 'relative' ? resource : (absolute(resource, this.baseUrl) as T);
  }
}

function absolute(value: unknown, baseUrl: string): unknown {
  if (Array.isArray(value)) return value.map((item) => absolute(item, baseUrl));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, name === 'reference' && typeof item === 'string' && /^[A-Z]\w+\/[^/]+$/.test(item) ? `${baseUrl}/${item}` : absolute(item, baseUrl)]));
}

function whole(text: string | null): number | undefined {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
