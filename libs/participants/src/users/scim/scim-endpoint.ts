import { RateLimit } from '@longview/platform';
import type { UserRegistryDeps } from '../user-registry.js';
import { findScimClient } from './scim-access.js';
import { MOST_RESULTS, resourceTypes, schemas, serviceProviderConfig } from './scim-discovery.js';
import { errorBody, ScimFault } from './scim-fault.js';
import { readPatch } from './scim-patch.js';
import { ScimUsers, type ScimCall } from './scim-users.js';

/** An HTTP request below `/scim/v2`, without its transport. */
export interface ScimRequest {
  readonly method: string;
  /** Below the base, from its first slash: `/Users/…`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly contentType?: string | undefined;
  readonly body: unknown;
  readonly baseUrl: string;
  readonly requestId: string;
  readonly clientAddress?: string | undefined;
}

export interface ScimResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

type Resource = Readonly<Record<string, unknown>>;

const MOST_CALLS = 1_200;
const MOST_STRANGERS = 30;
const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** SCIM 2.0 (RFC 7644): every answer is one of its own, whatever the client sends. */
export class ScimEndpoint {
  private readonly users: ScimUsers;
  private readonly calls = new RateLimit(MOST_CALLS);
  private readonly strangers = new RateLimit(MOST_STRANGERS);

  constructor(private readonly deps: UserRegistryDeps) {
    this.users = new ScimUsers(deps);
  }

  /** Rejects only for faults of ours. */
  async handle(request: ScimRequest): Promise<ScimResponse> {
    try {
      return await this.answer(request, await this.admit(request));
    } catch (error) {
      if (!(error instanceof ScimFault)) throw error;
      return { status: error.status, headers: error.headers, body: errorBody(error) };
    }
  }

  private async admit({ authorization, clientAddress, baseUrl, requestId }: ScimRequest): Promise<ScimCall> {
    const nowMs = this.deps.clock.nowMs();
    const client = await findScimClient(this.deps.database, authorization, nowMs);
    const tooMany = client ? this.calls.take(client.tokenId, nowMs) : this.strangers.take(clientAddress ?? '', nowMs);
    if (tooMany !== undefined) throw new ScimFault(429, 'Too many requests.', undefined, { 'retry-after': String(tooMany) });
    if (!client) throw new ScimFault(401, 'A valid bearer token is needed.', undefined, { 'www-authenticate': 'Bearer realm="scim"' });
    return { client, baseUrl, requestId, ...(clientAddress !== undefined && { clientAddress }) };
  }

  private async answer(request: ScimRequest, call: ScimCall): Promise<ScimResponse> {
    const { method, path, query, body, ifMatch, contentType, baseUrl } = request;
    const [noun = '', id, ...rest] = path.split('/').filter(Boolean).map(decoded);
    if (rest.length > 0) throw notFound();
    if (!METHODS.includes(method)) throw new ScimFault(405, 'This method is not supported.');
    if (['POST', 'PUT', 'PATCH'].includes(method) && !/^application\/(scim\+)?json\b/i.test(contentType ?? '')) throw new ScimFault(415, 'Send application/scim+json.');
    if (noun !== 'Users') {
      if (method !== 'GET') throw new ScimFault(405, 'Read only.');
      if (noun === 'ServiceProviderConfig' && id === undefined) return ok(serviceProviderConfig(baseUrl));
      if (noun === 'ResourceTypes') return listOrOne(resourceTypes(baseUrl), id, query);
      if (noun === 'Schemas') return listOrOne(schemas(baseUrl), id, query);
      throw notFound();
    }
    if (id === undefined) {
      if (method === 'GET') return this.list(call, query);
      if (method !== 'POST') throw new ScimFault(405, 'This method needs the id of a user.');
      const created = await this.users.create(call, body);
      return resource(created, query, 201, { location: String((created['meta'] as Resource)['location']) });
    }
    switch (method) {
      case 'GET': {
        const found = await this.users.find(call, id);
        return notModified(request, found) ?? resource(found, query);
      }
      case 'PUT': return resource(await this.users.replace(call, id, ifMatch, body), query);
      case 'PATCH': return resource(await this.users.patch(call, id, ifMatch, readPatch(body)), query);
      case 'DELETE':
        await this.users.remove(call, id, ifMatch);
        return { status: 204, headers: {} };
      default: throw new ScimFault(405, 'A user is not created at its id.');
    }
  }

  private async list(call: ScimCall, query: URLSearchParams): Promise<ScimResponse> {
    const startIndex = Math.max(integerOf(query, 'startIndex') ?? 1, 1);
    const count = Math.min(Math.max(integerOf(query, 'count') ?? MOST_RESULTS, 0), MOST_RESULTS);
    const [filter, sortBy] = [query.get('filter') ?? undefined, query.get('sortBy') ?? undefined];
    const { totalResults, resources } = await this.users.list(call, { ...(filter !== undefined && { filter }), ...(sortBy !== undefined && { sortBy }), isDescending: query.get('sortOrder')?.toLowerCase() === 'descending', startIndex, count });
    return ok({ schemas: [LIST_SCHEMA], totalResults, startIndex, itemsPerPage: resources.length, Resources: resources.map((each) => selected(each, query)) });
  }
}

const notFound = (): ScimFault => new ScimFault(404, 'There is nothing here.');
const ok = (body: object): ScimResponse => ({ status: 200, headers: {}, body });

function listOrOne(all: readonly { readonly id: string }[], id: string | undefined, query: URLSearchParams): ScimResponse {
  // RFC 7644 §4: a filter here is refused.
  if (query.has('filter')) throw new ScimFault(403, 'What the service offers is not filtered.');
  if (id === undefined) return ok({ schemas: [LIST_SCHEMA], totalResults: all.length, startIndex: 1, itemsPerPage: all.length, Resources: all });
  const one = all.find((each) => each.id === id);
  if (!one) throw notFound();
  return ok(one);
}

const etagOf = (body: Resource): string => String((body['meta'] as Resource)['version']);
const resource = (body: Resource, query: URLSearchParams, status = 200, headers: Readonly<Record<string, string>> = {}): ScimResponse => ({ status, headers: { ...headers, etag: etagOf(body) }, body: selected(body, query) });

function notModified({ ifNoneMatch }: ScimRequest, body: Resource): ScimResponse | undefined {
  return ifNoneMatch?.split(',').some((each) => ['*', etagOf(body)].includes(each.trim())) ? { status: 304, headers: { etag: etagOf(body) } } : undefined;
}

/** `attributes` and `excludedAttributes` (RFC 7644 §3.9), by whole attributes; id and schemas are always there. */
function selected(body: Resource, query: URLSearchParams): Resource {
  const wordsOf = (name: string): ReadonlySet<string> | undefined => {
    const words = query.get(name)?.split(',').map((word) => word.trim().toLowerCase()).filter(Boolean);
    return words && words.length > 0 ? new Set(words.map((word) => topOf(word))) : undefined;
  };
  const [only, without] = [wordsOf('attributes'), wordsOf('excludedAttributes')];
  if (!only && !without) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => key === 'id' || key === 'schemas' || (only?.has(key.toLowerCase()) ?? true) && !(without?.has(key.toLowerCase()) ?? false)));
}

/** `name.familyName` → `name`; `urn:…:2.0:User:employeeNumber` → its schema. */
function topOf(word: string): string {
  const core = word.replace(/^urn:ietf:params:scim:schemas:core:2\.0:user:/, '');
  return core.startsWith('urn:') ? core.replace(/(:user):.*$/, '$1') : core.split('.')[0]!;
}

function integerOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimFault(400, `"${name}" is a whole number.`, 'invalidValue');
  return Number(text);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notFound();
  }
}
