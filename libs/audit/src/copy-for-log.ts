/**
 * A copy that reads back from any store exactly as it was hashed, and that the caller cannot change any more: without
 * absent members, durations (`…Ms`) in whole milliseconds, text without the characters that databases refuse (half
 * surrogates, NUL). Throws on numbers without end.
 */
export function copyForLog<T>(value: T): T {
  return copy(value, '') as T;
}

function copy(value: unknown, key: string): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd').toWellFormed() : value.toWellFormed();
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number without end cannot be logged.');
    return key.endsWith('Ms') ? Math.round(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, key));
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) result[name] = copy(member, name);
  }
  return result;
}
