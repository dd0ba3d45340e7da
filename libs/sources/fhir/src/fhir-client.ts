import { parseJson, readRetryAfterMs, type AuthorizedHttpClient, type ByteBudget, type Clock, type HttpAnswer, type HttpBytesCall } from '@longview/platform';
import { faultOfStatus, SourceFault, toSourceFault, type FhirEndpoint, type SourceCall, type SourceLimits } from '@longview/sources-contract';
import { readPage, type BundleEntry, type SearchPage } from './bundle.js';
import { isObject, type Json } from './json.js';
import { anyOf, queryText, type QueryText, type SearchParameters } from './search-parameters.js';

/** What one search brought, over all its pages. */
export interface SearchResult {
  readonly entries: BundleEntry[];
  isTruncated: boolean;
  isConsentBlocked: boolean;
  unreadableCount: number;
  /** Why there may be more than `entries`: a later page failed, or the source said that it could not do everything. */
  fault?: SourceFault;
}

/** What all requests of one question may take together. */
export interface Allowance {
  readonly bytes: ByteBudget;
  remainingRecords: number;
}

const ACCEPT = 'application/fhir+json';
const MEDIA_TYPES = ['application/fhir+json', 'application/json', 'application/json+fhir', 'text/json'];
/** What a server answers that knows no search by POST. */
const REFUSES_POST: ReadonlySet<number> = new Set([404, 405, 415, 501]);

/** Speaks FHIR's search and read, page by page, within limits. Rejects with a {@link SourceFault} only. */
export class FhirClient {
  private readonly consentNotices: readonly string[];
  private readonly pageSize: QueryText;
  private postsSearches: boolean;

  constructor(private readonly http: AuthorizedHttpClient, private readonly endpoint: FhirEndpoint, private readonly limits: SourceLimits, private readonly clock: Clock) {
    this.consentNotices = endpoint.consentNotices.map((notice) => notice.toLowerCase());
    this.pageSize = queryText(String(endpoint.pageSize));
    this.postsSearches = endpoint.searchMethod !== 'get';
  }

  /**
   * Searches one type. Rejects when the first page fails; when a later one does, what was read before is kept and
   * `fault` says so.
   * @param refinements left out and the search repeated when the source refuses them.
   */
  async search(resourceType: string, parameters: SearchParameters, refinements: SearchParameters, allowance: Allowance, call: SourceCall, options: { namesPerson: boolean }): Promise<SearchResult> {
    let page: SearchPage;
    try {
      page = await this.firstPage(resourceType, this.queryOf(parameters, refinements), allowance, call, options.namesPerson);
    } catch (error) {
      const isRefused = error instanceof SourceFault && error.code === 'SOURCE_REQUEST_REFUSED' && error.details['status'] !== 404;
      if (!isRefused || refinements.length === 0) throw error;
      page = await this.firstPage(resourceType, this.queryOf(parameters), allowance, call, options.namesPerson);
    }
    return this.followPages(page, allowance, call);
  }

  /** @returns `undefined` when the source has no such resource. */
  async read(path: string, allowance: Allowance, call: SourceCall): Promise<Json | undefined> {
    const answer = await this.request({ path: `${this.http.basePath}/${path}` }, allowance, call);
    if (answer.status === 404 || answer.status === 410) return undefined;
    const json = this.parse(answer);
    if (!isObject(json)) throw new SourceFault('SOURCE_MALFORMED', { expected: 'resource' });
    return json;
  }

  /** Reads resources by their `Type/id`, as many as the source has. They complete an answer: a failure leaves them out. */
  async readMany(resourceType: string, keys: readonly string[], allowance: Allowance, call: SourceCall): Promise<readonly BundleEntry[]> {
    const ids = keys.map((key) => queryText(key.slice(resourceType.length + 1)));
    try {
      if (keys.length > 1) return (await this.search(resourceType, [['_id', anyOf(ids)]], [], allowance, call, { namesPerson: false })).entries.filter(({ resource }) => resource['resourceType'] === resourceType);
      const resource = await this.read(keys[0]!, allowance, call);
      return resource?.['resourceType'] === resourceType ? [{ resource }] : [];
    } catch {
      return [];
    }
  }

  /** Answers when the source does. */
  async checkHealth(call: SourceCall): Promise<void> {
    // The one thing that every FHIR server answers without naming a patient.
    const allowance: Allowance = { bytes: { remainingBytes: this.limits.maxResponseBytes }, remainingRecords: 0 };
    this.parse(await this.request({ path: `${this.http.basePath}/metadata?_summary=true` }, allowance, call));
  }

  private async followPages(first: SearchPage, allowance: Allowance, call: SourceCall): Promise<SearchResult> {
    const result: SearchResult = { entries: [], isTruncated: false, isConsentBlocked: false, unreadableCount: 0 };
    let visited: Set<string> | undefined;
    let page = first;
    for (let pageCount = 1; ; pageCount++) {
      this.take(page, result, allowance);
      if (page.nextLink === undefined || result.isTruncated) return result;
      if (pageCount >= this.limits.maxPages || allowance.remainingRecords <= 0) {
        result.isTruncated = true;
        return result;
      }
      try {
        const path = this.http.pathOf(page.nextLink);
        if (path === undefined) throw new SourceFault('SOURCE_FOREIGN_LINK');
        if (visited?.has(path)) throw new SourceFault('SOURCE_PAGE_LOOP', { pageCount });
        visited = (visited ?? new Set()).add(path);
        page = readPage(this.parse(await this.request({ path }, allowance, call)), this.consentNotices);
      } catch (error) {
        result.fault = toSourceFault(error, call.signal);
        return result;
      }
    }
  }

  private take(page: SearchPage, result: SearchResult, allowance: Allowance): void {
    const taken = page.entries.length <= allowance.remainingRecords ? page.entries : page.entries.slice(0, allowance.remainingRecords);
    for (const entry of taken) result.entries.push(entry);
    allowance.remainingRecords -= taken.length;
    result.isTruncated = taken.length < page.entries.length;
    result.isConsentBlocked ||= page.isConsentBlocked;
    result.unreadableCount += page.unreadableCount;
    if (page.partialFault) result.fault ??= page.partialFault;
  }

  private queryOf(...groups: readonly SearchParameters[]): string {
    let query = `_count=${this.pageSize}`;
    for (const parameters of groups) for (const [name, value] of parameters) query += `&${name}=${value}`;
    return query;
  }

  /** @param namesPerson true when the query names a person: they then travel in the body, not in the address. */
  private async firstPage(resourceType: string, query: string, allowance: Allowance, call: SourceCall, namesPerson: boolean): Promise<SearchPage> {
    const path = `${this.http.basePath}/${resourceType}`;
    if (namesPerson && this.postsSearches) {
      const answer = await this.request({ method: 'POST', isReadOnly: true, path: `${path}/_search`, body: query }, allowance, call);
      const mayGet = this.endpoint.searchMethod === 'auto' && REFUSES_POST.has(answer.status);
      if (!mayGet) return readPage(this.parse(answer), this.consentNotices);
      const byGet = await this.request({ path: `${path}?${query}` }, allowance, call);
      // Only a source that answers the one and not the other has shown which it wants.
      if (byGet.status < 400) this.postsSearches = false;
      return readPage(this.parse(byGet), this.consentNotices);
    }
    return readPage(this.parse(await this.request({ path: `${path}?${query}` }, allowance, call)), this.consentNotices);
  }

  private async request(part: Pick<HttpBytesCall, 'method' | 'path' | 'body' | 'isReadOnly'>, allowance: Allowance, call: SourceCall): Promise<HttpAnswer> {
    const { overrideHeader } = this.endpoint;
    const headers: Record<string, string> = { accept: ACCEPT, prefer: 'handling=strict', 'x-request-id': call.requestId };
    if (part.body !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
    if (call.isOverride && overrideHeader) headers[overrideHeader.name.toLowerCase()] = overrideHeader.value;
    try {
      return await this.http.request({ ...part, headers, signal: call.signal, budget: allowance.bytes, expects: MEDIA_TYPES });
    } catch (error) {
      throw toSourceFault(error, call.signal);
    }
  }

  private parse(answer: HttpAnswer): unknown {
    if (answer.status >= 400) throw faultOfStatus(answer.status, readRetryAfterMs(answer.headers, this.clock.nowMs()));
    try {
      return parseJson(answer);
    } catch (error) {
      throw toSourceFault(error);
    }
  }
}
