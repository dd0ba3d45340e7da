import { ScimFault } from './scim-fault.js';

export const SCIM_OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'pr', 'gt', 'ge', 'lt', 'le'] as const;
export type ScimOperator = (typeof SCIM_OPERATORS)[number];
export type ScimValue = string | number | boolean | null;

/** A filter as RFC 7644 §3.4.2.2 writes it, read into a tree. Attribute names are in lower case: they are not case-sensitive. */
export type ScimFilter =
  | { readonly kind: 'compare'; readonly attribute: string; readonly operator: ScimOperator; readonly value?: ScimValue }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ScimFilter[] }
  | { readonly kind: 'not'; readonly part: ScimFilter };

const LONGEST = 1_000;
const MOST_COMPARISONS = 20;
const DEEPEST = 10;
const TOKEN = /\s*(?:(?<string>"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")|(?<punctuation>[()[\]])|(?<word>[^\s()[\]"]+))/y;

/** @throws {ScimFault} `invalidFilter` for what is no filter, or is longer or deeper than any client needs. */
export function parseScimFilter(text: string): ScimFilter {
  const invalid = (detail: string): never => { throw new ScimFault(400, detail, 'invalidFilter'); };
  if (text.length > LONGEST) invalid('The filter is too long.');
  const tokens = tokensOf(text);
  let at = 0;
  let comparisons = 0;
  const next = (): string | undefined => tokens[at++];
  const isNext = (word: string): boolean => tokens[at]?.toLowerCase() === word;
  const expect = (token: string): void => { if (next() !== token) invalid(`The filter lacks a "${token}".`); };

  const either = (prefix: string, depth: number): ScimFilter => joined('or', prefix, depth, (p, d) => joined('and', p, d, single));
  const joined = (kind: 'and' | 'or', prefix: string, depth: number, part: (prefix: string, depth: number) => ScimFilter): ScimFilter => {
    const parts = [part(prefix, depth)];
    while (isNext(kind)) {
      at++;
      parts.push(part(prefix, depth));
    }
    return parts.length === 1 ? parts[0]! : { kind, parts };
  };
  const grouped = (close: string, prefix: string, depth: number): ScimFilter => {
    if (depth >= DEEPEST) invalid('The filter is too deep.');
    const inner = either(prefix, depth + 1);
    expect(close);
    return inner;
  };
  const single = (prefix: string, depth: number): ScimFilter => {
    if (isNext('not') && tokens[at + 1] === '(') {
      at += 2;
      return { kind: 'not', part: grouped(')', prefix, depth) };
    }
    const token = next() ?? invalid('The filter ends too early.');
    if (token === '(') return grouped(')', prefix, depth);
    if (!/^[A-Za-z][\w:.$-]*$/.test(token)) invalid('The filter has no attribute where one belongs.');
    const attribute = prefix + token.toLowerCase();
    if (tokens[at] === '[') {
      if (prefix !== '') invalid('A value filter cannot hold another.');
      at++;
      return grouped(']', `${attribute}.`, depth);
    }
    if (++comparisons > MOST_COMPARISONS) invalid('The filter compares too much.');
    const operator = (next() ?? invalid('The filter ends too early.')).toLowerCase() as ScimOperator;
    if (!SCIM_OPERATORS.includes(operator)) invalid('The filter has an operator that does not exist.');
    return operator === 'pr' ? { kind: 'compare', attribute, operator } : { kind: 'compare', attribute, operator, value: valueOf(next()) };
  };

  const filter = either('', 0);
  if (at < tokens.length) invalid('The filter goes on after its end.');
  return filter;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(text);
    if (!match) throw new ScimFault(400, 'The filter has a quote that does not close.', 'invalidFilter');
    tokens.push(match[0].trimStart());
  }
  return tokens;
}

function valueOf(token: string | undefined): ScimValue {
  try {
    const value: unknown = JSON.parse(token ?? '');
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as ScimValue;
  } catch {
    // Said below: a value that is no JSON literal.
  }
  throw new ScimFault(400, 'The filter compares with something that is no value.', 'invalidFilter');
}

/** How an attribute is found in the database. */
export type ScimColumn =
  | { readonly kind: 'text' | 'exact' | 'boolean' | 'time'; readonly sql: string }
  /** An array of texts: true when one of them fits. */
  | { readonly kind: 'texts'; readonly sql: string };

/** The filter as a condition; values are bound, attributes come from the given columns only. */
export function toSqlCondition(filter: ScimFilter, columns: ReadonlyMap<string, ScimColumn>, bind: (value: unknown) => string): string {
  if (filter.kind === 'not') return `not (${toSqlCondition(filter.part, columns, bind)})`;
  if (filter.kind !== 'compare') return `(${filter.parts.map((part) => toSqlCondition(part, columns, bind)).join(` ${filter.kind} `)})`;
  const column = columns.get(filter.attribute);
  if (!column) throw new ScimFault(400, 'The filter names an attribute that cannot be filtered by.', 'invalidFilter');
  return column.kind === 'texts' ? `exists (select from unnest(${column.sql}) as each where ${comparison({ kind: 'text', sql: 'each' }, filter, bind)})` : `coalesce(${comparison(column, filter, bind)}, false)`;
}

const ORDERED: Partial<Record<ScimOperator, string>> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' };
const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

function comparison({ kind, sql }: ScimColumn, { operator, value }: Extract<ScimFilter, { kind: 'compare' }>, bind: (value: unknown) => string): string {
  const invalid = (): never => { throw new ScimFault(400, 'The filter compares an attribute with a value of another type.', 'invalidFilter'); };
  if (operator === 'pr') return kind === 'text' || kind === 'exact' ? `${sql} <> ''` : `${sql} is not null`;
  if (kind === 'boolean') return typeof value === 'boolean' && (operator === 'eq' || operator === 'ne') ? `${sql} ${ORDERED[operator]!} ${bind(value)}::boolean` : invalid();
  if (typeof value !== 'string') return invalid();
  if (kind === 'time') return ORDERED[operator] !== undefined && !Number.isNaN(Date.parse(value)) ? `${sql} ${ORDERED[operator]} ${bind(new Date(value))}::timestamptz` : invalid();
  const [column, text] = kind === 'exact' ? [sql, value] : [`lower(${sql})`, value.toLowerCase()];
  switch (operator) {
    case 'co': return `${column} like ${bind(`%${escaped(text)}%`)}`;
    case 'sw': return `${column} like ${bind(`${escaped(text)}%`)}`;
    case 'ew': return `${column} like ${bind(`%${escaped(text)}`)}`;
    default: return `${column} ${ORDERED[operator]!} ${bind(text)}`;
  }
}
