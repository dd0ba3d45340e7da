/** A stretch of text as the gateway sends it: unchanged, new, or taken out since the version that was accepted. */
export interface TextRun { readonly kind: 'SAME' | 'ADDED' | 'REMOVED'; readonly text: string }

/** A line of the text: a heading (`# …`), an item of a list (`- …`) or a paragraph. */
export interface AgreementLine { readonly kind: 'heading' | 'item' | 'paragraph'; readonly runs: readonly TextRun[] }

/** Cuts runs at the ends of lines and takes the marks of headings and items off. Empty lines only separate. */
export function linesOf(runs: readonly TextRun[]): readonly AgreementLine[] {
  const lines: TextRun[][] = [[]];
  for (const { kind, text } of runs) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)!.push({ kind, text: part });
    });
  }
  return lines.filter((line) => line.some(({ text }) => text.trim() !== '')).map(toLine);
}

function toLine(runs: readonly TextRun[]): AgreementLine {
  const mark = /^[#-] ?/.exec(runs.map(({ text }) => text).join(''))?.[0] ?? '';
  const kind = mark.startsWith('#') ? 'heading' : mark.startsWith('-') ? 'item' : 'paragraph';
  let left = mark.length;
  const rest = runs.map((run) => {
    const cut = Math.min(left, run.text.length);
    left -= cut;
    return { ...run, text: run.text.slice(cut) };
  });
  return { kind, runs: rest.filter(({ text }) => text !== '') };
}
