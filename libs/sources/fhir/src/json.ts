/** JSON of a source, of which nothing is believed before it was looked at. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined;
}

const NOTHING: readonly never[] = [];

/** The objects of a list; a lone object, which some servers send for a list of one, counts as a list. */
export function objectsOf(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.every(isObject) ? (value as Json[]) : value.filter(isObject);
  return isObject(value) ? [value] : NOTHING;
}

/** A text with something in it, without blanks around it. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

export function textsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return NOTHING;
  return value.map(textOf).filter((text) => text !== undefined);
}

/** A whole number of zero and above, also where it is written as text. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** A table's entry, and nothing that merely comes with every object. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: unknown): T | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}
