import { parseHealthNumber } from '@longview/clinical-model';

/** A line of the file that is no health number. Its text is nowhere: a mistyped number may be somebody's. */
export interface RosterProblem {
  /** First line of the file is 1. */
  readonly line: number;
  readonly problem: 'not-a-health-number' | 'no-column';
}

const HEADING = /^(health[ _-]?number|num[eé]ro[ _-]?de[ _-]?(carte[ _-]?)?sant[eé])$/i;

/**
 * The health numbers of a roster, one a line: a column called `healthNumber` where the file has a heading, else the first.
 * Commas and semicolons separate; a number may be written with spaces, hyphens and a version. Other columns are not read.
 */
export function readRoster(text: string): { readonly healthNumbers: ReadonlySet<string> } | { readonly problems: readonly RosterProblem[] } {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/).map((line, index) => ({ line: index + 1, cells: line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/s, '$1')) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const heading = lines[0]?.cells.findIndex((cell) => HEADING.test(cell)) ?? -1;
  const column = Math.max(0, heading);
  // A first line without a digit is a heading of some other wording.
  const hasHeading = heading >= 0 || (lines[0] !== undefined && !lines[0].cells.some((cell) => /\d/.test(cell)));
  if (hasHeading && heading < 0) return { problems: [{ line: lines[0]!.line, problem: 'no-column' }] };
  const healthNumbers = new Set<string>();
  const problems: RosterProblem[] = [];
  for (const { line, cells } of hasHeading ? lines.slice(1) : lines) {
    const parsed = parseHealthNumber(cells[column] ?? '');
    if ('problem' in parsed) problems.push({ line, problem: 'not-a-health-number' });
    else healthNumbers.add(parsed.number);
  }
  return problems.length > 0 ? { problems } : { healthNumbers };
}
