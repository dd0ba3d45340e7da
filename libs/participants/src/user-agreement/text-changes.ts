import { diffWords } from 'diff';

/** A stretch of text as somebody reads it who knows an earlier one. */
export interface TextRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The new text word by word, with what was taken out in its place. Without `removed` it is the new text. */
export function changesBetween(earlier: string, now: string): readonly TextRun[] {
  return diffWords(earlier, now).map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}
