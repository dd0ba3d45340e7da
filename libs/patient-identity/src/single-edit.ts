/** The one keystroke by which two words differ; `at` counts from the start of the shorter word. */
export interface SingleEdit {
  readonly kind: 'substitution' | 'insertion' | 'transposition';
  readonly at: number;
  /** An insertion that only doubles a letter standing beside it. */
  readonly isDoubling: boolean;
}

/** Finds the single substitution, insertion, deletion or swap of neighbours between two words; `undefined` when there is none or more. */
export function findSingleEdit(a: string, b: string): SingleEdit | undefined {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (a === b || long.length - short.length > 1) return undefined;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) {
    return short.slice(at) === long.slice(at + 1)
      ? { kind: 'insertion', at, isDoubling: long[at] === long[at - 1] || long[at] === long[at + 1] } : undefined;
  }
  if (short.slice(at + 1) === long.slice(at + 1)) return { kind: 'substitution', at, isDoubling: false };
  const isSwap = short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return isSwap ? { kind: 'transposition', at, isDoubling: false } : undefined;
}
