/** What stands in the margins of every printed page. */
export interface PageMargins {
  readonly patient: string;
  readonly printed: string;
  readonly coverage: string;
  /** `Page {page} / {pages}`, with the two places marked so. */
  readonly pageOf: string;
}

/**
 * The style sheet that repeats identity, origin and page number on every page of a print. Only margin boxes are drawn on
 * each page by the browser; a repeated element would be drawn once.
 */
export function marginSheet({ patient, printed, coverage, pageOf }: PageMargins): string {
  const counters = pageOf.split(/\{(page|pages)\}/).map((part, i) => (i % 2 === 1 ? `counter(${part})` : cssString(part))).join(' ');
  return `@page {
    size: letter;
    margin: 26mm 14mm 30mm;
    @top-left { content: ${cssString(patient)}; width: 75%; text-align: left; vertical-align: bottom; padding-bottom: 3mm; font: 600 11pt 'Noto Sans Variable', sans-serif; }
    @top-right { content: ${counters}; text-align: right; vertical-align: bottom; padding-bottom: 3mm; font: 9pt 'Noto Sans Variable', sans-serif; }
    @bottom-left { content: ${cssString(`${printed}\n${coverage}`)}; width: 100%; text-align: left; vertical-align: top; padding-top: 3mm; white-space: pre-line; font: 8pt 'Noto Sans Variable', sans-serif; }
  }`;
}

/** A CSS string literal of any text (CSS Syntax 3, §4.3.5): quotes, backslashes and line ends are escaped. */
export function cssString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, '\\a ').replace(/</g, '\\3c ')}"`;
}
