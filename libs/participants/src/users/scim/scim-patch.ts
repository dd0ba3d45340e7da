import { ScimFault } from './scim-fault.js';
import { parseScimFilter, type ScimFilter } from './scim-filter.js';

type Json = Readonly<Record<string, unknown>>;

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: string;
  readonly value?: unknown;
}

const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const MOST_OPERATIONS = 50;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the body of a PATCH: RFC 7644 §3.5.2. Clients write `Add` and `"True"` as well as what the RFC says. */
export function readPatch(body: unknown): readonly PatchOperation[] {
  const invalid = (detail: string): never => { throw new ScimFault(400, detail, 'invalidSyntax'); };
  if (!isObject(body) || !Array.isArray(body['schemas']) || !body['schemas'].includes(PATCH_SCHEMA)) return invalid(`The body lacks the schema ${PATCH_SCHEMA}.`);
  const operations: unknown = body['Operations'];
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > MOST_OPERATIONS) return invalid(`"Operations" is a list of 1 to ${MOST_OPERATIONS}.`);
  return operations.map((operation: unknown): PatchOperation => {
    if (!isObject(operation)) return invalid('An operation is no object.');
    const op = String(operation['op']).toLowerCase();
    if (op !== 'add' && op !== 'replace' && op !== 'remove') return invalid('"op" is add, replace or remove.');
    const { path, value } = operation as { readonly path?: unknown; readonly value?: unknown };
    if (path !== undefined && typeof path !== 'string') return invalid('"path" is a text.');
    if (op === 'remove' && !path) throw new ScimFault(400, 'A removal needs a path.', 'noTarget');
    if (op !== 'remove' && value === undefined) return invalid('The operation lacks a value.');
    return { op, ...(path && { path }), ...(value !== undefined && { value }) };
  });
}

interface Target {
  readonly extension?: string;
  readonly attribute: string;
  readonly filter?: ScimFilter;
  readonly part?: string;
}

/** The resource with all operations applied, in order. What is given is not changed. Pure. */
export function applyPatch(resource: Json, operations: readonly PatchOperation[]): Json {
  return operations.reduce((now, { op, path, value }) => {
    if (path !== undefined) return applyAt(now, op, targetOf(path, now), value);
    if (!isObject(value)) throw new ScimFault(400, 'Without a path, the value is an object of attributes.', 'invalidSyntax');
    return Object.entries(value).reduce((each, [name, part]) => applyAt(each, op, targetOf(name, each), part), now);
  }, resource);
}

/** `urn:…:User:employeeNumber`, `name.familyName`, `emails[type eq "work"].value`. */
function targetOf(path: string, resource: Json): Target {
  const extension = Object.keys(resource).find((key) => key.startsWith('urn:') && path.toLowerCase().startsWith(key.toLowerCase()));
  const rest = extension === undefined ? path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:User:/i, '') : path.slice(extension.length).replace(/^:/, '');
  if (extension !== undefined && rest === '') return { attribute: extension };
  const match = /^([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/.exec(rest);
  if (!match) throw new ScimFault(400, 'The path cannot be read.', 'invalidPath');
  const [, attribute, filter, part] = match;
  return { attribute: attribute!, ...(extension !== undefined && { extension }), ...(filter !== undefined && { filter: parseScimFilter(filter) }), ...(part !== undefined && { part }) };
}

/** The name as the resource writes it: attribute names are not case-sensitive. */
const nameIn = (object: Json, name: string): string => Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;

function applyAt(resource: Json, op: PatchOperation['op'], { extension, attribute, filter, part }: Target, value: unknown): Json {
  if (extension !== undefined) {
    const inner = resource[extension];
    return { ...resource, [extension]: applyAt(isObject(inner) ? inner : {}, op, { attribute, ...(filter && { filter }), ...(part !== undefined && { part }) }, value) };
  }
  const name = nameIn(resource, attribute);
  const now = resource[name];
  if (filter !== undefined) return { ...resource, [name]: applyToSome(now, op, filter, part, value) };
  if (part !== undefined) return { ...resource, [name]: setPart(isObject(now) ? now : {}, op, part, value) };
  if (op === 'remove') return Object.fromEntries(Object.entries(resource).filter(([key]) => key !== name));
  if (op === 'add' && Array.isArray(now)) return { ...resource, [name]: [...(now as unknown[]), ...(Array.isArray(value) ? (value as unknown[]) : [value])] };
  return { ...resource, [name]: isObject(now) && isObject(value) ? { ...now, ...value } : value };
}

function setPart(object: Json, op: PatchOperation['op'], part: string, value: unknown): Json {
  const name = nameIn(object, part);
  return op === 'remove' ? Object.fromEntries(Object.entries(object).filter(([key]) => key !== name)) : { ...object, [name]: value };
}

function applyToSome(now: unknown, op: PatchOperation['op'], filter: ScimFilter, part: string | undefined, value: unknown): readonly unknown[] {
  const elements: readonly unknown[] = Array.isArray(now) ? now : [];
  const isMeant = (element: unknown): boolean => isObject(element) && fits(filter, element);
  if (!elements.some(isMeant)) {
    // Some clients say so what they want to be there: `replace emails[type eq "work"].value` where there is none yet.
    if (op !== 'remove' && part !== undefined && filter.kind === 'compare' && filter.operator === 'eq') return [...elements, { [filter.attribute]: filter.value, [part]: value }];
    throw new ScimFault(400, 'No value fits the filter of the path.', 'noTarget');
  }
  if (op === 'remove' && part === undefined) return elements.filter((element) => !isMeant(element));
  return elements.map((element) => (isMeant(element) ? (part === undefined ? { ...(element as Json), ...(value as Json) } : setPart(element as Json, op, part, value)) : element));
}

function fits(filter: ScimFilter, element: Json): boolean {
  switch (filter.kind) {
    case 'and': return filter.parts.every((part) => fits(part, element));
    case 'or': return filter.parts.some((part) => fits(part, element));
    case 'not': return !fits(filter.part, element);
    case 'compare': {
      const is = element[nameIn(element, filter.attribute)];
      const [left, right] = [String(is ?? '').toLowerCase(), String(filter.value ?? '').toLowerCase()];
      switch (filter.operator) {
        case 'pr': return is !== undefined && is !== null && is !== '';
        case 'eq': return left === right;
        case 'ne': return left !== right;
        case 'co': return left.includes(right);
        case 'sw': return left.startsWith(right);
        case 'ew': return left.endsWith(right);
        default: throw new ScimFault(400, 'The filter of a path does not order values.', 'invalidFilter');
      }
    }
  }
}
