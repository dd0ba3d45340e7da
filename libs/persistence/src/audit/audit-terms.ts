import type pg from 'pg';
import type { CodeOf, WordOf } from './compact-values.js';

interface TermRow { readonly code: number; readonly value: string }

/** Words of one province are few; a limit all the same, because names of people are among them. */
const MOST_REMEMBERED = 200_000;

/**
 * The log's dictionary: each word that comes again and again has a number. A number is durable before the first event that
 * uses it, and never means anything else.
 */
export class AuditTerms {
  readonly #codes = new Map<string, number>();
  readonly #words = new Map<number, string>();

  /** Runs `encode` until every word that it asks for has a number: twice when there was a new one, otherwise once. */
  async encode<T>(client: pg.ClientBase, encode: (codeOf: CodeOf) => T): Promise<T> {
    return whenKnown(this.#codes, 0, encode, async (words) => {
      // In one order: two writers that add the same words must wait for each other, not each for the other.
      await client.query('insert into audit_term (value) select unnest($1::text[]) on conflict do nothing', [[...words].sort()]);
      this.#remember((await client.query<TermRow>('select code, value from audit_term where value = any($1::text[])', [words])).rows);
    });
  }

  /** Runs `decode` until every number that it asks for has its word. A number that stands for nothing makes the look-up throw a RangeError. */
  async decode<T>(client: pg.ClientBase, decode: (wordOf: WordOf) => T): Promise<T> {
    return whenKnown(this.#words, '', decode, async (codes) => {
      this.#remember((await client.query<TermRow>('select code, value from audit_term where code = any($1::int[])', [codes])).rows);
    });
  }

  #remember(rows: readonly TermRow[]): void {
    if (this.#codes.size + rows.length > MOST_REMEMBERED) {
      this.#codes.clear();
      this.#words.clear();
    }
    for (const { code, value } of rows) {
      this.#codes.set(value, code);
      this.#words.set(code, value);
    }
  }
}

/** Runs `work`, learns what it asked for in vain, and runs it again; what cannot be learned makes `lookUp` throw. */
async function whenKnown<K, V, T>(known: ReadonlyMap<K, V>, placeholder: V, work: (lookUp: (key: K) => V) => T, learn: (keys: readonly K[]) => Promise<void>): Promise<T> {
  const asked = new Set<K>();
  for (;;) {
    const missing = new Set<K>();
    const result = work((key) => {
      const value = known.get(key);
      if (value !== undefined) return value;
      if (asked.has(key)) throw new RangeError('The dictionary of the log lacks a word.');
      missing.add(key);
      return placeholder;
    });
    if (missing.size === 0) return result;
    for (const key of missing) asked.add(key);
    await learn([...missing]);
  }
}
