type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/**
 * One text for one value, whatever the order of its keys: the JSON Canonicalization Scheme (RFC 8785). Absent and
 * `undefined` are the same. Throws on numbers that JSON does not have.
 */
export function canonicalJson(value: unknown): string {
  return encode(value as Json);
}

function encode(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number without end has no canonical form.');
    return JSON.stringify(value);
  }
  if (typeof value !== 'object' || value === null) return String(value ?? null);
  if (isList(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i++) text += (i === 0 ? '' : ',') + encode(value[i]);
    return text + ']';
  }
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) text += (text.length === 1 ? '' : ',') + JSON.stringify(key) + ':' + encode(member);
  }
  return text + '}';
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
