/** Text for comparison: lower case, without accents, punctuation and superfluous blanks. Numbers keep their decimal point. */
export function foldText(text: string): string {
  const plain = /^[\x20-\x7e\n\r\t]*$/.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}.]+/gu, ' ').replace(/\.(?!\d)/g, ' ').replace(/ {2,}/g, ' ').trim();
}

/** Folds with a memory: the same few hundred titles and codes come back on thousands of records. */
export class TextFolder {
  private readonly folded = new Map<string, string>();

  fold(text: string): string {
    let folded = this.folded.get(text);
    if (folded === undefined) this.folded.set(text, (folded = foldText(text)));
    return folded;
  }
}

/** Shorter texts must be equal: a handful of words is soon alike. */
const MIN_WORDS = 8;

/**
 * The share of the shorter text's words that the longer one also holds, 0 to 1. A report with an addendum behind it holds
 * all words of the report before. Expects folded texts.
 */
export function wordOverlap(a: string, b: string): number {
  if (a === b) return 1;
  const [few, many] = [new Set(a.split(' ')), new Set(b.split(' '))].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  if (few.size < MIN_WORDS) return 0;
  let common = 0;
  for (const word of few) if (many.has(word)) common++;
  return common / few.size;
}
